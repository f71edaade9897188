"""A page that has grown old, a code that was never offered, a button that nobody has: no harm."""

from collections.abc import Callable

import pytest

from bookings.visits.models import Visit
from portal.db.engine import Database
from services_directory.sessions.queries import coming_sessions
from tests.bookings.visits.rows import count
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import Fields, book, offers, walk_to
from tests.browsing import Browser


@pytest.mark.parametrize(
    "fields",
    [
        {"step": "nosuch", "go": "next"},
        {"step": "../../etc/passwd", "go": "next"},
        {"step": "asks", "go": "nosuch:thing"},
        {"step": "asks", "go": "up:legal"},
        {"step": "check", "go": "stop:00000000"},
        {"step": "", "go": ""},
        {"go": "next"},
        {"step": "first", "go": "start"},
        {"step": "asks", "go": "__class__"},
    ],
)
def test_an_unknown_step_or_button_leaves_the_journey_where_it_is(
    another_phone: Callable[..., Browser], fields: Fields
) -> None:
    phone = another_phone()
    walk_to(phone, "asks")
    phone.press("help", tongue="Kurdish")
    phone.press()
    phone.send(dict(fields))
    assert phone.step == "asks"
    assert phone.problems == []


@pytest.mark.parametrize(
    "code",
    [
        *("", ".", "...", "a.b.c.d", "nosuch.1.2.nosuch", "-1.-2.-3.-4", "1.1.1.1"),
        *("99999999.999999999999.9.x", "00000000.1.2.00000000", "." * 500, "x.١.٢.y"),
    ],
)
def test_a_plan_that_was_never_offered_gets_nothing(
    another_phone: Callable[..., Browser], town: Database, code: str
) -> None:
    phone = another_phone()
    walk_to(phone, "times")
    phone.choose("plan", code)
    assert phone.step == "times"
    assert len(offers(phone)) > 0
    assert count(town, Visit) == 0


def test_slots_of_one_session_are_no_plan_for_another(
    another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    phone = another_phone()
    walk_to(phone, "times")
    parts = offers(phone)[0].code.split(".")
    with town.reading() as db:
        others = [session.id.hex[:8] for session in coming_sessions(db, watch.now, limit=9)]
    for other in others:
        if other != parts[0]:
            phone.choose("plan", ".".join([other, *parts[1:]]))
            assert phone.step == "times"
    assert count(town, Visit) == 0


def test_a_page_that_has_grown_old_is_taken_up_where_it_was_left(phone: Browser) -> None:
    """A step that she passed is answered anew; one that she has not come to is not."""
    walk_to(phone, "asks", needs={"need": "legal"})
    phone.send({"step": "needs", "go": "next", "need": ["housing"]})
    assert phone.step == "hours"
    phone.send({"step": "check", "go": "next"})
    assert phone.step == "hours"
    phone.press("back")
    assert phone.shown_fields()["need"] == ["housing"]


def test_an_old_page_of_a_journey_that_is_booked_changes_nothing(
    phone: Browser, town: Database
) -> None:
    walk_to(phone, "times")
    plan = phone.buttons("plan")[-1]
    book(phone)
    for step in ("times", "check", "needs", "phrase"):
        phone.send({"step": step, "go": "next", "plan": plan, "digits": "1111"})
        assert phone.step == "done"
    assert count(town, Visit) == 1
