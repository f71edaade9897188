"""C-08, S-26, S-28: whatever links, bookings and exclusions there are, once both people are known
and the tasks are settled no linked pair is at one session, and nobody who is shut out sees or is
counted in. Ten thousand cases of it on plain values and a few through the database; a million and
many in the soak."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bookings.cases.actions.linking import link_cases
from bookings.cases.queries.lists import cases_of
from bookings.cases.queries.tasks import tasks
from bookings.day.queries.apart import clashes, suiting
from bookings.day.queries.avoided import avoided_by
from bookings.day.queries.board import everybody
from bookings.people.actions.shut_out import Whom, shut_out
from bookings.people.models import CaseRecord, Client, Link, ShutOut
from bookings.people.queries.records import visible_to
from bookings.people.rules.facts import SaidBy
from bookings.people.rules.links import LinkKind, Said, Standing, who_moves
from bookings.people.rules.turns import EVERY_WEEK, NoTurnLeft, part, week_of
from bookings.visits.models import Visit, VisitStatus
from bookings.visits.queries.openings import sessions_ahead
from portal.access import Actor, Role
from portal.db.engine import Database
from services_directory.sessions.models import Worker
from tests.bookings.visits.town import SATURDAY
from tests.staffing import ORGANIZATION, account_of

MONDAY = date(2026, 11, 23)
KINDS, STANDINGS = list(LinkKind), list(Standing)


def test_c_08_settled_by_the_rules_no_linked_pair_is_at_one_session(
    rounds: Callable[[int, int], int],
) -> None:
    """Weekly sessions, people who book on the web wherever they like, and links in any order."""
    chance = random.Random(55)
    for _ in range(rounds(10_000, 1_000_000)):
        people = list(range(chance.randrange(2, 5)))
        booked = {who: chance.randrange(8) for who in people}
        links = [_any_link(chance, people) for _ in range(chance.randrange(1, 4))]
        turns = dict.fromkeys(people, EVERY_WEEK)
        for each in links:
            coming = [week_of(MONDAY) + booked[each.safe]]
            try:
                turns[each.safe], turns[each.other] = part(
                    turns[each.safe], turns[each.other], coming
                )
            except NoTurnLeft:
                raise AssertionError("four people always have weeks") from None
        _settle(links, booked, turns)
        for each in links:
            assert booked[each.safe] != booked[each.other]


def _any_link(chance: random.Random, people: list[int]) -> Any:
    safe, other = chance.sample(people, 2)
    return Said(safe, other, chance.choice(KINDS), chance.choice(STANDINGS))


def _settle(links: list[Any], booked: dict[int, int], turns: dict[int, Any]) -> None:
    """As a coordinator does: whoever is to be moved goes to a week of theirs in which nobody is
    expected whom they must not meet; where each says it of the other, the lead says which."""
    for _ in range(20):
        meeting = [each for each in links if booked[each.safe] == booked[each.other]]
        if not meeting:
            return
        pair = {meeting[0].safe, meeting[0].other}
        said = [each for each in links if {each.safe, each.other} == pair]
        moves: Any = who_moves(said)
        assert moves is None or moves in pair
        if moves is None:
            moves = meeting[0].other
        others = {
            e.other if e.safe == moves else e.safe for e in links if moves in (e.safe, e.other)
        }
        weeks = range(64)
        free = (
            week
            for week in weeks
            if turns[moves].has(MONDAY + timedelta(weeks=week))
            and week not in {booked[each] for each in others}
        )
        booked[moves] = next(free)


def test_s_26_s_28_through_the_database(
    town_file: Path, tmp_path: Path, rounds: Callable[[int, int], int]
) -> None:
    chance = random.Random(28)
    path = tmp_path / "town.db"
    path.write_bytes(town_file.read_bytes())
    town = Database(f"sqlite:///{path}")
    for _ in range(rounds(12, 500)):
        with town.writing() as db:
            _one_town(db, chance)
            db.rollback()
    town.close()


def _one_town(db: Any, chance: random.Random) -> None:
    ahead = sessions_ahead(db, SATURDAY, 0, 64)
    staff = [_coordinator(db) for _ in range(4)]
    cases = [_case(db, staff[chance.randrange(3)]) for _ in range(6)]
    visits = [_booked(db, each, chance.choice(ahead)) for each in cases]
    for _ in range(5):
        safe, other = chance.sample(cases, 2)
        link_cases(
            db,
            safe,
            other,
            chance.choice(KINDS),
            chance.choice(STANDINGS),
            said_by=SaidBy.THEMSELVES,
            by=staff[3],
            at=SATURDAY,
        )
    _nobody_sees_the_other_side(db, staff)
    _move_all(db, staff[3], ahead)
    assert clashes(db, SATURDAY) == []
    _nobody_shut_out_sees(db, chance, staff, cases, visits)


def _coordinator(db: Any) -> Actor:
    account = account_of(Role.COORDINATOR, SATURDAY)
    db.add(account)
    db.flush()
    return Actor(Role.COORDINATOR, account_id=account.id, organization_id=ORGANIZATION, at=SATURDAY)


def _case(db: Any, by: Actor) -> CaseRecord:
    client = Client(made_at=SATURDAY)
    client.chosen_name = "Somebody"
    db.add(client)
    db.flush()
    case = CaseRecord(
        client_id=client.id,
        organization_id=ORGANIZATION,
        opened_at=SATURDAY,
        opened_by=by.account_id,
        holder=by.account_id,
    )
    db.add(case)
    db.flush()
    return case


def _booked(db: Any, case: CaseRecord, session: Any) -> Visit:
    visit = Visit(
        client_id=case.client_id,
        session_id=session.id,
        status=VisitStatus.BOOKED,
        made_at=SATURDAY,
        over_at=session.ends_at,
    )
    db.add(visit)
    db.flush()
    return visit


def _nobody_sees_the_other_side(db: Any, staff: list[Actor]) -> None:
    links = db.scalars(sa.select(Link).where(Link.ended_at.is_(None))).all()
    for actor in staff:
        seen = {each.id: each for each in db.scalars(visible_to(actor))}
        assert {each.id for each in cases_of(db, actor, own=False)} == set(seen)
        for link in links:
            held = [e for e in (link.safe_id, link.other_id) if _holds(db, actor, e)]
            if len(held) == 1:
                (other,) = {link.safe_id, link.other_id} - set(held)
                assert other not in seen


def _holds(db: Any, actor: Actor, case_id: UUID) -> bool:
    holder: UUID = db.get_one(CaseRecord, case_id).holder
    return holder == actor.account_id


def _move_all(db: Any, actor: Actor, ahead: list[Any]) -> None:
    """Where no planned session suits any more, the visit is cancelled, and they are told when one
    does."""
    for _ in range(40):
        found = clashes(db, SATURDAY)
        if not found:
            return
        told = tasks(db, actor, SATURDAY)
        assert len(told.moves) + len(told.undecided) + len(told.elsewhere) == len(found)
        moved = found[0].moves or found[0].both[1]
        visit = db.get_one(Visit, moved.visit_id)
        free = suiting(db, visit.client_id, ahead)
        if free:
            visit.session_id = free[0].id
        else:
            visit.cancel()
        db.flush()


def _nobody_shut_out_sees(
    db: Any,
    chance: random.Random,
    staff: list[Actor],
    cases: list[CaseRecord],
    visits: list[Visit],
) -> None:
    worker = chance.choice(db.scalars(sa.select(Worker)).all())
    for case, visit in zip(cases, visits, strict=True):
        out = next(each for each in staff if each.account_id != case.holder)
        by = next(each for each in staff if each.account_id == case.holder)
        whom = chance.choice(
            [
                Whom(account_id=out.account_id),
                Whom(worker_id=worker.id),
                Whom(organization_id=worker.organization_id),
            ]
        )
        shut_out(db, case, whom, SaidBy.THEMSELVES, by=by, at=SATURDAY)
        if whom.account_id is None:
            assert worker.id in avoided_by(db, visit.id)
            out = Actor(Role.COORDINATOR, worker_id=worker.id, organization_id=ORGANIZATION)
        assert case.id not in {each.id for each in db.scalars(visible_to(out))}
        seen = {each.visit_id for each in everybody(db, out, visit.session_id)}
        assert visit.id not in seen
    assert db.scalar(sa.select(sa.func.count()).select_from(ShutOut)) == len(cases)
