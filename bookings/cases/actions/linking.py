"""Two cases are linked; whoever watches a session where the two would meet is told at once."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.queries.apart import clashes
from bookings.people.actions.links import link, unlink
from bookings.people.models import CaseRecord, Link
from bookings.people.queries.links import STANDS
from bookings.people.rules.facts import SaidBy
from bookings.people.rules.links import LinkKind, Standing
from bookings.visits.models import Visit, VisitStatus
from portal.access import Actor
from services_directory.sessions.actions import mark_changed
from services_directory.sessions.models import ServiceSession


def link_cases(
    db: Session,
    safe: CaseRecord,
    other: CaseRecord,
    kind: LinkKind,
    standing: Standing,
    *,
    said_by: SaidBy,
    by: Actor,
    at: datetime,
) -> None:
    """`safe` is to be kept safe from `other` (C-08). What is suspected changes nothing where it was
    said before. Raises OnePerson."""
    if standing is Standing.SUSPECTED and _is_linked(db, safe, other):
        return
    coming = _days_of(db, safe, at)
    link(db, safe, other, kind, standing, said_by=said_by, coming=coming, by=by, at=at)
    for session_id in {each.both[0].session_id for each in clashes(db, at)}:
        mark_changed(db, session_id)


def end_link(db: Session, row: Link, *, by: Actor, at: datetime) -> None:
    """It was not so; whoever watches a session sees it."""
    for session_id in {each.both[0].session_id for each in clashes(db, at)}:
        mark_changed(db, session_id)
    unlink(db, row, by=by, at=at)


def _is_linked(db: Session, safe: CaseRecord, other: CaseRecord) -> bool:
    same = sa.exists().where(STANDS, Link.safe_id == safe.id, Link.other_id == other.id)
    return db.scalar(sa.select(same)) is True


def _days_of(db: Session, case: CaseRecord, at: datetime) -> list[date]:
    coming = (
        sa.select(ServiceSession.starts_at)
        .join(Visit, Visit.session_id == ServiceSession.id)
        .where(Visit.client_id == case.client_id, Visit.status == VisitStatus.BOOKED)
        .where(ServiceSession.ends_at > at)
    )
    return [moment.date() for moment in db.scalars(coming)]
