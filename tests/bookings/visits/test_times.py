"""The times that she is shown are whole visits that she can have, and none passes her limit."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bookings.visits.models import Visit
from portal.db.engine import Database
from services_directory.sessions.models import Slot
from services_directory.sessions.queries import coming_sessions, free_slots
from tests.bookings.visits.rows import booked_times, count
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import Offered, book, come_back, offers, walk_to, wall
from tests.browsing import Browser

LONDON = ZoneInfo("Europe/London")
LIMIT = time(11, 15)
LIMITED = {"gone_by": LIMIT.isoformat("minutes")}
THREE = {"need": ["legal", "housing", "idva"]}


def in_time(shown: list[Offered]) -> bool:
    return bool(shown) and all(wall(each.leave) <= LIMIT for each in shown)


def test_v_10_what_is_shown_is_what_is_booked(phone: Browser, town: Database) -> None:
    walk_to(phone, "times", needs=THREE)
    shown = offers(phone)[0]
    assert f"Come at {wall(shown.arrive):%H:%M}" in shown.words
    assert f"away by {wall(shown.leave):%H:%M}" in shown.words
    assert f"About {(shown.leave - shown.arrive) // timedelta(minutes=1)} minutes" in shown.words
    book(phone)
    stops = booked_times(town)
    assert (stops[0][0], stops[-1][1]) == (shown.arrive, shown.leave)
    assert all(earlier[1] < later[0] for earlier, later in combinations(stops, 2))


def test_v_10_no_visit_that_is_shown_passes_her_limit(phone: Browser, town: Database) -> None:
    walk_to(phone, "times", needs=THREE)
    assert not in_time(offers(phone))
    for _ in range(3):
        phone.press("back")
    walk_to(phone, "times", needs=THREE, hours=LIMITED)
    assert in_time(offers(phone))
    phone.press("later")
    assert in_time(offers(phone))
    book(phone)
    with town.reading() as db:
        visit = db.scalars(sa.select(Visit)).one()
        assert visit.gone_by is not None
        assert wall(visit.gone_by) == LIMIT
    assert wall(booked_times(town)[-1][1]) <= LIMIT


def test_v_10_the_closest_times_after_a_lost_race_keep_her_limit(
    phone: Browser, another_phone: Callable[..., Browser]
) -> None:
    walk_to(phone, "times", needs=THREE, hours=LIMITED)
    wanted = offers(phone)[0].code
    book(another_phone(), needs=THREE, hours=LIMITED)
    phone.choose("plan", wanted)
    assert "That time has just gone" in phone.page.text
    assert in_time(offers(phone))


def test_v_10_no_code_from_outside_passes_her_limit(
    phone: Browser, another_phone: Callable[..., Browser], town: Database
) -> None:
    """Another phone's code, for times that are free but not hers to have."""
    other = another_phone()
    walk_to(other, "times", needs=THREE, hours={"not_before": "11:00"})
    late = next(each for each in offers(other) if wall(each.leave) > LIMIT)
    walk_to(phone, "times", needs=THREE, hours=LIMITED)
    phone.choose("plan", late.code)
    assert phone.step == "times"
    assert count(town, Visit) == 0
    other.choose("plan", late.code)
    assert other.step == "name"


def test_a_code_from_outside_gets_one_time_for_each_need_and_no_more(
    phone: Browser, town: Database, watch: Watch
) -> None:
    """Nobody takes a whole morning with one tap, nor a service that they did not ask for."""
    with town.reading() as db:
        session = coming_sessions(db, watch.now, limit=1)[0]
        free = free_slots(db, [session.id], watch.now, online=True)
    apart = [slot for slot in free if slot.kind.value == "housing"]
    police = next(slot for slot in free if slot.kind.value == "police")
    first, second = apart[0], next(s for s in apart if s.cell > apart[0].cell + apart[0].cells)
    walk_to(phone, "times", needs={"need": "housing"}, asks={"no_welcome": "yes"})
    for slots in ([first, second], [first, police], [police]):
        codes = [slot.id.hex[:8] for slot in slots]
        phone.choose("plan", ".".join([session.id.hex[:8], "1", "2", *codes]))
        assert phone.step == "times"
        assert count(town, Visit) == 0
    phone.choose("plan", f"{session.id.hex[:8]}.1.2.{first.id.hex[:8]}")
    assert phone.step == "name"


def test_v_10_moving_the_whole_visit_keeps_her_limit_on_its_new_day(
    phone: Browser, another_phone: Callable[..., Browser], town: Database
) -> None:
    kept = book(phone, needs=THREE, hours=LIMITED)
    other = another_phone()
    come_back(other, kept)
    other.press("move")
    assert in_time(offers(other))
    saturday = next(each for each in offers(other) if each.arrive.weekday() == 5)
    other.choose("plan", saturday.code)
    assert other.step == "visit"
    with town.reading() as db:
        visit = db.scalars(sa.select(Visit)).one()
        assert visit.gone_by is not None
        assert visit.gone_by.date() == saturday.leave.date()
        assert booked_times(town)[-1][1] <= visit.gone_by


def test_v_10_moving_one_stop_keeps_her_limit(phone: Browser, town: Database) -> None:
    """While it is only held, and once it is booked."""
    walk_to(phone, "check", needs={"need": ["housing"]}, hours=LIMITED)
    shown: list[str] = []
    for stop in [go for go in phone.buttons("go") if go.startswith("stop:")]:
        walk_to(phone, "check")
        phone.press(stop)
        shown += phone.buttons("slot")
        for slot in phone.buttons("slot"):
            with town.reading() as db:
                found = [s for s in db.scalars(sa.select(Slot)) if s.id.hex.startswith(slot)]
                assert found
                assert all(wall(each.ends_at) <= LIMIT for each in found)
        phone.press("back")
    assert shown


def test_a_morning_that_is_running_offers_only_what_she_can_still_reach(
    phone: Browser, watch: Watch
) -> None:
    watch.now = datetime(2026, 11, 25, 10, 30, tzinfo=LONDON)
    walk_to(phone, "times", needs={"need": "housing"})
    today = [each for each in offers(phone) if each.arrive.date() == watch.now.date()]
    assert today
    assert all(each.arrive >= watch.now + timedelta(minutes=15) for each in today)


def test_a_running_morning_is_still_hers_a_minute_after_the_page_was_shown(
    phone: Browser, watch: Watch
) -> None:
    watch.now = datetime(2026, 11, 25, 10, 30, tzinfo=LONDON)
    walk_to(phone, "times", needs={"need": "housing"})
    soonest = min(offers(phone), key=lambda each: each.arrive)
    phone.press("leave")
    watch.now = soonest.arrive - timedelta(minutes=16)
    walk_to(phone, "times", needs={"need": "housing"})
    watch.on(minutes=2)
    phone.choose("plan", soonest.code)
    assert phone.step == "name"
