"""A board that is open asks again and again: right within two seconds, and next to nothing."""

from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from bookings.day.actions.running import take_step
from bookings.day.models import AvoidedWorker
from bookings.day.pages import drawn
from bookings.day.queries.board import stop_version
from bookings.day.queries.running import stop_of
from bookings.day.rules.running import Step
from portal.access import Role
from portal.db.engine import Database
from portal.sweeping import sweep
from tests.bookings.day.board.looking import poll_of, read
from tests.bookings.day.board.morning import Morning, at


def test_an_unchanged_board_is_answered_with_nothing_and_a_changed_one_with_its_rows(
    morning: Morning,
) -> None:
    """Right within two seconds of any change, whoever made it; and each reading is recorded once
    for each answer that changed (P-02)."""
    robin = morning.book("Robin", "housing")
    coordinator = morning.signed_in(Role.COORDINATOR)
    page = coordinator.get("/board").text
    assert 'hx-trigger="every 2s"' in page
    assert read(morning, "board seen") == 1
    quiet = coordinator.get(poll_of(page), scripts=True)
    assert (quiet.status_code, quiet.content) == (204, b"")
    morning.arrive(robin, "10:20")
    changed = coordinator.get(poll_of(page), scripts=True)
    assert changed.status_code == 200
    assert "Waiting" in changed.text
    assert "<html" not in changed.text
    assert read(morning, "board seen") == 2
    assert coordinator.get(poll_of(changed.text), scripts=True).status_code == 204


def test_a_change_by_another_process_shows_too(morning: Morning, settled_url: str) -> None:
    robin = morning.book("Robin", "legal")
    morning.arrive(robin, "10:10")
    coordinator = morning.signed_in(Role.COORDINATOR)
    page = coordinator.get("/board").text
    elsewhere = Database(settled_url)
    with elsewhere.writing() as db:
        each = stop_of(db, coordinator.actor, {"stop_id": morning.stops(robin)[0]})
        assert each is not None
        version = stop_version(each.stop)
        take_step(db, each, Step.CALL, was=version, by=coordinator.actor, at=at("10:20"))
    elsewhere.close()
    changed = coordinator.get(poll_of(page), scripts=True)
    assert changed.status_code == 200
    assert "Called to Room" in changed.text


def test_an_unchanged_board_costs_two_flat_selects_and_writes_nothing(morning: Morning) -> None:
    """One that says who asks, and one for the count of changes; no row of a person is read."""
    for name in ("Robin", "Kim"):
        morning.arrive(morning.book(name, "legal"), "10:10")
    coordinator = morning.signed_in(Role.COORDINATOR)
    address = poll_of(coordinator.get("/board").text)
    asked: list[str] = []

    @sa.event.listens_for(morning.town.engine, "before_cursor_execute")
    def listen(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    assert coordinator.get(address, scripts=True).status_code == 204
    selects = [each for each in asked if each.lstrip().upper().startswith("SELECT")]
    assert len(selects) == 2, selects
    assert not any("visits" in each for each in selects)
    written = [each for each in asked if each.lstrip().upper().startswith(("INSERT", "UPDATE"))]
    assert written == []


def test_when_only_the_minute_has_changed_the_times_are_told_anew(morning: Morning) -> None:
    robin = morning.book("Robin", "housing")
    morning.arrive(robin, "10:20")
    coordinator = morning.signed_in(Role.COORDINATOR)
    page = coordinator.get("/board").text
    morning.watch.on(minutes=3)
    later = coordinator.get(poll_of(page), scripts=True)
    assert later.status_code == 200
    assert "3 minutes" in later.text
    assert read(morning, "board seen") == 1, "the same people: it was read once"


def test_what_was_drawn_for_one_coordinator_is_not_shown_to_one_whom_she_avoids(
    morning: Morning,
) -> None:
    """C-09: the same change is drawn once for all who may see the same, and for nobody else."""
    robin = morning.book("Robin", "legal")
    asha, beth = morning.worker("Asha"), morning.worker("Beth")
    morning.add(AvoidedWorker(visit_id=robin, worker_id=asha))
    desks = [morning.signed_in(Role.COORDINATOR, worker_id=each) for each in (beth, asha, beth)]
    address = f"/board/{morning.session_id}/rows?seen=none"
    shown = ["Robin" in desk.get(address, scripts=True).text for desk in desks]
    assert shown == [True, False, True]
    morning.arrive(robin, "10:19")
    assert "Waiting" in desks[0].get(address, scripts=True).text
    assert read(morning, "board seen") == 4, "each look is recorded, drawn anew or not"


def rows_in_memory(morning: Morning) -> list[str]:
    return [each.html for each in drawn._KEPT.get(morning.town, {}).values()]


def test_rows_that_nobody_looks_at_leave_the_memory(morning: Morning) -> None:
    """C-09: after a minute by themselves, whether anybody looks again or not."""
    morning.book("Robin", "legal")
    address = f"/board/{morning.session_id}/rows?seen=none"
    for _ in range(2):
        desk = morning.signed_in(Role.COORDINATOR, worker_id=uuid4())
        desk.get(address, scripts=True)
        (rows,) = rows_in_memory(morning)
        assert "Robin" in rows, "and of the minute before nothing is kept"
        morning.watch.on(minutes=1)
    sweep(morning.town, morning.watch)
    assert rows_in_memory(morning) == []


def test_what_is_swapped_in_is_part_of_the_page(morning: Morning) -> None:
    morning.arrive(morning.book("Robin", "housing"), "10:10")
    coordinator = morning.signed_in(Role.COORDINATOR)
    page = coordinator.get("/board").text
    part = coordinator.get(f"/board/{morning.session_id}", scripts=True).text
    assert part.strip() in page
    assert len(part) < len(page)


def test_the_rows_opened_by_themselves_lead_to_the_board(morning: Morning) -> None:
    coordinator = morning.signed_in(Role.COORDINATOR)
    answer = coordinator.get(f"/board/{morning.session_id}/rows")
    assert answer.headers["location"] == f"/board/{morning.session_id}"


def test_without_scripts_the_board_refreshes_itself(morning: Morning) -> None:
    page = morning.signed_in(Role.COORDINATOR).get("/board").text
    assert '<noscript><meta http-equiv="refresh"' in page
    assert f'<a href="/board/{morning.session_id}">' in page
