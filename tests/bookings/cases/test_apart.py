"""Linked people do not meet, and nobody learns of it who may not see both (C-08, S-26, S-55)."""

from uuid import UUID

import sqlalchemy as sa

from bookings.cases.actions.linking import link_cases
from bookings.cases.queries.matches import matches
from bookings.day.queries.apart import clashes, suiting
from bookings.people.actions.links import name_lead
from bookings.people.actions.shut_out import Whom
from bookings.people.models import CaseRecord, Link, LookedAt, Mark
from bookings.people.queries.links import turn_of
from bookings.people.rules.facts import SaidBy
from bookings.people.rules.links import LinkKind, Standing
from bookings.people.rules.matching import Key
from bookings.people.rules.turns import are_apart
from bookings.visits.models import Visit
from bookings.visits.queries.openings import sessions_ahead
from portal.access import Actor, Role
from portal.noticing import waiting_for
from portal.staff.models import Account
from tests.bookings.cases.test_shut_out import put_out, visit_of
from tests.bookings.cases.working import ELSEWHERE, Colleague, Office
from tests.browsing import Element

SAFE, OTHER = "Robin-is-safe", "Alex-is-other"


def linked(office: Office, safe: UUID, other: UUID, standing: Standing = Standing.SETTLED) -> None:
    with office.morning.town.writing() as db:
        link_cases(
            db,
            db.get_one(CaseRecord, safe),
            db.get_one(CaseRecord, other),
            LinkKind.HARMED_BY,
            standing,
            said_by=SaidBy.THEMSELVES,
            by=Actor(Role.COORDINATOR, account_id=holder(office, safe)),
            at=office.morning.watch.now,
        )


def ways(page: Element) -> dict[str | None, str]:
    """The ways in the head of a page: each address, and its words with the number beside them."""
    return {each.get("href"): each.text for each in page.all("a")}


def holder(office: Office, case_id: UUID) -> UUID:
    with office.morning.town.reading() as db:
        return db.get_one(CaseRecord, case_id).holder


def two_cases(office: Office, bea: Colleague) -> tuple[UUID, UUID, Colleague]:
    """Two cases of one organisation, held by two colleagues, both booked this morning."""
    kim = office.coordinator("Kim")
    return office.opened(bea, SAFE), office.opened(kim, OTHER), kim


def test_c_08_a_coordinator_who_may_see_both_links_two_cases(
    office: Office, bea: Colleague
) -> None:
    safe, other, _kim = two_cases(office, bea)
    ina = office.coordinator("Ina")
    page = f"/cases/{safe}/apart"
    said = {"safe": "this", "kind": "harmed_by", "standing": "settled", "said_by": "themselves"}
    for wrong in ({}, {**said, "other": str(safe)}, {**said, "other": str(UUID(int=5))}):
        assert ina.write(page, go="link", **wrong).status_code == 422
    assessed = {**said, "other": str(other), "standing": "assessed"}
    assert ina.write(page, go="link", **assessed).status_code == 422
    assert ina.write(page, go="link", **{**said, "other": str(other)}).status_code == 303
    assert OTHER in ina.get(page).text
    assert OTHER not in bea.get(page).text, "whoever holds one side sees a wall"
    with office.morning.town.reading() as db:
        turns = [turn_of(db, office.client_of(each)) for each in (safe, other)]
        assert are_apart(*turns)
    row = office_links(office)[0]
    assert ina.write(page, go="unlink", row=str(row.id)).status_code == 303
    assert OTHER not in ina.get("/apart").text


def office_links(office: Office) -> list[Link]:
    with office.morning.town.reading() as db:
        found = list(db.scalars(sa.select(Link)))
        db.expunge_all()
        return found


def test_s_26_each_is_told_as_much_as_they_may_know(office: Office, bea: Colleague) -> None:
    safe, other, kim = two_cases(office, bea)
    ina = office.coordinator("Ina")
    linked(office, safe, other)
    assert "To move" in ina.get("/apart").text
    assert "Must not meet Robin-is-safe, who stays." in ina.page("/apart").text
    for desk in (bea, kim):
        page = desk.page("/apart")
        assert OTHER in page.text, "the one thought to do harm is moved"
        assert SAFE not in page.text, "and nobody who holds one side reads why"
        assert ways(page)["/apart"] == "Apart 1"


def test_c_08_what_is_to_be_moved_is_counted_on_every_page_and_in_a_notice(
    office: Office, bea: Colleague
) -> None:
    safe, other, _kim = two_cases(office, bea)
    assert ways(bea.page("/door"))["/apart"] == "Apart"
    linked(office, safe, other)
    assert ways(bea.page("/door"))["/apart"] == "Apart 1"
    with office.morning.town.reading() as db:
        account = db.get_one(Account, bea.actor.account_id)
        assert waiting_for(db, account, office.morning.watch.now) == 1


def test_p_01_whoever_holds_one_sides_case_finds_a_wall_at_the_others(
    office: Office, bea: Colleague
) -> None:
    safe, other, kim = two_cases(office, bea)
    linked(office, safe, other)
    visit_id = office.morning.book("Sam", "legal", since="11:00")
    for desk, wall, name in ((bea, other, OTHER), (kim, safe, SAFE)):
        for part in ("", "/facts", "/risk", "/children", "/harm", "/apart"):
            assert desk.get(f"/cases/{wall}{part}").status_code == 404
        assert name not in desk.get("/cases/ours").text
        assert str(wall) not in desk.get(f"/session/visit/{visit_id}/case").text
    assert bea.get(f"/cases/{safe}").status_code == 200
    assert kim.get(f"/cases/{other}").status_code == 200


def test_whoever_holds_both_keeps_the_one_who_is_to_be_safe(office: Office, bea: Colleague) -> None:
    safe, other = office.opened(bea, SAFE), office.opened(bea, OTHER)
    linked(office, safe, other)
    assert bea.get(f"/cases/{safe}").status_code == 200
    assert bea.get(f"/cases/{other}").status_code == 404


def test_s_55_one_lead_sees_both_sides_whoever_holds_them_and_nobody_elses(
    office: Office, bea: Colleague
) -> None:
    ona, lead = office.coordinator("Ona", ELSEWHERE), office.coordinator("Lea", UUID(int=0xF))
    safe, other = office.opened(bea, SAFE), office.opened(ona, OTHER)
    apart = office.opened(bea, "Not-linked")
    with office.morning.town.writing() as db:
        account = lead.actor.account_id
        assert account is not None
        name_lead(db, account, by=lead.actor, at=office.morning.watch.now)
    assert lead.get(f"/cases/{safe}").status_code == 404
    linked(office, safe, other)
    assert {lead.get(f"/cases/{each}").status_code for each in (safe, other)} == {200}
    assert lead.get(f"/cases/{apart}").status_code == 404
    assert bea.get(f"/cases/{other}").status_code == 404
    linked(office, other, safe)
    assert "Each says it of the other" in lead.page("/apart").text
    assert "Ask the safeguarding lead" in bea.page("/apart").text
    said = {"kind": "harmed_by", "standing": "assessed", "said_by": "seen"}
    address = f"/cases/{safe}/apart"
    wrote = lead.write(address, go="link", other=str(other), safe="this", **said)
    assert wrote.status_code == 303
    assert "Must not meet Robin-is-safe" in lead.page("/apart").text


def test_s_26_the_one_thought_to_do_harm_is_moved_and_then_they_do_not_meet(
    office: Office, bea: Colleague
) -> None:
    safe, other, _ = two_cases(office, bea)
    linked(office, safe, other)
    visit_id, stays = visit_of(office, other), visit_of(office, safe)
    address = f"/door/{visit_id}/apart"
    page = bea.page(address)
    assert "We had to change the plan of that morning" in page.text
    assert SAFE not in page.text
    shown = bea.write(address, need="housing")
    code = shown.text.split('name="take" value="')[1].split('"')[0]
    session = shown.text.split("selected")[0].rpartition('value="')[2].split('"')[0]
    assert bea.write(address, need="housing", session=session, take=code).status_code == 303
    with office.morning.town.reading() as db:
        moved, kept = db.get_one(Visit, visit_id), db.get_one(Visit, stays)
        assert kept.session_id == office.morning.session_id != moved.session_id
        assert clashes(db, office.morning.watch.now) == []
    assert "Nobody has to be moved" in bea.page("/apart").text


def test_c_08_staff_are_offered_the_weeks_of_each_and_no_session_where_the_other_is_expected(
    office: Office, bea: Colleague
) -> None:
    safe, other, _ = two_cases(office, bea)
    linked(office, safe, other)
    with office.morning.town.reading() as db:
        now = office.morning.watch.now
        ahead = sessions_ahead(db, now, 0, 64)
        weeks = [
            {each.id for each in suiting(db, office.client_of(case), ahead)}
            for case in (safe, other)
        ]
        assert all(weeks)
        assert not weeks[0] & weeks[1]
        assert office.morning.session_id not in weeks[0] | weeks[1]


def test_s_26_the_door_asks_before_anybody_goes_in_and_says_no_more(
    office: Office, bea: Colleague
) -> None:
    safe, other, _ = two_cases(office, bea)
    reception = office.somebody(Role.RECEPTIONIST, "Rita")
    door, words = f"/session/{office.morning.session_id}/door", "Please ask the coordinator before"
    board = f"/board/{office.morning.session_id}"
    linked(office, safe, other)
    assert words not in reception.get(door).text
    office.morning.arrive(visit_of(office, safe), "10:05", welcomed=False)
    page = reception.get(door).text
    assert words in page
    assert "/apart" not in page
    assert words in bea.get(board).text
    assert words in bea.get(f"/door/{visit_of(office, safe)}/welcome").text
    assert reception.get("/apart").status_code == 403


def test_s_26_who_is_here_and_would_be_moved_is_seen_out(office: Office, bea: Colleague) -> None:
    safe, other, _ = two_cases(office, bea)
    office.morning.arrive(visit_of(office, other), "10:05")
    linked(office, safe, other)
    page = bea.page("/apart").text
    assert "They are here." in page
    assert bea.get(f"/door/{visit_of(office, other)}/apart").status_code == 404
    assert bea.write(f"/door/{visit_of(office, other)}/left").status_code == 303
    assert "Nobody has to be moved" in bea.page("/apart").text


def write_fact(desk: Colleague, case_id: UUID, kind: str, value: str) -> None:
    said = {"kind": kind, "value": value, "why": "court", "said_by": "themselves"}
    assert desk.write(f"/cases/{case_id}/facts", go="write", **said).status_code == 303


def write_harm(desk: Colleague, case_id: UUID, **facts: str) -> str:
    answer = desk.write(f"/cases/{case_id}/harm", relation="the husband")
    address = answer.headers["location"]
    for kind, value in facts.items():
        said = {"kind": kind, "value": value, "said_by": "themselves"}
        assert desk.write(address, go="fact", **said).status_code == 303
    return address


def test_c_08_who_may_be_one_person_is_a_task_for_whoever_may_see_both(
    office: Office, bea: Colleague
) -> None:
    safe, other, kim = two_cases(office, bea)
    ona = office.coordinator("Ona", ELSEWHERE)
    write_harm(bea, safe, name="Muhammad Kahn", born_on="1988-03-09")
    write_fact(kim, other, "name", "Mohammed Khan")
    assert office_links(office) == [], "no machine decides what is not exact"
    page = kim.page("/apart").text
    assert OTHER in page
    assert SAFE in page
    assert OTHER not in ona.page("/apart").text
    with office.morning.town.reading() as db:
        code = matches(db, kim.actor)[0].code
    assert ona.write("/apart", pair=code, go="one").status_code == 409
    assert kim.write("/apart", pair=code, go="perhaps").status_code == 409
    assert kim.write("/apart", pair=code, go="one").status_code == 303
    found = [(each.safe_id, each.other_id, each.standing) for each in office_links(office)]
    assert found == [(safe, other, Standing.SETTLED)]
    assert "One person" not in kim.page("/apart").text


def test_c_08_what_agrees_to_the_letter_keeps_apart_until_somebody_has_looked(
    office: Office, bea: Colleague
) -> None:
    ona = office.coordinator("Ona", ELSEWHERE)
    ina = office.coordinator("Ina")
    safe, other = office.opened(bea, SAFE), office.opened(ona, OTHER)
    write_fact(ona, other, "name", "Chris Hill")
    write_fact(ona, other, "born_on", "1988-03-09")
    write_harm(bea, safe, other_names="Hill, Kit Hill; hill CHRIS", born_on="1988-03-09")
    assert [each.standing for each in office_links(office)] == [Standing.SUSPECTED]
    assert "One person" not in ina.page("/apart").text, "nobody who may not see both"
    with office.morning.town.writing() as db:
        lead = bea.actor.account_id
        assert lead is not None
        name_lead(db, lead, by=bea.actor, at=office.morning.watch.now)
    with office.morning.town.reading() as db:
        code = matches(db, bea.actor)[0].code
    assert bea.write("/apart", pair=code, go="two").status_code == 303
    assert [each.stands for each in office_links(office)] == [False]
    write_fact(ona, other, "other_names", "Kit Hill")
    assert len(office_links(office)) == 1, "it was looked at"
    with office.morning.town.reading() as db:
        assert len(db.scalars(sa.select(LookedAt)).all()) == 1


def test_names_days_and_numbers_are_kept_as_fingerprints_only(
    office: Office, bea: Colleague
) -> None:
    case_id = office.opened(bea, SAFE)
    write_harm(bea, case_id, name="Chris Hill", number="07700 900123", born_on="1988-03-09")
    with office.morning.town.reading() as db:
        rows = db.execute(sa.select(Mark.key, Mark.mark)).all()
    assert {key for key, _ in rows} == set(Key)
    assert {len(mark) for _, mark in rows} == {32}
    assert not any(b"hill" in mark.lower() for _, mark in rows)


def test_c_08_s_28_both_databases_say_the_same(either: Office) -> None:
    bea, kim, ina = (either.coordinator(name) for name in ("Bea", "Kim", "Ina"))
    safe, other = either.opened(bea, SAFE), either.opened(kim, OTHER)
    write_harm(bea, safe, name="Chris Hill", number="07700 900123", born_on="1988-03-09")
    write_fact(kim, other, "name", "Kris Hill")
    assert "a name that sounds alike" in ina.page("/apart").text
    linked(either, safe, other)
    linked(either, safe, other)
    assert [each.stands for each in office_links(either)].count(True) == 1
    assert "Must not meet Robin-is-safe" in ina.page("/apart").text
    assert kim.get(f"/cases/{safe}").status_code == 404
    worker = either.morning.worker_of(either.morning.stops(visit_of(either, safe))[0])
    put_out(either, bea, safe, Whom(worker_id=worker))
    put_out(either, bea, safe, Whom(account_id=ina.actor.account_id))
    assert "somebody who is shut out" in bea.page("/apart").text
    assert SAFE not in ina.page("/apart").text
    assert SAFE not in ina.get(f"/board/{either.morning.session_id}").text
    either.morning.arrive(visit_of(either, safe), "10:05", welcomed=False)
    board = bea.get(f"/board/{either.morning.session_id}").text
    assert "Please ask the coordinator before" in board
