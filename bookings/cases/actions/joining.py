"""A visit is joined to a case because the person says that it is theirs, and can be taken apart
again the same day. Nothing here finds out by itself who is who."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.cases.actions.shutting_out import keep_apart, lock_sessions_of
from bookings.cases.models import JoinedRow, JoinedVisit, What
from bookings.cases.rules.joining import UNDONE_WITHIN
from bookings.contact.actions.carrying import Carried, carry_back, carry_over
from bookings.people.actions.writing import account_of
from bookings.people.models import CaseRecord, Child
from bookings.reaching.models import Call
from bookings.visits.models import Visit, WaitingPlace
from portal.access import Actor
from portal.outbox.models import Message
from portal.record.actions import note
from services_directory.sessions.actions import mark_changed

_CONTACT = {True: What.CONTACT_MOVED, False: What.CONTACT_CLOSED}
_OTHERS: tuple[tuple[What, Any], ...] = (
    (What.VISIT_MOVED, Visit),
    (What.PLACE_MOVED, WaitingPlace),
    (What.CHILD_MOVED, Child),
    (What.CALL_MOVED, Call),
    (What.MESSAGE_MOVED, Message),
)


class NotSaidByThem(Exception):
    """Nobody joins a visit to a case on a guess: the person says so."""


class IsACaseItself(Exception):
    """The visit belongs to this case, or to another, already."""


class TooLate(Exception):
    """Joined longer ago than today, or taken apart before."""


def join_visit(
    db: Session, visit: Visit, case: CaseRecord, *, said_by_them: bool, by: Actor, at: datetime
) -> JoinedVisit:
    """Whoever this visit is of is the person of this case: all that stood under that number of ours
    (visits, children, how to reach them, calls, what waits to be sent) is the case's from now on.
    Both were loaded through what the actor may see.

    Raises NotSaidByThem, IsACaseItself; LookupError for whoever has no account.
    """
    if not said_by_them:
        raise NotSaidByThem
    former = visit.client_id
    lock_sessions_of(db, former)
    note(db, "visit joined", case.id, by=by, at=at)
    if _has_case(db, former):
        raise IsACaseItself
    joined = JoinedVisit(
        case_id=case.id, visit_id=visit.id, former_client_id=former, at=at, by=account_of(by)
    )
    db.add(joined)
    db.flush()
    carried = carry_over(db, former, case.client_id, at)
    _keep(db, joined, [(each.row_id, _CONTACT[each.went_over]) for each in carried])
    for what, kind in _OTHERS:
        rows = db.scalars(sa.select(kind).where(kind.client_id == former)).all()
        _keep(db, joined, [(row.id, what) for row in rows])
        _give(db, rows, case.client_id)
    keep_apart(db, case, by=by, at=at)
    return joined


def undo_join(db: Session, joined: JoinedVisit, *, by: Actor, at: datetime) -> None:
    """It was somebody else's after all. Raises TooLate."""
    note(db, "visit taken apart", joined.case_id, by=by, at=at)
    db.refresh(joined)
    if joined.undone_at is not None or at - joined.at > UNDONE_WITHIN:
        raise TooLate
    joined.undone_at, joined.undone_by = at, account_of(by)
    kept = db.scalars(sa.select(JoinedRow).where(JoinedRow.joined_id == joined.id)).all()
    carry_back(db, joined.former_client_id, _carried(kept), joined.at)
    for what, kind in _OTHERS:
        ids = [row.row_id for row in kept if row.what is what]
        rows = db.scalars(sa.select(kind).where(kind.id.in_(ids))).all()
        _give(db, rows, joined.former_client_id)


def _give(
    db: Session, rows: Iterable[Child | Call | Message | Visit | WaitingPlace], client_id: UUID
) -> None:
    for row in rows:
        row.client_id = client_id
    db.flush()
    for session_id in {row.session_id for row in rows if isinstance(row, Visit)}:
        mark_changed(db, session_id)


def _has_case(db: Session, client_id: UUID) -> bool:
    has = sa.exists().where(CaseRecord.client_id == client_id)
    return db.scalar(sa.select(has)) is True


def _keep(db: Session, joined: JoinedVisit, rows: Iterable[tuple[UUID, What]]) -> None:
    db.add_all(JoinedRow(joined_id=joined.id, row_id=key, what=what) for key, what in rows)


def _carried(kept: Iterable[JoinedRow]) -> list[Carried]:
    contact = {What.CONTACT_MOVED: True, What.CONTACT_CLOSED: False}
    return [Carried(row.row_id, contact[row.what]) for row in kept if row.what in contact]
