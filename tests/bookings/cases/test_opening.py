"""A case is opened from the board, seen by its own organisation alone, and joined when they say."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from bookings.cases.actions.joining import (
    IsACaseItself,
    NotSaidByThem,
    TooLate,
    join_visit,
    undo_join,
)
from bookings.cases.models import JoinedVisit
from bookings.contact.actions.stopping import withdraw
from bookings.contact.queries import open_stops, preference_of
from bookings.contact.rules.fields import Field
from bookings.people.models import CaseRecord, Child
from bookings.visits.models import Visit
from portal.access import STAFF, Permission, Role
from tests.bookings.cases.working import ELSEWHERE, Colleague, Office
from tests.bookings.reaching.telling import preference, tell


def join(desk: Colleague, visit_id: UUID, case_id: UUID, **fields: str) -> int:
    said = {"go": "join", "case": str(case_id), "said_by_them": "yes", **fields}
    return desk.write(f"/session/visit/{visit_id}/case", **said).status_code


def client_of(office: Office, visit_id: UUID) -> UUID:
    with office.morning.town.reading() as db:
        return db.get_one(Visit, visit_id).client_id


def children_of(office: Office, client_id: UUID) -> list[str | None]:
    with office.morning.town.reading() as db:
        return [c.age for c in db.scalars(sa.select(Child).where(Child.client_id == client_id))]


def test_a_case_opens_from_the_board_with_what_they_want_first(
    office: Office, bea: Colleague
) -> None:
    visit_id = office.morning.book("Robin", "housing")
    assert f"/session/visit/{visit_id}/case" in bea.get(f"/board/{office.morning.session_id}").text
    address = f"/session/visit/{visit_id}/case"
    assert bea.write(address, go="open").status_code == 422
    answer = bea.write(address, go="open", wants="A door that locks.")
    case_page = bea.page(answer.headers["location"])
    headings = [each.text for each in case_page.all("h1", "h2")]
    assert headings[:2] == ["Robin", "What they want, in their own words"]
    assert "A door that locks." in case_page.text
    assert bea.get(address).headers["location"] == answer.headers["location"]
    case_id = UUID(answer.headers["location"].rpartition("/")[2])
    assert office.recorded("case read") == office.recorded("case opened") == [case_id]


def test_nothing_was_said_yet_is_an_answer(office: Office, bea: Colleague) -> None:
    visit_id = office.morning.book("Robin", "housing")
    answer = bea.write(f"/session/visit/{visit_id}/case", go="open", not_yet="yes")
    assert "Not said yet. Ask them." in bea.page(answer.headers["location"]).text


def test_p_01_a_case_is_its_own_organisations_on_every_page(office: Office, bea: Colleague) -> None:
    case_id = office.opened(bea, "Robin")
    kim, other = office.coordinator("Kim"), office.coordinator("Ona", ELSEWHERE)
    assert kim.get(f"/cases/{case_id}").status_code == 200
    assert other.get(f"/cases/{case_id}").status_code == 404
    assert other.write(f"/cases/{case_id}").status_code == 404
    assert "Robin" in kim.get("/cases/ours").text
    assert "Robin" not in kim.get("/cases").text
    assert "Robin" not in other.get("/cases/ours").text
    visit_id = office.morning.book("Alex", "housing", since="11:00")
    assert str(case_id) not in other.get(f"/session/visit/{visit_id}/case").text
    assert join(other, visit_id, case_id) == 404


def test_another_organisations_case_of_the_same_person_cannot_be_opened_twice(
    office: Office, bea: Colleague
) -> None:
    visit_id = office.morning.book("Robin", "housing")
    fields = {"go": "open", "not_yet": "yes"}
    address = f"/session/visit/{visit_id}/case"
    assert bea.write(address, **fields).status_code == 303
    answer = office.coordinator("Ona", ELSEWHERE).write(address, **fields)
    assert answer.status_code == 409
    assert "Bea" not in answer.text


def test_nobody_but_coordinators_sees_a_case(office: Office, bea: Colleague) -> None:
    case_id = office.opened(bea, "Robin")
    for role in STAFF - {Role.COORDINATOR}:
        somebody = office.somebody(role, role.name.title())
        answers = [somebody.get(each).status_code for each in ("/cases", f"/cases/{case_id}")]
        assert answers == [403, 403], role


def test_a_visit_is_joined_only_when_they_say_so_and_goes_back_the_same_day(
    either: Office,
) -> None:
    """Children and how to reach them go along, and come back."""
    bea = either.coordinator("Bea")
    morning = either.morning
    case_id = either.opened(bea, "Robin")
    hers = either.client_of(case_id)
    later = morning.book("R", "housing", since="11:00")
    morning.bring(later, 4)
    tell(morning, later, bea, her_phrase="two sugars")
    before = client_of(either, later)
    assert join(bea, later, case_id, said_by_them="") == 422
    assert client_of(either, later) == before
    assert join(bea, later, case_id) == 303
    assert client_of(either, later) == hers
    assert children_of(either, hers) == ["4"]
    assert preference(morning, later).text(Field.HER_PHRASE) == "two sugars"
    page = bea.page(f"/cases/{case_id}")
    assert page.text.count("How to reach them") == 2
    undo = next(f.get("action") for f in page.all("form") if "/undo" in f.get("action"))
    assert bea.write(undo).status_code == 303
    assert (client_of(either, later), children_of(either, hers)) == (before, [])
    assert preference(morning, later).text(Field.HER_PHRASE) == "two sugars"
    assert bea.write(undo).status_code == 303, "pressed twice it is undone once"


def test_what_was_said_last_stands_whole_and_a_stop_of_either_stops_both(
    office: Office, bea: Colleague
) -> None:
    morning = office.morning
    first = morning.book("Robin", "housing")
    tell(morning, first, bea, mobile_number="07400 111111", words_to_another="the library")
    answer = bea.write(f"/session/visit/{first}/case", go="open", not_yet="yes")
    case_id = UUID(answer.headers["location"].rpartition("/")[2])
    later = morning.book("R", "housing", since="11:00")
    tell(morning, later, bea, when=morning.watch.now + timedelta(minutes=1), our_phrase="")
    with morning.town.writing() as db:
        withdraw(db, db.get_one(Visit, later).client_id, by=bea.actor, at=morning.watch.now)
    assert join(bea, later, case_id) == 303
    with morning.town.reading() as db:
        hers = db.get_one(CaseRecord, case_id).client_id
        said = preference_of(db, hers, morning.watch.now)
        assert said.text(Field.MOBILE_NUMBER) == "+447400123456"
        assert not said.text(Field.OUR_PHRASE)
        assert not said.text(Field.WORDS_TO_ANOTHER), "halves are never mixed"
        assert len(open_stops(db, hers)) == 1


def test_a_joining_of_yesterday_stands(office: Office, bea: Colleague) -> None:
    case_id = office.opened(bea, "Robin")
    later = office.morning.book("R", "housing", since="11:00")
    assert join(bea, later, case_id) == 303
    now = office.morning.watch.now
    with office.morning.town.writing() as db:
        joined = db.scalars(sa.select(JoinedVisit)).one()
        with pytest.raises(TooLate):
            undo_join(db, joined, by=bea.actor, at=now + timedelta(days=1))
        case = db.get_one(CaseRecord, case_id)
        with pytest.raises(NotSaidByThem):
            join_visit(db, db.get_one(Visit, later), case, said_by_them=False, by=bea.actor, at=now)
        with pytest.raises(IsACaseItself):
            join_visit(db, db.get_one(Visit, later), case, said_by_them=True, by=bea.actor, at=now)


def test_whoever_takes_a_case_over_holds_it(office: Office, bea: Colleague) -> None:
    case_id = office.opened(bea, "Robin")
    kim = office.coordinator("Kim")
    assert kim.write(f"/cases/{case_id}").status_code == 303
    assert "Robin" in kim.get("/cases").text
    assert "Robin" not in bea.get("/cases").text


def test_an_unknown_case_is_nowhere(bea: Colleague) -> None:
    assert bea.get(f"/cases/{uuid4()}").status_code == 404
    assert bea.actor.may(Permission.CASES_SEE)
