"""The exit, and ten idle minutes, end the journey and free what it held; what is booked stays."""

from collections.abc import Callable
from datetime import timedelta

from bookings.people.models import Client
from bookings.visits.models import Appointment, Draft, Visit, VisitStatus
from bookings.visits.queries.journeys import IDLE
from portal.db.engine import Database
from services_directory.sessions.models import Claim
from tests.bookings.visits.rows import count, held
from tests.bookings.visits.touring import Stop
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import Fields, book, choose_first, walk_to
from tests.browsing import Browser, parse

NEEDS: Fields = {"need": ["legal", "housing"]}
GONE = "That time has just gone"


def test_the_exit_frees_what_was_held(phone: Browser, town: Database) -> None:
    """V-05: and erases the journey and the client that was made for it."""
    choose_first(phone, needs=NEEDS)
    assert held(town) == 1
    phone.press("leave")
    assert [count(town, table) for table in (Visit, Appointment, Claim, Client, Draft)] == [0] * 5


def test_the_exit_leaves_what_was_booked(phone: Browser, town: Database) -> None:
    book(phone)
    phone.press("leave")
    assert count(town, Draft) == 0
    assert count(town, Visit, Visit.status == VisitStatus.BOOKED) == 1
    assert count(town, Claim) > 0


def test_v_21_ten_idle_minutes_end_the_journey_and_free_what_it_held(
    phone: Browser, another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    """V-21: at once for the phone itself; its rows go with the next journey that begins."""
    choose_first(phone, needs=NEEDS)
    watch.now += IDLE
    phone.open()
    assert phone.step == "first"
    phone.press("back")
    other = another_phone()
    other.open()
    other.press("help")
    assert held(town) == 0
    assert count(town, Draft) == 1


def test_v_21_a_tap_now_and_then_keeps_the_journey(phone: Browser, watch: Watch) -> None:
    walk_to(phone, "asks")
    for _ in range(3):
        watch.on(minutes=9, seconds=59)
        phone.fetch("POST", data={"go": "stay"})
    phone.open()
    assert phone.step == "asks"


def test_v_21_without_scripts_every_page_asks_anew_once_its_journey_is_over(
    toured: list[Stop],
) -> None:
    """V-21: nothing else could blank a page that was left open; only the first is there then."""
    for stop in toured:
        (asking,) = (meta for meta in parse(stop.page.text).all("meta") if meta.get("http-equiv"))
        assert asking.get("http-equiv") == "refresh"
        assert IDLE < timedelta(seconds=int(asking.get("content"))) < IDLE + timedelta(seconds=10)


def test_v_21_the_limit_is_ten_minutes() -> None:
    assert timedelta(minutes=10) == IDLE
