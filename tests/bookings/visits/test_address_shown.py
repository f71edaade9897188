"""Where the morning is shows when the deployer says so; of a confidential place, never the door."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from portal.db.engine import Database
from services_directory.listings.models import Location
from tests.bookings.visits.touring import tour
from tests.bookings.visits.town import PHONE, Watch, open_house
from tests.browsing import Browser

DOOR = ("The Old Reading Rooms", "blue door", "14 Larkmead Row", "TW3 0ZY")
SATURDAYS = ("Feltham Green Hall", "side gate", "2 Pondside Way", "TW13 0ZX")

# Where an address may stand by each setting; everywhere else it may not.
BOOKED = {"phrase", "done", "visit"}
ALWAYS = {"walk_in", "younger", "check", "cancelled", "place", "waited", *BOOKED}
SHOWN_ON = {"always": ALWAYS, "after-booking": BOOKED, "by-phone": set[str]()}


def pages(town: Database, watch: Watch, shown: str) -> Iterator[Browser]:
    """A phone at every step, with this setting."""
    settings = {**PHONE, "PORTAL_ADDRESS_SHOWN": shown}
    browser = Browser(open_house(town, watch, settings=settings), scripts=False)
    for _ in tour(browser, town, watch):
        yield browser


@pytest.mark.parametrize("shown", list(SHOWN_ON))
def test_v_18_the_address_shows_as_the_deployer_chose(
    town: Database, watch: Watch, shown: str
) -> None:
    """V-18: on every step, and nowhere before its time."""
    found = set()
    for phone in pages(town, watch, shown):
        tells = [part for part in (*DOOR, *SATURDAYS) if part in phone.answers[-1].text]
        if tells:
            found.add(phone.step)
    assert found == SHOWN_ON[shown]


def test_v_18_by_phone_the_number_stands_where_the_address_would(
    town: Database, watch: Watch
) -> None:
    for phone in pages(town, watch, "by-phone"):
        if phone.step in BOOKED:
            assert "01632 960 010" in phone.page.text
            assert "address" in phone.page.text


def test_s_29_a_confidential_place_is_an_area_whatever_the_setting(
    town: Database, watch: Watch
) -> None:
    """S-29: the row holds nothing else, so no page can show it."""
    nothing = dict.fromkeys(("name", "description", "address_1", "city", "postal_code"))
    with town.writing() as db:
        db.execute(sa.update(Location).values(confidential=True, **nothing))
    for phone in pages(town, watch, "always"):
        text = phone.answers[-1].text
        assert not any(part in text for part in (*DOOR, *SATURDAYS))
        if phone.step in {"check", *BOOKED}:
            assert "Hounslow" in phone.page.text
