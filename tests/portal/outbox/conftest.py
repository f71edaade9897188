"""A post room on each database, and a provider on loopback."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from portal.db.engine import Database
from portal.outbox.carriers.twilio import Twilio
from tests.portal.outbox.post import Post
from tests.provider import ACCOUNT, ORIGIN, SENDER, TOKEN, Loopback, Provider, provider_on_loopback


@pytest.fixture
def post(database: Database) -> Post:
    return Post(database)


@pytest.fixture
def small_post(fresh_file: Path, tmp_path: Path) -> Iterator[Post]:
    """A post room where the kind of database does not matter."""
    opened = Database(f"sqlite:///{copyfile(fresh_file, tmp_path / 'post.db')}")
    yield Post(opened)
    opened.close()


@pytest.fixture
def provider() -> Iterator[Provider]:
    with provider_on_loopback() as told:
        yield told


@pytest.fixture
def twilio(provider: Provider) -> Iterator[Twilio]:
    """The real carrier with the real client, whose line ends at the provider of the tests."""
    http = Loopback(provider.port, timeout=0.5)
    yield Twilio(ACCOUNT, TOKEN, SENDER, f"{ORIGIN}/hook/status/", http)
    assert http.session is not None
    http.session.close()
