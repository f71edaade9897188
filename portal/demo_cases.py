"""The case of one person of the demo, with something in each part of it. All of it is invented."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.actions.children import add_child
from bookings.people.actions.described import write_abuse
from bookings.people.actions.facts import write_fact
from bookings.people.actions.harm import add_harmer
from bookings.people.actions.records import open_case
from bookings.people.actions.writing import write_down
from bookings.people.models import (
    AbuseEntry,
    CaseEvent,
    CaseFact,
    CaseRecord,
    ChildNote,
    PlanStep,
    RiskResult,
)
from bookings.people.models.harm import HarmFact, HarmStep
from bookings.people.rules.abuse import AbuseKind, Happened, Pattern
from bookings.people.rules.children import ChildNoteKind, ChildSaidBy
from bookings.people.rules.facts import FactKind, SaidBy
from bookings.people.rules.harm import HarmFactKind
from bookings.people.rules.risk import Level
from bookings.people.rules.steps import Doer
from bookings.visits.models import Visit, VisitStatus
from portal.access import Actor, Role
from portal.staff.models import Account
from services_directory.sessions.models import ServiceSession

WANTS = "To stay near the school, and a night in which nobody checks my phone."
DAY = timedelta(days=1)


def write_case(db: Session, account_id: UUID, *, at: datetime) -> None:
    """The next who comes has a case, held by the coordinator."""
    coming = (
        sa.select(Visit)
        .join(ServiceSession, ServiceSession.id == Visit.session_id)
        .where(Visit.status == VisitStatus.BOOKED, ServiceSession.ends_at > at)
        .order_by(ServiceSession.starts_at, Visit.made_at)
    )
    visit = db.scalars(coming.limit(1)).first()
    if visit is None:
        return
    account = db.get_one(Account, account_id)
    by = Actor(Role.COORDINATOR, account_id=account_id, organization_id=account.organization_id)
    case = open_case(db, visit.client_id, WANTS, by=by, at=at - 7 * DAY)
    _tell(db, case, by, at)
    _plan(db, case, by, at)
    _see_the_child(db, case, by, at)
    _look_at_who_harms(db, case, by, at)


def _tell(db: Session, case: CaseRecord, by: Actor, at: datetime) -> None:
    pronouns: Mapping[str, Any] = {"kind": FactKind.PRONOUNS, "said_by": SaidBy.THEMSELVES}
    write_fact(db, case, CaseFact(case_id=case.id, **pronouns, value="they, them"), by=by, at=at)
    entry = AbuseEntry(
        case_id=case.id,
        kind=AbuseKind.COERCIVE_CONTROL,
        pattern=Pattern.ALL_THE_TIME,
        by_whom="the person they live with",
        said="Every evening I have to show whom I wrote to.",
    )
    write_abuse(db, case, entry, by=by, at=at)


def _plan(db: Session, case: CaseRecord, by: Actor, at: datetime) -> None:
    """Risk was judged before they said that they will leave: it asks for a review."""
    risk = RiskResult(
        case_id=case.id,
        assessed_on=(at - 7 * DAY).date(),
        assessed_by="Beth",
        judged=Level.HIGH,
        reasons="Watched at every hour, and more often since the summer.",
    )
    left = CaseEvent(case_id=case.id, kind=Happened.SEPARATION, happened_on=(at - DAY).date())
    step = PlanStep(
        case_id=case.id,
        doer=Doer.POLICE,
        what="Mark the address, so that a call from it is answered first.",
        by_when=(at + 2 * DAY).date(),
    )
    for row in (risk, left, step):
        write_down(db, row, "case written", case.id, by=by, at=at)


def _see_the_child(db: Session, case: CaseRecord, by: Actor, at: datetime) -> None:
    due = (at + 70 * DAY).date()
    said_by = ChildSaidBy.PERSON_OF_THE_CASE
    add_child(db, case, born=False, name="", day=due, said_by=said_by, by=by, at=at)
    born = (at - 2400 * DAY).date()
    child = add_child(db, case, born=True, name="Ada", day=born, said_by=said_by, by=by, at=at)
    note = ChildNote(
        child_id=child.id,
        kind=ChildNoteKind.WISHES,
        said="Draws one house with one door, again and again.",
    )
    write_down(db, note, "case written", child.id, by=by, at=at)


def _look_at_who_harms(db: Session, case: CaseRecord, by: Actor, at: datetime) -> None:
    person = add_harmer(db, case, "the person they live with", by=by, at=at)
    does = HarmFact(
        harm_id=person.id,
        kind=HarmFactKind.BEHAVIOUR,
        value="Reads every message, and waits outside the school.",
        said_by=SaidBy.THEMSELVES,
    )
    step = HarmStep(
        harm_id=person.id,
        doer=Doer.POLICE,
        what="Speak with them about stalking; consider an order.",
        by_when=(at - DAY).date(),
    )
    for row in (does, step):
        write_down(db, row, "case written", person.id, by=by, at=at)
