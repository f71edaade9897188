"""C-08, S-26: for whoever books on the web every byte is the same with a link and without one, and
no more is done: the same statements, and as many rows. Two copies of one town, in one of which two
people must not meet; the very same taps on both, by somebody whose visit turns out to be one of the
two. How long that takes is no matter for a test: the bench measures it."""

import random
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.cases.actions.joining import join_visit
from bookings.cases.actions.linking import link_cases
from bookings.cases.models import JoinedVisit
from bookings.day.queries.apart import clashes
from bookings.people.models import CaseRecord, Client
from bookings.people.rules.facts import SaidBy
from bookings.people.rules.links import LinkKind, Standing
from bookings.visits.models import Visit, VisitStatus
from portal.access import Actor, Role
from portal.db import base
from portal.db.engine import Database
from portal.staff.models import Account
from services_directory.sessions.models import ServiceSession
from tests.bookings.visits.conftest import ALL_DOORS, DOORS
from tests.bookings.visits.touring import tour
from tests.bookings.visits.town import SATURDAY, Watch, open_house
from tests.browsing import Browser
from tests.staffing import ORGANIZATION, account_of
from tests.towns import url_of_town

CANARY = "Alex-of-the-other-case"
OURS = ("case_links", "case_turns", "person_marks", "looked_at_pairs", "safeguarding_leads")


@dataclass
class Walked:
    """All that a phone was answered, step by step, and all that the database was asked for it."""

    steps: list[str] = field(default_factory=list)
    answers: list[tuple[Any, ...]] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    # After each statement, the rows that it found or changed; SQLite says it of changes alone.
    rows: list[int] = field(default_factory=list)
    meetings: int = 0
    is_counting: bool = True


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """With scripts and without, on each database: each of the four comes up; the soak takes all."""
    doors = ALL_DOORS if metafunc.config.getoption("--soak") else DOORS
    if "scripts" in metafunc.fixturenames:
        metafunc.parametrize(("kind", "scripts"), doors)


@pytest.fixture
def anew(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Database]:
    """Gives the town anew, with the two cases in it; the one before must be closed."""

    def given() -> Database:
        town = Database(url_of_town(kind, request, tmp_path))
        _two_cases(town)
        return town

    return given


def _two_cases(town: Database) -> None:
    """Two people with a case; one of them is expected at every session there is."""
    with town.writing() as db:
        account = account_of(Role.COORDINATOR, SATURDAY, name="Bea")
        db.add(account)
        db.flush()
        cases = [_case(db, name, account.id) for name in ("Robin-of-the-case", CANARY)]
        for session in db.scalars(sa.select(ServiceSession)).all():
            made = {"made_at": SATURDAY, "over_at": session.ends_at}
            db.add(
                Visit(
                    client_id=cases[1].client_id,
                    session_id=session.id,
                    status=VisitStatus.BOOKED,
                    **made,
                )
            )


def _case(db: Any, name: str, account: UUID) -> CaseRecord:
    client = Client(made_at=SATURDAY)
    client.chosen_name = name
    db.add(client)
    db.flush()
    kept = {"opened_by": account, "holder": account, "opened_at": SATURDAY}
    case = CaseRecord(client_id=client.id, organization_id=ORGANIZATION, **kept)
    db.add(case)
    db.flush()
    return case


def test_c_08_no_answer_on_the_web_differs_because_of_a_link(
    anew: Callable[[], Database], scripts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = []
    for is_linked in (False, True):
        _draw_alike(monkeypatch, seed=25)
        town = anew()
        if is_linked:
            _link(town)
        _draw_alike(monkeypatch, seed=26)
        walked.append(_walk(town, scripts=scripts))
        town.close()
    without, with_link = walked
    assert (without.meetings, with_link.meetings > 0) == (0, True), "the two would really meet"
    assert len(with_link.answers) > 60
    assert with_link.steps == without.steps
    for one, two in zip(without.answers, with_link.answers, strict=True):
        assert one == two
    assert not any(CANARY.encode() in answer[1] for answer in with_link.answers)
    assert with_link.statements == without.statements
    assert with_link.rows == without.rows
    assert not any(table in each for each in with_link.statements for table in OURS)


def _draw_alike(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """From here on whatever is drawn, ids too, is the same in each run."""
    chance = random.Random(seed)
    monkeypatch.setattr(secrets._sysrand, "_randbelow", chance._randbelow)  # type: ignore[attr-defined]
    monkeypatch.setattr(base, "uuid4", lambda: _drawn(chance))


def _drawn(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _link(town: Database) -> None:
    with town.writing() as db:
        named = {each.client_id: each for each in db.scalars(sa.select(CaseRecord))}
        clients = {db.get_one(Client, each).chosen_name: case for each, case in named.items()}
        safe, other = clients["Robin-of-the-case"], clients[CANARY]
        how = (LinkKind.HARMED_BY, Standing.SETTLED)
        by = Actor(Role.COORDINATOR, account_id=safe.holder, organization_id=ORGANIZATION)
        link_cases(db, safe, other, *how, said_by=SaidBy.THEMSELVES, by=by, at=SATURDAY)


def _walk(town: Database, *, scripts: bool) -> Walked:
    watch, walked = Watch(), Walked()
    phone = Browser(open_house(town, watch), scripts=scripts)
    with _counted(town, walked):
        for step in tour(phone, town, watch):
            walked.steps.append(step)
            walked.meetings = max(walked.meetings, _told(town, walked, watch))
    walked.answers = [_plain(each) for each in phone.answers]
    return walked


def _told(town: Database, walked: Walked, watch: Watch) -> int:
    """Behind the phone's back: the visit turns out to be of the case, and staff look who would
    meet. What that costs is no answer's."""
    walked.is_counting = False
    with town.writing() as db:
        visit = db.scalar(
            sa.select(Visit).where(Visit.phrase.is_not(None), Visit.status == VisitStatus.BOOKED)
        )
        if visit is not None and db.scalar(sa.select(JoinedVisit.id)) is None:
            safe = sa.select(CaseRecord).join(Client, Client.id == CaseRecord.client_id)
            case = next(each for each in db.scalars(safe) if _name(db, each) != CANARY)
            by = Actor(Role.COORDINATOR, account_id=db.scalar(sa.select(Account.id)))
            join_visit(db, visit, case, said_by_them=True, by=by, at=watch.now)
        found = len(clashes(db, watch.now))
    walked.is_counting = True
    return found


def _name(db: Any, case: CaseRecord) -> str:
    return db.get_one(Client, case.client_id).chosen_name or ""


def _plain(answer: Any) -> tuple[Any, ...]:
    """Everything but the cookie's own value and the server's clock."""
    headers = {key: value for key, value in answer.headers.items() if key != "date"}
    headers["set-cookie"] = str(len(headers.get("set-cookie", "")))
    return answer.status_code, answer.content, sorted(headers.items())


@contextmanager
def _counted(town: Database, walked: Walked) -> Iterator[None]:
    def count(_connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if walked.is_counting:
            walked.statements.append(statement)
            walked.rows.append(cursor.rowcount)

    sa.event.listen(town.engine, "after_cursor_execute", count)
    yield
    sa.event.remove(town.engine, "after_cursor_execute", count)
