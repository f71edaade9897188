"""Walking in is an equal choice, with its hours, whatever is booked; its share is never taken."""

from collections.abc import Callable

import sqlalchemy as sa

from bookings.visits.models import Appointment, AppointmentStatus, Visit
from portal.app import create_app
from portal.db.engine import Database
from portal.limits.actions import Gate
from portal.limits.rules import HOLDS_OF_NETWORK
from portal.settings import read_settings
from services_directory.sessions.actions import claim
from services_directory.sessions.models import Slot
from services_directory.sessions.queries import coming_sessions, free_slots
from tests.bookings.visits.rows import count, held
from tests.bookings.visits.town import Watch, spend
from tests.bookings.visits.walking import book, offers, walk_to
from tests.browsing import Browser

HOURS = "Or come without a time, any time from 10:00 to 12:00."


def take_everything_online(town: Database, watch: Watch, *, but_one: str = "") -> None:
    """Claim every time that can be booked online, as appointments of nobody's; leave one time of
    the kind `but_one`."""
    with town.writing() as db:
        for session in coming_sessions(db, watch.now, limit=100):
            for slot in free_slots(db, [session.id], watch.now, online=True):
                if slot.kind.value == but_one:
                    but_one = ""
                    continue
                claim(db, session.id, {slot.id: slot.claims}, held_until=None)


def test_v_11_walking_in_stands_beside_every_morning_with_its_hours(phone: Browser) -> None:
    walk_to(phone, "times")
    assert len(offers(phone)) > 0
    mornings = [section.text for section in phone.page.all("section")]
    assert mornings
    assert all("Or come without a time" in morning for morning in mornings)
    assert HOURS in mornings[0]
    looks = {b.get("value"): b.get("class") for b in phone.page.all("button")}
    assert looks["walk-in"] == "other", "as large as any other choice"
    phone.press("walk-in")
    assert phone.heading == "Come without a time"
    assert "10:00 to 12:00" in phone.page.text
    phone.press()
    assert phone.step == "times"


def test_v_11_walking_in_stays_when_everything_is_taken(
    phone: Browser, town: Database, watch: Watch
) -> None:
    take_everything_online(town, watch)
    walk_to(phone, "times")
    assert offers(phone) == []
    assert HOURS in phone.page.text
    assert "walk-in" in phone.buttons("go")


def test_v_11_walking_in_is_told_of_when_nothing_is_planned(empty_place: Database) -> None:
    app = create_app(read_settings({"PORTAL_PHONE": "01632 960 010"}), empty_place)
    phone = Browser(app, scripts=False)
    walk_to(phone, "times")
    assert "No mornings are planned at the moment. New ones appear here." in phone.page.text
    assert "01632 960 010" in phone.page.text
    phone.press("walk-in")
    assert phone.heading == "Come without a time"


def test_s_57_the_last_time_online_is_booked_and_then_the_reserve_is_all_there(
    another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    take_everything_online(town, watch, but_one="legal")
    first, second = another_phone(), another_phone()
    book(first, needs={"need": "legal"})
    walk_to(second, "times", needs={"need": "legal"})
    assert offers(second) == []
    with town.reading() as db:
        taken = sa.select(Slot.for_walk_ins).join(Appointment, Appointment.slot_id == Slot.id)
        assert db.scalars(taken).all() == [False]
        session = coming_sessions(db, watch.now, limit=1)[0]
        left = free_slots(db, [session.id], watch.now, online=False)
    assert len([slot for slot in left if slot.kind.value == "legal"]) > 0
    assert {slot.for_walk_ins for slot in left} == {True}


def test_s_57_a_code_for_a_reserved_time_gets_nothing(
    phone: Browser, town: Database, watch: Watch
) -> None:
    with town.reading() as db:
        session = coming_sessions(db, watch.now, limit=1)[0]
        free = free_slots(db, [session.id], watch.now, online=False)
    reserved = next(slot for slot in free if slot.for_walk_ins and slot.kind.value == "housing")
    walk_to(phone, "times", needs={"need": "housing"})
    phone.choose("plan", f"{session.id.hex[:8]}.1.2.{reserved.id.hex[:8]}")
    assert phone.step == "times"
    assert count(town, Appointment, Appointment.status != AppointmentStatus.CANCELLED) == 0


def test_s_57_one_network_does_not_hold_a_morning_away(
    another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    """S-57: whoever comes after ten holds from there waits, and then has what was chosen."""
    spend(town, watch, "203.0.113.9", HOLDS_OF_NETWORK.most, Gate.HOLD)
    phone = another_phone("203.0.113.9")
    walk_to(phone, "times", needs={"need": "housing"})
    phone.choose("plan", offers(phone)[0].code)
    assert phone.step == "waiting"
    assert held(town) == 0
    for _ in range(11):
        if phone.step == "waiting":
            watch.on(minutes=1)
            phone.press()
    assert phone.step == "name"
    assert held(town) == 1
    other = another_phone()
    walk_to(other, "name", needs={"need": "housing"})
    assert held(town) == 2


def test_s_57_a_burst_of_bookings_is_slowed_and_set_aside_and_never_refused(
    another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    """S-57: from one network, as a crowd behind one address or somebody who fills the morning."""
    waited = 0
    for number in range(6):
        phone = another_phone("203.0.113.9")
        walk_to(phone, "check", needs={"need": "housing"})
        phone.press()
        if phone.step == "waiting":
            waited += 1
            assert "What you typed is kept" in phone.page.text
            phone.press()
            assert phone.step == "waiting", "nobody jumps the queue by pressing again"
            watch.on(minutes=1)
            phone.press()
        assert phone.step == "phrase", number
        assert count(town, Visit, Visit.set_aside_at.is_not(None)) == max(0, number - 2)
    assert waited == 3
    far = another_phone()
    book(far, needs={"need": "legal"})
    assert count(town, Visit, Visit.set_aside_at.is_not(None)) == 3
