"""Skipping or moving a date that somebody booked: everybody concerned is seen first (S-56)."""

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from bookings.day.models import AvoidedWorker, CalledOff
from bookings.visits.models import Visit, VisitStatus
from portal.access import STAFF, Role
from portal.record.models import Entry
from services_directory.sessions.actions import plan_sessions
from services_directory.sessions.models import ServiceSession, SessionStatus, Worker
from services_directory.sessions.queries import free_slots
from tests.bookings.day.board.morning import BEFORE, OPENS, Morning
from tests.services_directory.sessions.planning_desk import words
from tests.staffing import desk_browser, signed_in

NAMED = {"at_the_door": "Lena", "instead": "", "opens_at": "", "closes_at": ""}


def coordinator(morning: Morning, worker_id: UUID | None = None) -> TestClient:
    token = signed_in(morning.town, BEFORE, Role.COORDINATOR, worker_id=worker_id)
    return desk_browser(morning.app, token)


def session_in(morning: Morning) -> ServiceSession:
    with morning.town.reading() as db:
        found = db.get_one(ServiceSession, morning.session_id)
        db.expunge_all()
        return found


def address(morning: Morning) -> str:
    return f"/plan/date/{morning.session_id}"


@pytest.mark.parametrize("role", sorted(STAFF - {Role.COORDINATOR, Role.COVER}, key=str))
def test_nobody_but_a_coordinator_sees_the_dates(morning: Morning, role: Role) -> None:
    other = desk_browser(morning.app, signed_in(morning.town, BEFORE, role))
    seen = session_in(morning).changes
    assert other.get("/plan/calendar").status_code == 403
    assert other.get(address(morning)).status_code in (403, 404)
    assert other.post(address(morning), data={**NAMED, "seen": seen}).status_code in (403, 404)
    assert session_in(morning).status is SessionStatus.PLANNED


def test_c_01_the_calendar_tells_numbers_and_no_names(morning: Morning) -> None:
    morning.book("Robin", "housing", "legal")
    answer = coordinator(morning).get("/plan/calendar")
    assert answer.status_code == 200
    assert f'href="/board/{morning.session_id}"' in answer.text
    assert "10:00 – 12:00 Advice morning , Hounslow 1 9" in words(answer)
    assert "Robin" not in answer.text


def test_s_56_everybody_whom_it_concerns_is_listed_first(morning: Morning) -> None:
    morning.book("Robin", "housing", "legal")
    page = words(coordinator(morning).get(address(morning)))
    assert "Robin 10:00 – 10:20" in page
    assert "The phrase will show that this morning does not take place" in page
    with morning.town.reading() as db:
        noted = db.scalars(sa.select(Entry.about).filter_by(verb="people of a date seen")).all()
    assert noted == [morning.session_id]


def test_s_56_without_a_named_person_at_the_door_nothing_is_called_off(morning: Morning) -> None:
    morning.book("Robin", "housing")
    seen = session_in(morning).changes
    answer = coordinator(morning).post(
        address(morning), data={**NAMED, "at_the_door": " ", "seen": seen}
    )
    assert answer.status_code == 422
    assert 'id="at_the_door-problem"' in answer.text
    assert session_in(morning).status is SessionStatus.PLANNED


def test_s_56_called_off_it_shows_to_her_phrase_and_the_door_is_named(morning: Morning) -> None:
    robin = morning.book("Robin", "housing")
    browser, seen = coordinator(morning), session_in(morning).changes
    assert browser.post(address(morning), data={**NAMED, "seen": seen}).status_code == 303
    with morning.town.writing() as db:
        plan_sessions(db, at=BEFORE, weeks=4)
        assert not free_slots(db, [morning.session_id], BEFORE, online=False)
    assert session_in(morning).status is SessionStatus.CANCELLED, "what a phrase shows"
    with morning.town.reading() as db:
        assert db.get_one(Visit, robin).status is VisitStatus.BOOKED
        noted = db.scalars(sa.select(Entry.about).filter_by(verb="session called off")).all()
    assert noted == [morning.session_id]
    assert "At the door: Lena" in words(browser.get("/plan/calendar"))
    assert "Robin" in words(browser.get(address(morning)))


def test_s_56_who_booked_since_the_page_was_opened_is_shown_first(morning: Morning) -> None:
    browser, seen = coordinator(morning), session_in(morning).changes
    morning.book("Robin", "housing")
    with morning.town.writing() as db:
        morning.mark(db)
    answer = browser.post(address(morning), data={**NAMED, "seen": seen})
    assert answer.status_code == 409
    assert "Robin" in words(answer)
    assert session_in(morning).status is SessionStatus.PLANNED


def test_s_56_a_moved_date_is_held_beside_the_one_that_is_called_off(morning: Morning) -> None:
    robin = morning.book("Robin", "housing")
    browser, seen = coordinator(morning), session_in(morning).changes
    day = (OPENS + timedelta(days=1)).date()
    for wrong in ("2026-12-02", "2026-11-01", "2028-01-05"):
        refused = browser.post(address(morning), data={**NAMED, "instead": wrong, "seen": seen})
        assert refused.status_code == 422
        assert 'id="instead-problem"' in refused.text
    done = browser.post(address(morning), data={**NAMED, "instead": str(day), "seen": seen})
    assert done.status_code == 303
    with morning.town.reading() as db:
        held = db.scalars(sa.select(ServiceSession).filter_by(pattern_date=day)).one()
        assert held.status is SessionStatus.PLANNED
        assert free_slots(db, [held.id], BEFORE, online=True)
        assert db.get_one(Visit, robin).session_id == morning.session_id, "nobody is moved unasked"


def test_s_56_a_session_that_has_begun_is_not_called_off(morning: Morning) -> None:
    seen = session_in(morning).changes
    morning.watch.now = OPENS + timedelta(minutes=5)
    token = signed_in(morning.town, morning.watch.now, Role.COORDINATOR)
    answer = desk_browser(morning.app, token).post(address(morning), data={**NAMED, "seen": seen})
    assert answer.status_code == 409
    assert session_in(morning).status is SessionStatus.PLANNED


def test_c_09_whom_she_avoids_reads_no_name_and_a_door_is_named_all_the_same(
    morning: Morning,
) -> None:
    robin = morning.book("Robin", "housing")
    with morning.town.reading() as db:
        beth = db.scalars(sa.select(Worker.id).filter_by(name="Beth")).one()
    morning.add(AvoidedWorker(visit_id=robin, worker_id=beth))
    browser, seen = coordinator(morning, worker_id=beth), session_in(morning).changes
    page = browser.get(address(morning))
    assert "Robin" not in page.text
    assert "Nobody has booked." in words(page)
    unnamed = {**NAMED, "at_the_door": "", "seen": seen}
    assert browser.post(address(morning), data=unnamed).status_code == 422
    with morning.town.reading() as db:
        assert not db.scalars(sa.select(CalledOff)).all()


def test_s_56_a_date_that_is_held_after_all_gives_her_the_same_times_again(
    morning: Morning,
) -> None:
    morning.book("Robin", "housing")
    browser, session = coordinator(morning), session_in(morning)
    browser.post(address(morning), data={**NAMED, "seen": session.changes})
    pattern = f"/plan/{session.schedule_id}"
    page = browser.get(pattern).text
    about = page.split('<section aria-labelledby="dates-heading">')[1]
    about = about.split('name="about" value="')[1].split('"')[0]
    said = {"go": "remove_date", "about": about, "seen": "1"}
    assert browser.post(pattern, data=said).status_code == 200
    assert session_in(morning).status is SessionStatus.PLANNED
    assert "Robin 10:00 – 10:20" in words(browser.get(address(morning)))
