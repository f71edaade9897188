"""S-28: whoever is shut out of a case cannot open, list, count, be given or be told of it."""

from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from bookings.contact.rules.choices import Route
from bookings.day.actions.giving import IsAvoided, give_interpreter
from bookings.day.models import (
    Attendance,
    Interpreter,
    OfferedInterpreter,
)
from bookings.day.queries.avoided import avoided_by
from bookings.day.queries.planning import coming_dates
from bookings.day.queries.things import given_to
from bookings.feeds.queries.booked import entries_of
from bookings.feeds.queries.own import ReadFeed
from bookings.people.actions.shut_out import (
    HoldsTheCase,
    OwnOrganization,
    Whom,
    keep_out_workers,
    let_in,
    shut_out,
)
from bookings.people.models import CaseRecord, ShutOut
from bookings.people.queries.shut_out import shut_outs_of
from bookings.people.rules.facts import SaidBy
from bookings.reaching.models import Call
from bookings.visits.models import Visit
from portal.access import Actor, Role
from portal.staff.models import Account
from services_directory.sessions.models import Gender, Worker
from tests.bookings.cases.working import ELSEWHERE, Colleague, Office
from tests.bookings.day.board.morning import at
from tests.bookings.day.door.ending import account, end
from tests.bookings.day.door.saying import arrival, standing, welcome
from tests.staffing import ORGANIZATION, signed_in

NAME = "Robin-of-the-case"


def put_out(office: Office, by: Colleague, case_id: UUID, whom: Whom) -> None:
    with office.morning.town.writing() as db:
        case = db.get_one(CaseRecord, case_id)
        shut_out(db, case, whom, SaidBy.THEMSELVES, by=by.actor, at=office.morning.watch.now)


def whom(desk: Colleague) -> Whom:
    return Whom(account_id=desk.actor.account_id)


def visit_of(office: Office, case_id: UUID) -> UUID:
    with office.morning.town.reading() as db:
        client_id = db.get_one(CaseRecord, case_id).client_id
        return db.scalars(sa.select(Visit.id).where(Visit.client_id == client_id)).one()


def addresses(office: Office, case_id: UUID) -> list[str]:
    visit, session = visit_of(office, case_id), office.morning.session_id
    own = f"/cases/{case_id}"
    parts = ("", "/facts", "/abuse", "/notes", "/plan", "/risk", "/children", "/harm", "/apart")
    visits = ("contact", "messages", "phrase", "case")
    return [
        *(f"{own}{part}" for part in parts),
        *(f"/session/visit/{visit}/{each}" for each in visits),
        f"/door/{visit}/welcome",
        f"/door/{visit}/next",
        f"/door/{visit}/apart",
        f"/session/{session}/close/{visit}",
    ]


LISTS = (
    "/board/{session}",
    "/session/{session}/door",
    "/session/{session}/things",
    "/session/{session}/close",
    "/session/{session}/print",
    "/rooms/{session}",
    "/creche/{session}",
    "/plan/date/{session}",
    "/plan/calendar",
    "/cases",
    "/cases/ours",
    "/calls",
    "/concerns",
    "/messages",
    "/apart",
)


def test_s_28_a_colleague_who_is_shut_out_finds_no_way_to_the_case(
    office: Office, bea: Colleague
) -> None:
    kim = office.coordinator("Kim")
    case_id = office.opened(bea, NAME)
    office.morning.arrive(visit_of(office, case_id), "10:05", welcomed=False)
    before = {each: kim.get(each).status_code for each in addresses(office, case_id)}
    lists = [each.format(session=office.morning.session_id) for each in LISTS]
    assert any(NAME in kim.get(each).text for each in lists)
    put_out(office, bea, case_id, whom(kim))
    for address in addresses(office, case_id):
        if before[address] != 405:
            assert kim.get(address).status_code == 404, address
        assert kim.write(address).status_code == 404, address
    for each in lists:
        answer = kim.get(each)
        assert answer.status_code == 200, each
        assert NAME not in answer.text, each
        assert str(case_id) not in answer.text, each
    found = kim.write(f"/session/{office.morning.session_id}/door", who=NAME)
    assert "Nobody here is called that" in found.text
    assert NAME in bea.get(f"/board/{office.morning.session_id}").text
    assert bea.get(f"/cases/{case_id}").status_code == 200


def test_s_28_whoever_is_shut_out_leaves_the_closing_to_somebody_else(
    office: Office, bea: Colleague
) -> None:
    """C-27: it does not close over somebody's head, and no number tells of whom."""
    kim = office.coordinator("Kim")
    case_id = office.opened(bea, NAME)
    put_out(office, bea, case_id, whom(kim))
    address = f"/session/{office.morning.session_id}/close"
    told = kim.get(address).text
    assert "Somebody else has to close this session." in told
    assert "still open" not in told
    assert (kim.write(address).status_code, bea.write(address).status_code) == (409, 409)
    assert "1 person is still open" in bea.get(address).text
    said = {"ending": "did_not_come", "held_by": str(bea.actor.account_id)}
    assert bea.write(f"{address}/{visit_of(office, case_id)}", **said).status_code == 303
    assert bea.write(address).status_code == 303


def test_s_28_no_number_that_is_shown_counts_the_case(office: Office, bea: Colleague) -> None:
    kim = office.coordinator("Kim")
    session = office.morning.session_id
    shown = [f"/board/{session}", f"/plan/date/{session}", "/plan/calendar", "/cases/ours"]
    empty = [numbers(kim.get(each).text) for each in shown]
    case_id = office.opened(bea, NAME)
    assert [numbers(kim.get(each).text) for each in shown] != empty
    put_out(office, bea, case_id, whom(kim))
    assert [numbers(kim.get(each).text) for each in shown] == empty
    with office.morning.town.reading() as db:
        booked = {each.id: each.booked for each in coming_dates(db, kim.actor, at("09:00"))}
        assert booked[session] == 0


def numbers(page: str) -> list[str]:
    """What stands on a page, but for the count of changes that it was drawn for."""
    main = page.split("<main", 1)[1]
    return [word for word in main.replace("<", " <").split() if word.isdigit()]


@pytest.mark.parametrize("how", ["worker", "account", "organization"])
def test_s_28_a_worker_is_neither_shown_nor_given_nor_counts(
    office: Office, bea: Colleague, how: str
) -> None:
    morning = office.morning
    case_id = office.opened(bea, NAME)
    visit_id = visit_of(office, case_id)
    morning.arrive(visit_id, "10:05")
    worker = morning.worker_of(morning.stops(visit_id)[0])
    token = signed_in(morning.town, morning.watch.now, Role.DESK_WORKER, worker_id=worker)
    account, organization = account_and_organization(office, worker)
    desk = Colleague(morning.app, token, Actor(Role.DESK_WORKER, worker_id=worker))
    feed = ReadFeed(uuid4(), worker, None, uuid4(), None, ELSEWHERE)
    assert NAME in desk.get("/desk").text
    assert counted(office, feed) == 1
    named = {"worker": worker, "account": account, "organization": organization}[how]
    put_out(office, bea, case_id, Whom(**{f"{how}_id": named}))
    assert NAME not in desk.get("/desk").text
    assert counted(office, feed) == 0
    with morning.town.reading() as db:
        assert worker in avoided_by(db, visit_id)
    stops = bea.page("/apart").text
    assert "somebody who is shut out" in stops


def account_and_organization(office: Office, worker: UUID) -> tuple[UUID, UUID]:
    with office.morning.town.reading() as db:
        account = sa.select(Account.id).where(Account.worker_id == worker)
        return db.scalars(account).one(), db.get_one(Worker, worker).organization_id


def counted(office: Office, feed: ReadFeed) -> int:
    with office.morning.town.reading() as db:
        return sum(each.booked for each in entries_of(db, feed, at("09:00")))


def interpreter_at(office: Office) -> UUID:
    """An interpreter whom this morning's session has."""
    morning, ida = office.morning, uuid4()
    interpreter = Interpreter(
        id=ida,
        name="Ida",
        language="pl",
        dialect="",
        gender=Gender.WOMAN,
        from_outside=False,
        signs=False,
    )
    morning.add(interpreter)
    morning.add(
        OfferedInterpreter(
            session_id=morning.session_id,
            interpreter_id=ida,
            attendance=Attendance.PRESENT,
        )
    )
    return ida


def test_s_28_an_interpreter_is_not_given(office: Office, bea: Colleague) -> None:
    morning = office.morning
    case_id = office.opened(bea, NAME)
    visit_id, ida = visit_of(office, case_id), interpreter_at(office)
    put_out(office, bea, case_id, Whom(interpreter_id=ida))
    with morning.town.writing() as db:
        visit = db.get_one(Visit, visit_id)
        with pytest.raises(IsAvoided):
            give_interpreter(db, visit, ida, by=bea.actor, at=morning.watch.now)


def test_s_28_an_interpreter_who_was_given_before_is_taken_back(
    office: Office, bea: Colleague
) -> None:
    morning = office.morning
    case_id, other = office.opened(bea, NAME), morning.book("Kim", "legal", since="11:00")
    visit_id, ida = visit_of(office, case_id), interpreter_at(office)
    with morning.town.writing() as db:
        for each in (visit_id, other):
            visit = db.get_one(Visit, each)
            give_interpreter(db, visit, ida, by=bea.actor, at=morning.watch.now)
    said = {"whom": f"interpreter:{ida}", "shut_said_by": "themselves"}
    assert bea.write(f"/cases/{case_id}/apart", go="shut", **said).status_code == 303
    with morning.town.reading() as db:
        assert given_to(db, visit_id) == []
        assert [each.thing_id for each in given_to(db, other)] == [ida], "others keep theirs"
    assert office.recorded("thing taken back") == [visit_id]


def test_s_28_an_interpreter_who_was_given_for_a_visit_is_taken_back_when_it_is_joined(
    office: Office, bea: Colleague
) -> None:
    morning = office.morning
    case_id, later = office.opened(bea, NAME), morning.book("Kim", "legal", since="11:00")
    ida = interpreter_at(office)
    put_out(office, bea, case_id, Whom(interpreter_id=ida))
    with morning.town.writing() as db:
        visit = db.get_one(Visit, later)
        give_interpreter(db, visit, ida, by=bea.actor, at=morning.watch.now)
    said = {"go": "join", "case": str(case_id), "said_by_them": "yes"}
    assert bea.write(f"/session/visit/{later}/case", **said).status_code == 303
    with morning.town.reading() as db:
        assert given_to(db, later) == []


def test_s_28_somebody_with_a_pass_for_the_desk_of_who_is_shut_out_sees_nothing(
    office: Office, bea: Colleague
) -> None:
    morning = office.morning
    case_id = office.opened(bea, NAME)
    visit_id = visit_of(office, case_id)
    stop = morning.stops(visit_id)[0]
    morning.arrive(visit_id, "10:05")
    cover = morning.signed_in(Role.COVER, desk_id=morning.desk_of(stop))
    assert NAME in cover.get("/desk").text
    put_out(office, bea, case_id, Whom(worker_id=morning.worker_of(stop)))
    assert NAME not in cover.get("/desk").text
    assert cover.post(f"/session/stop/{stop}", go="call", was="").status_code == 404


def test_s_28_a_call_that_is_still_open_names_nobody_any_more(
    office: Office, bea: Colleague
) -> None:
    kim = office.coordinator("Kim")
    case_id = office.opened(bea, NAME)
    visit_id = visit_of(office, case_id)
    account_id = kim.actor.account_id
    assert account_id is not None
    office.morning.add(
        Call(
            client_id=office.client_of(case_id),
            visit_id=visit_id,
            by=account_id,
            phone=Route.MOBILE,
            shown_at=office.morning.watch.now,
        )
    )
    assert NAME in kim.get("/calls").text
    put_out(office, bea, case_id, whom(kim))
    page = kim.get("/calls").text
    assert "What came of it?" in page, "what came of it is said all the same"
    assert NAME not in page


def test_s_28_the_welcome_gives_no_stop_with_who_is_shut_out(
    office: Office, bea: Colleague
) -> None:
    morning = office.morning
    case_id = office.opened(bea, NAME)
    visit_id = visit_of(office, case_id)
    morning.arrive(visit_id, "10:15", welcomed=False)
    worker = morning.worker_of(morning.stops(visit_id)[0])
    put_out(office, bea, case_id, Whom(worker_id=worker))
    answer = welcome(bea, visit_id)
    assert answer.status_code == 409
    assert arrival(morning, visit_id).welcomed_at is None
    assert welcome(bea, visit_id, plan="drop").status_code == 303
    assert standing(morning, visit_id) == []


def test_s_28_nobody_who_is_shut_out_is_given_what_comes_next_to_hold(
    office: Office, bea: Colleague
) -> None:
    kim, morning = office.coordinator("Kim"), office.morning
    case_id, other = office.opened(bea, NAME), morning.book("Alex", "legal", since="11:00")
    visit_id, page = visit_of(office, case_id), f"/session/{morning.session_id}/close"
    for each in (visit_id, other):
        morning.arrive(each, "10:15")
    worker = morning.worker_of(morning.stops(visit_id)[0])
    desk = morning.signed_in(Role.DESK_WORKER, "Farah", worker_id=worker)
    option = 'value="{}"'
    assert bea.get(page).text.count(option.format(account(kim))) == 2
    put_out(office, bea, case_id, whom(kim))
    put_out(office, bea, case_id, Whom(worker_id=worker))
    for holder in (account(kim), account(desk)):
        assert bea.get(page).text.count(option.format(holder)) == 1, "of the other alone"
        assert end(bea, morning, visit_id, held_by=holder) == 422
        assert end(bea, morning, other, held_by=holder) == 303
    assert end(bea, morning, visit_id) == 303


def test_s_28_a_whole_organisation_sees_nothing_of_the_visit(
    office: Office, bea: Colleague
) -> None:
    other = office.coordinator("Ona", ELSEWHERE)
    case_id = office.opened(bea, NAME)
    board = f"/board/{office.morning.session_id}"
    assert NAME in other.get(board).text
    put_out(office, bea, case_id, Whom(organization_id=ELSEWHERE))
    assert NAME not in other.get(board).text
    with office.morning.town.reading() as db:
        row = shut_outs_of(db, db.get_one(CaseRecord, case_id))[0]
    with office.morning.town.writing() as db:
        let_in(db, db.merge(row), by=bea.actor, at=office.morning.watch.now)
    assert NAME in other.get(board).text


def test_nobody_shuts_out_whoever_holds_the_case_nor_its_own_organisation(
    office: Office, bea: Colleague
) -> None:
    case_id = office.opened(bea, NAME)
    for refused, named in (
        (OwnOrganization, Whom(organization_id=ORGANIZATION)),
        (HoldsTheCase, whom(bea)),
    ):
        with pytest.raises(refused):
            put_out(office, bea, case_id, named)


def test_s_28_whom_they_avoid_at_the_door_is_shut_out_of_their_case(
    office: Office, bea: Colleague
) -> None:
    case_id, worker = office.opened(bea, NAME), office.morning.worker("Simran")
    for _ in range(2):
        with office.morning.town.writing() as db:
            client_id, now = db.get_one(CaseRecord, case_id).client_id, office.morning.watch.now
            keep_out_workers(db, client_id, frozenset({worker}), by=bea.actor, at=now)
            keep_out_workers(db, uuid4(), frozenset({worker}), by=bea.actor, at=now)
    assert [row.worker_id for row in office.of_case(case_id, ShutOut)] == [worker]


def test_s_28_the_page_shuts_out_and_lets_in(office: Office, bea: Colleague) -> None:
    kim = office.coordinator("Kim")
    case_id = office.opened(bea, NAME)
    address = f"/cases/{case_id}/apart"
    assert bea.write(address, go="shut").status_code == 422
    for named, refused in ((uuid4(), 404), (bea.actor.account_id, 422)):
        wrong = {"whom": f"account:{named}", "shut_said_by": "themselves"}
        assert bea.write(address, go="shut", **wrong).status_code == refused
    said = {"whom": f"account:{kim.actor.account_id}", "shut_said_by": "themselves"}
    assert bea.write(address, go="shut", **said).status_code == 303
    assert "Colleague: Kim" in bea.page(address).text
    assert kim.get(f"/cases/{case_id}").status_code == 404
    row = office.of_case(case_id, ShutOut)[0]
    for _ in range(2):
        assert bea.write(address, go="let_in", row=str(row.id)).status_code == 303
    assert kim.get(f"/cases/{case_id}").status_code == 200
