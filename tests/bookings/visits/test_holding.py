"""A chosen visit is held whole for ten minutes, and given back whole, whoever was quicker."""

from collections.abc import Callable

import sqlalchemy as sa

from bookings.people.models import Client
from bookings.visits.models import Appointment, Draft, Visit, VisitStatus
from bookings.visits.queries.journeys import IDLE
from portal.db.engine import Database
from services_directory.sessions.models import Claim, Slot
from services_directory.sessions.queries import coming_sessions, free_slots
from tests.bookings.visits.rows import count
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import Fields, book, offers, walk_to
from tests.browsing import Browser

NEEDS: Fields = {"need": ["legal", "housing"]}
GONE = "That time has just gone"


def held(town: Database) -> int:
    return count(town, Visit, Visit.status == VisitStatus.HELD)


def choose_first(phone: Browser) -> str:
    """Choose the best visit; gives its code."""
    walk_to(phone, "times", needs=NEEDS)
    code = offers(phone)[0].code
    phone.choose("plan", code)
    return code


def test_a_visit_is_held_whole(phone: Browser, town: Database) -> None:
    """Every stop, each with its worker, its room and herself for its whole length."""
    code = choose_first(phone)
    assert phone.step == "name"
    assert count(town, Appointment) == len(code.split(".")) - 3
    with town.reading() as db:
        cells = db.scalars(sa.select(Slot.cells).join(Appointment)).all()
    assert count(town, Claim, Claim.held_until.is_not(None)) == 3 * sum(cells)
    assert held(town) == 1


def test_what_is_held_is_not_offered_to_others(
    phone: Browser, another_phone: Callable[..., Browser]
) -> None:
    code = choose_first(phone)
    other = another_phone()
    walk_to(other, "times", needs=NEEDS)
    shown = {slot for each in offers(other) for slot in each.code.split(".")[3:]}
    assert shown.isdisjoint(code.split(".")[3:])
    phone.press("back")
    assert code in [each.code for each in offers(phone)], "her own times count as free for her"


def test_a_lost_race_holds_nothing_says_so_and_keeps_everything_typed(
    phone: Browser, another_phone: Callable[..., Browser], town: Database
) -> None:
    """Two look at the same times; the second is a tap too late."""
    typed: dict[str, Fields] = {
        "needs": NEEDS,
        "hours": {"gone_by": "11:45"},
        "asks": {"worker": "woman", "access": "a quiet room"},
        "company": {"child_0_age": "4", "child_0_creche": "yes", "companion": "a friend"},
    }
    walk_to(phone, "times", **typed)
    code = offers(phone)[0].code
    other = another_phone()
    walk_to(other, "times", **typed)
    other.choose("plan", code)
    assert other.step == "name"
    phone.choose("plan", code)
    assert GONE in phone.page.text
    assert held(town) == 1
    assert len(offers(phone)) > 0
    for step, fields in reversed(typed.items()):
        phone.press("back")
        shown = phone.shown_fields()
        assert phone.step == ("order" if step == "needs" else step)
        if step != "needs":
            assert {name: shown[name] for name in fields} == {
                name: [value] for name, value in fields.items()
            }


def test_after_a_lost_race_the_closest_time_is_among_those_shown(
    phone: Browser, another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    """Though by itself it is none of the three best of that morning."""
    wish: dict[str, Fields] = {"needs": {"need": "legal"}, "asks": {"no_welcome": "yes"}}
    walk_to(phone, "times", **wish)
    last = max(offers(phone), key=lambda each: (-each.arrive.toordinal(), each.arrive))
    other = another_phone()
    walk_to(other, "times", **wish)
    other.choose("plan", last.code)
    phone.choose("plan", last.code)
    with town.reading() as db:
        ahead = coming_sessions(db, watch.now, limit=9)
        session = next(each for each in ahead if each.starts_at <= last.arrive < each.ends_at)
        free = free_slots(db, [session.id], watch.now, online=True)
    starts = [slot.starts_at for slot in free if slot.kind.value == "legal"]
    closest = min(starts, key=lambda start: abs(start - last.arrive))
    assert closest in [each.arrive for each in offers(phone)]


def test_a_hold_stands_for_ten_minutes_and_then_counts_as_free(
    phone: Browser, another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    """No job has to run: the search before it is taken sees it free already."""
    code = choose_first(phone)
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
    choose_first(phone)
    watch.on(minutes=6)
    phone.press()
    watch.on(minutes=6)
    phone.open()
    assert "is kept for you until" not in phone.page.text
    phone.press()
    assert phone.step == "phrase"
    assert count(town, Visit, Visit.status == VisitStatus.BOOKED) == 1
    assert count(town, Claim, Claim.held_until.is_not(None)) == 0


def test_a_hold_that_another_took_is_told_and_everything_else_is_kept(
    phone: Browser, another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    code = choose_first(phone)
    watch.on(minutes=6)
    phone.press(called="Robin")
    watch.on(minutes=6)
    other = another_phone()
    walk_to(other, "times", needs=NEEDS)
    other.choose("plan", code)
    phone.open()
    assert phone.heading == GONE
    phone.press()
    assert phone.step == "times"
    assert GONE in phone.page.text
    phone.choose("plan", offers(phone)[0].code)
    assert phone.shown_fields()["called"] == ["Robin"]
    assert held(town) == 2


def test_moving_a_stop_of_a_hold_that_another_took_is_told_too(
    phone: Browser, another_phone: Callable[..., Browser], watch: Watch
) -> None:
    code = choose_first(phone)
    phone.press()
    phone.press(next(go for go in phone.buttons("go") if go.startswith("stop:")))
    assert phone.step == "move_stop"
    watch.on(minutes=6)
    phone.fetch("POST", data={"go": "stay"})
    watch.on(minutes=6)
    other = another_phone()
    walk_to(other, "times", needs=NEEDS)
    other.choose("plan", code)
    phone.open()
    assert phone.heading == GONE
    phone.send({"step": "move_stop", "slot": "00000000"})
    assert phone.heading == GONE
    phone.press()
    assert phone.step == "times"


def test_choosing_again_swaps_what_is_held(phone: Browser, town: Database) -> None:
    code = choose_first(phone)
    phone.press("back")
    other = next(each.code for each in offers(phone) if each.code.split(".")[0] != code[:8])
    phone.choose("plan", other)
    assert phone.step == "name"
    assert held(town) == 1
    assert count(town, Client) == 1
    with town.reading() as db:
        slots = {slot.hex[:8] for slot in db.scalars(sa.select(Appointment.slot_id))}
    assert slots == set(other.split(".")[3:])


def test_a_lost_race_while_choosing_again_leaves_the_first_hold(
    phone: Browser, another_phone: Callable[..., Browser], town: Database
) -> None:
    choose_first(phone)
    phone.press("back")
    wanted = offers(phone)[-1].code
    other = another_phone()
    walk_to(other, "times", needs=NEEDS)
    other.choose("plan", wanted)
    phone.choose("plan", wanted)
    assert GONE in phone.page.text
    assert held(town) == 2


def test_the_exit_frees_what_was_held(phone: Browser, town: Database) -> None:
    """V-05: and erases the journey and the client that was made for it."""
    choose_first(phone)
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
    choose_first(phone)
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


def test_two_tabs_of_one_journey_hold_one_visit(phone: Browser, town: Database) -> None:
    """Whichever tab chose last has it; the other tab is shown where the journey stands."""
    code = choose_first(phone)
    tab = phone.another_tab()
    tab.open()
    assert tab.step == "name"
    phone.press("back")
    phone.choose("plan", offers(phone)[-1].code)
    assert held(town) == 1
    tab.send({"step": "times", "plan": code})
    assert tab.step == "name"
    assert held(town) == 1
    tab.press()
    tab.press()
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
