"""Staff read their pages in the language that they chose, and errors in it too."""

from uuid import uuid4

import pytest

from portal.access import Role
from portal.db.engine import Database
from portal.staff.models import Account
from tests.portal.staff.conftest import Hire, Seat

HERE = "/staff/account"
TEXTS = {"cy": "Eich cyfrif", "en": "Your account"}


@pytest.mark.parametrize("tag", TEXTS)
def test_pages_are_in_the_language_that_was_chosen_whatever_the_browser_asks(
    hire: Hire, seat: Seat, tag: str
) -> None:
    desk = seat(hire(Role.LEAD))
    desk.headers["accept-language"] = "en" if tag == "cy" else "cy"
    assert desk.post(f"{HERE}/language", data={"language": tag}).headers["location"] == HERE
    shown = desk.get(HERE).text
    assert f'<html lang="{tag}"' in shown
    assert f'value="{tag}" lang="{tag}" selected' in shown
    assert f'<html lang="{tag}"' in desk.get(f"/staff/people/{uuid4()}").text


@pytest.mark.parametrize("wished", ["", "ur", "xx"])
def test_any_other_is_none_and_the_browser_decides(
    hire: Hire, seat: Seat, database: Database, wished: str
) -> None:
    """Urdu is a language of hers, not of theirs: half of each page would be in it."""
    lead = hire(Role.LEAD)
    desk = seat(lead)
    desk.headers["accept-language"] = "ur, cy;q=0.5"
    desk.post(f"{HERE}/language", data={"language": wished})
    assert '<html lang="cy"' in desk.get(HERE).text
    with database.reading() as db:
        assert db.get_one(Account, lead.account_id).language == ""
