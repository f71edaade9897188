"""A chosen visit is held whole for ten minutes, and given back whole, whoever was quicker."""

from collections.abc import Callable

import sqlalchemy as sa

from bookings.people.models import Client
from bookings.visits.models import Appointment, Visit, VisitStatus
from portal.db.engine import Database
from services_directory.sessions.models import Claim, Slot
from tests.bookings.visits.rows import count, held
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import Fields, book, choose_first, offers, walk_to
from tests.browsing import Browser

NEEDS: Fields = {"need": ["legal", "housing"]}
GONE = "That time has just gone"


def test_a_visit_is_held_whole(phone: Browser, town: Database) -> None:
    """Every stop, each with its worker, its room and herself for its whole length."""
    code = choose_first(phone, needs=NEEDS)
    assert phone.step == "name"
    assert count(town, Appointment) == len(code.split(".")) - 3
    with town.reading() as db:
        cells = db.scalars(sa.select(Slot.cells).join(Appointment)).all()
    assert count(town, Claim, Claim.held_until.is_not(None)) == 3 * sum(cells)
    assert held(town) == 1


def test_what_is_held_is_not_offered_to_others(
    phone: Browser, another_phone: Callable[..., Browser]
) -> None:
    code = choose_first(phone, needs=NEEDS)
    other = another_phone()
    walk_to(other, "times", needs=NEEDS)
    shown = {slot for each in offers(other) for slot in each.code.split(".")[3:]}
    assert shown.isdisjoint(code.split(".")[3:])
    phone.press("back")
    assert code in [each.code for each in offers(phone)], "her own times count as free for her"


def test_a_hold_stands_for_ten_minutes_and_then_counts_as_free(
    phone: Browser, another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    """No job has to run: the search before it is taken sees it free already."""
    code = choose_first(phone, needs=NEEDS)
    other = another_phone()
    watch.on(minutes=9, seconds=59)
    walk_to(other, "times", needs=NEEDS)
    assert code not in [each.code for each in offers(other)]
    watch.on(seconds=1)
    other.open()
    assert code in [each.code for each in offers(other)]
    assert held(town) == 1
    other.choose("plan", code)
    assert other.step == "name"
    assert held(town) == 1
    assert count(town, Client) == 1


def test_a_hold_that_ran_out_is_still_hers_while_nobody_took_it(
    phone: Browser, town: Database, watch: Watch
) -> None:
    choose_first(phone, needs=NEEDS)
    watch.on(minutes=6)
    walk_to(phone, "check")
    watch.on(minutes=6)
    phone.open()
    assert "is kept for you until" not in phone.page.text
    phone.press()
    assert phone.step == "phrase"
    assert count(town, Visit, Visit.status == VisitStatus.BOOKED) == 1
    assert count(town, Claim, Claim.held_until.is_not(None)) == 0


def test_choosing_again_swaps_what_is_held(phone: Browser, town: Database) -> None:
    code = choose_first(phone, needs=NEEDS)
    phone.press("back")
    other = next(each.code for each in offers(phone) if each.code.split(".")[0] != code[:8])
    phone.choose("plan", other)
    assert phone.step == "name"
    assert held(town) == 1
    assert count(town, Client) == 1
    with town.reading() as db:
        slots = {slot.hex[:8] for slot in db.scalars(sa.select(Appointment.slot_id))}
    assert slots == set(other.split(".")[3:])


def test_two_tabs_of_one_journey_hold_one_visit(phone: Browser, town: Database) -> None:
    """Whichever tab chose last has it; the other tab is shown where the journey stands."""
    code = choose_first(phone, needs=NEEDS)
    tab = phone.another_tab()
    tab.open()
    assert tab.step == "name"
    phone.press("back")
    phone.choose("plan", offers(phone)[-1].code)
    assert held(town) == 1
    tab.send({"step": "times", "plan": code})
    assert tab.step == "name"
    assert held(town) == 1
    walk_to(tab, "phrase")
    assert tab.step == "phrase"
    phone.send({"step": "name", "go": "next"})
    assert phone.step == "phrase"
    assert phone.problems == []
    assert count(town, Visit) == 1


def test_two_visits_share_no_worker_no_room_and_nobody_is_in_two_places(
    another_phone: Callable[..., Browser], town: Database
) -> None:
    for _ in range(4):
        book(another_phone(), needs=NEEDS)
    with town.reading() as db:
        rows = db.execute(
            sa.select(Slot, Appointment.visit_id).join(Appointment, Appointment.slot_id == Slot.id)
        ).all()
        taken = [
            (thing, cell)
            for slot, visit_id in rows
            for thing in (slot.worker_id, slot.room_id, visit_id)
            for cell in range(slot.cell, slot.cell + slot.cells)
        ]
    assert len(taken) > 50
    assert len(set(taken)) == len(taken)
