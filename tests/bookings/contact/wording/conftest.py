"""The portal's own messages, and a copy of them that a test may change."""

from pathlib import Path

import pytest

from bookings.contact.wording.wordbook import Wordbook
from portal.i18n import find_folder
from tests.bookings.contact.wording.copies import PUBLIC_NAME, Copy


@pytest.fixture(scope="session")
def wordbook() -> Wordbook:
    return Wordbook(find_folder("templates"), find_folder("locales"), PUBLIC_NAME)


@pytest.fixture
def copied(tmp_path: Path) -> Copy:
    return Copy(tmp_path)
