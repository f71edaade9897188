"""A coordinator states the weekly pattern on its page, and the sessions follow at once."""

import pytest
import sqlalchemy as sa

from portal.access import Role
from portal.record.models import Entry
from services_directory.listings.models import Location, Service, ServiceKind
from services_directory.sessions.models import Schedule, SessionStatus, Slot
from services_directory.sessions.queries import FreeSlot, coming_sessions, free_slots
from tests.bookings.visits.town import SATURDAY
from tests.services_directory.scene import take
from tests.services_directory.sessions.planning_desk import CUT, WEEK, Office, words

OTHERS = [Role.DESK_WORKER, Role.RECEPTIONIST, Role.LEAD, Role.TECHNICIAN, Role.REVIEWER]


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_but_a_coordinator_plans(office: Office, role: Role) -> None:
    other = office.sign_in(role)
    before = office.changes
    assert other.get("/plan").status_code == 403
    assert other.post("/plan", data=WEEK).status_code == 403
    assert other.get(office.address).status_code == 403
    typed = {**WEEK, "go": "week", "seen": before, "byday": ["MO"]}
    assert other.post(office.address, data=typed).status_code == 403
    assert office.changes == before


def test_c_01_the_list_and_the_page_tell_the_pattern(office: Office) -> None:
    every = office.browser.get("/plan")
    assert every.status_code == 200
    assert "Advice morning Wednesday, 10:00 – 12:00" in words(every)
    page = words(office.browser.get(office.address))
    for each in ("Housing", "Farah, Room 2", "40 % for walk-ins", "on call, there in 20 minutes"):
        assert each in page


def test_c_01_other_hours_reach_the_coming_sessions_and_the_page_says_so(office: Office) -> None:
    answer = office.press("week", **{**WEEK, "closes_at": "13:00"})
    assert answer.status_code == 200
    assert "Saved. This is what it changed" in words(answer)
    assert "10:00 to 13:00" in words(answer)
    assert {each.ends_at.hour for each in office.sessions()} == {13}
    assert len(office.sessions()) >= 10, "twelve weeks ahead, without the bank holidays"
    with office.town.reading() as db:
        noted = db.scalars(sa.select(Entry.about).filter_by(verb="pattern changed")).all()
    assert noted == [office.pattern_id]


def test_c_01_what_cannot_be_read_is_told_beside_its_field_and_kept(office: Office) -> None:
    answer = office.press(
        "week", **{**WEEK, "opens_at": "10:07", "closes_at": "soon", "valid_to": "9999-12-31"}
    )
    assert answer.status_code == 422
    assert 'id="opens_at-problem"' in answer.text
    assert 'id="closes_at-problem"' in answer.text
    assert 'id="valid_to-problem"' in answer.text
    assert 'value="10:07"' in answer.text
    assert office.changes == 0


def test_c_01_two_coordinators_never_overwrite_each_other_silently(office: Office) -> None:
    assert office.press("week", seen="0", **{**WEEK, "closes_at": "13:00"}).status_code == 200
    second = office.press("week", seen="0", **{**WEEK, "closes_at": "11:00"})
    assert second.status_code == 409
    assert "10:00–13:00" in words(second), "what the first has made of it"
    assert 'value="11:00"' in second.text, "what was typed is kept"
    assert {each.ends_at.hour for each in office.sessions()} == {13}


def test_c_01_a_desk_is_added_changed_and_taken_away(office: Office) -> None:
    desk = office.housing()
    gone = office.press("remove_desk", desk.id)
    assert gone.status_code == 200
    assert not _free(office, ServiceKind.HOUSING)
    with office.town.reading() as db:
        service = db.scalars(sa.select(Service.id).filter_by(kind=ServiceKind.HOUSING)).one()
    typed = {**CUT, "service": str(service), "purpose": "full", "on_call": "yes"}
    refused = office.press("add_desk", **typed)
    assert refused.status_code == 422
    assert 'id="minutes_to_reachnew-problem"' in refused.text
    added = office.press("add_desk", **{**typed, "minutes_to_reach": "15"})
    assert "on call, there in 15 minutes" in words(added)
    again = office.press("add_desk", **{**typed, "minutes_to_reach": "15"})
    assert again.status_code == 422
    assert "There is one already" in words(again)


def test_c_01_the_reserve_and_the_length_of_a_desk_are_the_coordinators(office: Office) -> None:
    desk = office.housing()
    office.press("desk", desk.id, **{**CUT, "slot_minutes": "30", "walk_in_percent": "0"})
    found = _free(office, ServiceKind.HOUSING)
    assert {each.cells for each in found} == {6}
    assert not any(each.for_walk_ins for each in found)


def test_c_01_somebody_sits_in_a_new_room_and_leaves_again(office: Office) -> None:
    desk = office.housing()
    farah = next(each for each in desk.seats if each.worker.name == "Farah")
    moved = office.press("seat", desk.id, worker=str(farah.worker_id), room="Loft")
    assert "Farah, Loft" in words(moved)
    gone = office.press("unseat", desk.id, sitting=str(farah.worker_id))
    assert "Farah, Loft" not in words(gone)
    with office.town.reading() as db:
        mine = sa.select(Slot).filter_by(worker_id=farah.worker_id, withdrawn=False)
        days = {each.starts_at.weekday() for each in db.scalars(mine)}
    assert days == {5}, "only her Saturdays are left"


def test_c_01_nobody_is_put_in_two_places_at_once(office: Office) -> None:
    answer = office.press("week", **{**WEEK, "byday": ["WE", "SA"]})
    assert answer.status_code == 422
    assert "cannot be in two places at once" in words(answer)
    assert office.changes == 0


def test_c_01_dates_are_skipped_moved_and_added_and_taken_back(office: Office) -> None:
    first = office.sessions()[0]
    skipped = office.press("date", kind="skipped", day=str(first.pattern_date))
    assert skipped.status_code == 200
    assert office.sessions()[0].status is SessionStatus.CANCELLED
    assert "There is one already" in words(
        office.press("date", kind="extra", day=str(first.pattern_date))
    )
    with office.town.reading() as db:
        said = db.get_one(Schedule, office.pattern_id).exceptions[0].id
    assert office.press("remove_date", said).status_code == 200
    assert office.sessions()[0].status is SessionStatus.PLANNED
    office.press("date", kind="extra", day="2026-11-27", opens_at="14:00", closes_at="15:00")
    assert [f"{s.starts_at:%a %H}" for s in office.sessions()][:2] == ["Wed 10", "Fri 14"]


def test_s_56_a_date_that_somebody_has_a_time_on_is_not_skipped_unseen(office: Office) -> None:
    first = _take_one(office)
    for typed in ({"kind": "skipped"}, {"kind": "moved", "moved_to": "2026-11-26"}):
        answer = office.press("date", day=str(office.sessions()[0].pattern_date), **typed)
        assert answer.status_code == 422
        assert f'href="/plan/date/{first}"' in answer.text
    assert office.sessions()[0].status is SessionStatus.PLANNED


def test_c_01_what_somebody_has_stays_and_the_page_names_it(office: Office) -> None:
    _take_one(office)
    answer = office.press("week", **{**WEEK, "byday": ["TH"]})
    assert "Left as it is" in words(answer)
    assert "1 appointment stands" in words(answer)


def test_c_01_a_new_pattern_begins_without_desks(office: Office) -> None:
    with office.town.reading() as db:
        place = db.scalars(sa.select(Location.id).filter_by(city="Feltham")).one()
    week = {**WEEK, "name": "Evening", "byday": ["MO"], "opens_at": "17:00", "closes_at": "19:00"}
    assert office.browser.post("/plan", data={**week, "place": ""}).status_code == 422
    made = office.browser.post("/plan", data={**week, "place": str(place)})
    assert made.status_code == 303
    assert "Evening" in words(office.browser.get(made.headers["location"]))


def _free(office: Office, kind: ServiceKind) -> list[FreeSlot]:
    first = office.sessions()[0].id
    with office.town.reading() as db:
        return [s for s in free_slots(db, [first], SATURDAY, online=False) if s.kind is kind]


def _take_one(office: Office) -> object:
    with office.town.writing() as db:
        first = next(s for s in coming_sessions(db, SATURDAY, limit=9) if s.starts_at.hour == 10)
        take(db, free_slots(db, [first.id], SATURDAY, online=True)[:1])
        return first.id
