"""Moving a stop, moving it all, cancelling: the old time goes with the new one taken, or stays."""

from collections.abc import Callable
from itertools import pairwise
from uuid import uuid4

import sqlalchemy as sa

from bookings.people.models import Client
from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from portal.db.engine import Database
from services_directory.sessions.models import Claim, ServiceSession, Slot
from tests.bookings.visits.rows import booked_times, count, dump
from tests.bookings.visits.walking import (
    Fields,
    book,
    come_back,
    offers,
    open_a_stop_with_choices,
    walk_to,
)
from tests.browsing import Browser

NEEDS: Fields = {"need": ["housing", "idva"]}
Phones = Callable[..., Browser]


def test_one_stop_is_moved_and_the_others_stay(
    phone: Browser, another_phone: Phones, town: Database
) -> None:
    kept = book(phone, needs=NEEDS)
    before, cells = booked_times(town), count(town, Claim)
    other = another_phone(scripts=phone.scripts)
    come_back(other, kept)
    other.choose("slot", open_a_stop_with_choices(other)[-1])
    assert other.step == "visit"
    assert "Changed. This is your new time." in other.page.text
    after = booked_times(town)
    assert len(set(after) & set(before)) == len(before) - 1 == len(after) - 1
    assert all(one[1] < two[0] for one, two in pairwise(after))
    assert count(town, Claim) == cells, "the old time is free again"


def test_a_stop_is_moved_before_it_is_booked_too(phone: Browser, town: Database) -> None:
    walk_to(phone, "check", needs=NEEDS)
    before = booked_times(town)
    phone.choose("slot", open_a_stop_with_choices(phone)[-1])
    assert phone.step == "check"
    assert "Changed." in phone.page.text
    assert booked_times(town) != before
    phone.press()
    assert phone.step == "phrase"
    assert count(town, Appointment, Appointment.status == AppointmentStatus.BOOKED) == len(before)


def test_a_stop_that_another_took_meanwhile_is_told_and_the_old_one_stays(
    phone: Browser, another_phone: Phones, town: Database
) -> None:
    kept = book(phone, needs=NEEDS)
    other = another_phone()
    come_back(other, kept)
    wanted = open_a_stop_with_choices(other)[-1]
    take(town, wanted)
    before, cells = booked_times(town), count(town, Claim)
    other.choose("slot", wanted)
    assert other.step == "move_stop"
    assert "That time has just gone. These are still free." in other.page.text
    assert wanted not in other.buttons("slot")
    assert (booked_times(town), count(town, Claim)) == (before, cells)


def take(town: Database, code: str) -> None:
    """Somebody else takes this time's worker."""
    with town.writing() as db:
        slot = next(s for s in db.scalars(sa.select(Slot)) if s.id.hex.startswith(code))
        for cell in range(slot.cell, slot.cell + slot.cells):
            claim = {"session_id": slot.session_id, "appointment_id": uuid4(), "cell": cell}
            db.add(Claim(thing_id=slot.worker_id, held_until=None, **claim))


def test_the_whole_visit_is_moved(phone: Browser, another_phone: Phones, town: Database) -> None:
    """To another day: everything of the old one is free, and everything of hers goes with her."""
    kept = book(phone, needs=NEEDS, name={"called": "Robin"})
    before, cells = booked_times(town), count(town, Claim)
    other = another_phone(scripts=phone.scripts)
    come_back(other, kept)
    other.press("move")
    assert "Your present time is yours until you choose." in other.page.text
    new = next(each for each in offers(other) if each.arrive.date() != before[0][0].date())
    other.choose("plan", new.code)
    assert other.step == "visit"
    after = booked_times(town)
    assert (after[0][0], after[-1][1]) == (new.arrive, new.leave)
    assert set(after).isdisjoint(before)
    assert count(town, Claim) <= cells
    with town.reading() as db:
        visit = db.scalars(sa.select(Visit)).one()
        assert visit.status is VisitStatus.BOOKED
        assert db.get_one(ServiceSession, visit.session_id).starts_at <= new.arrive
        assert visit.over_at > new.leave
        assert db.get_one(Client, visit.client_id).chosen_name == "Robin"
    third = another_phone()
    come_back(third, kept)
    assert third.step == "visit", "the phrase opens it as before"


def test_her_own_times_count_as_free_when_she_moves(
    phone: Browser, another_phone: Phones, town: Database
) -> None:
    """An hour later with the same people may need a time that she has now."""
    kept = book(phone, needs=NEEDS)
    now = booked_times(town)
    other = another_phone()
    come_back(other, kept)
    other.press("move")
    assert (now[0][0], now[-1][1]) in [(each.arrive, each.leave) for each in offers(other)]


def test_a_lost_race_for_another_visit_changes_nothing(
    phone: Browser, another_phone: Phones, town: Database
) -> None:
    kept = book(phone, needs=NEEDS)
    other, rival = another_phone(), another_phone()
    come_back(other, kept)
    other.press("move")
    before = booked_times(town)[0][0].date()
    wanted = next(each for each in offers(other) if each.arrive.date() != before).code
    walk_to(rival, "times", needs=NEEDS)
    rival.choose("plan", wanted)
    assert rival.step == "name"
    rows = dump(town)
    other.choose("plan", wanted)
    assert other.step == "move"
    assert "That time has just gone" in other.page.text
    after = dump(town)
    for table in ("visits", "appointments", "claims", "record_entries"):
        assert after[table] == rows[table]
