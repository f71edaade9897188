"""What somebody said under two numbers of ours is brought together, and apart again.

What was said last stands whole, and what it takes the place of is closed, not mixed with it: two
halves might together allow what they never said. A stop of either stops both.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bookings.contact.models import ContactAnswer, ContactApproval, ContactStop
from bookings.contact.queries import approvals, open_stops, standing

Said: TypeAlias = ContactAnswer | ContactApproval | ContactStop
_KINDS: tuple[Any, ...] = (ContactAnswer, ContactApproval, ContactStop)


class Carried(NamedTuple):
    """One row: it went over, or it was closed because another takes its place."""

    row_id: UUID
    went_over: bool


def carry_over(db: Session, source: UUID, target: UUID, at: datetime) -> list[Carried]:
    """All that was said as `source` is now said as `target`. Whoever calls this has noted it in the
    record. Gives what `carry_back` needs."""
    older = source if _last_said(db, source) < _last_said(db, target) else target
    closed = [Carried(each.id, False) for each in _close(db, older, at)]
    return closed + [Carried(each.id, True) for each in _move(db, source, target)]


def carry_back(db: Session, source: UUID, rows: list[Carried], closed_at: datetime) -> None:
    """Undo it: what went over goes back to `source`, and what was closed for it stands again,
    unless something else was said meanwhile."""
    for each, row in _found(db, rows):
        if each.went_over:
            row.client_id = source
    db.flush()
    for each, row in _found(db, rows):
        if not each.went_over and not isinstance(row, ContactStop) and row.until == closed_at:
            _reopen(db, row)


def _last_said(db: Session, client_id: UUID) -> datetime:
    """When they last said how they may be reached; long ago where they never did."""
    said = [row.confirmed_at for row in standing(db, client_id)]
    return max(said, default=datetime.min.replace(tzinfo=UTC))


def _close(db: Session, client_id: UUID, at: datetime) -> Iterator[ContactAnswer | ContactApproval]:
    rows: list[ContactAnswer | ContactApproval] = [*standing(db, client_id)]
    for row in [*rows, *approvals(db, client_id)]:
        row.until = at
        yield row
    db.flush()


def _move(db: Session, source: UUID, target: UUID) -> Iterator[Said]:
    """A stop that stands on both already stands once."""
    stopped = {row.why for row in open_stops(db, target)}
    for kind in _KINDS:
        for row in db.scalars(sa.select(kind).where(kind.client_id == source)):
            if isinstance(row, ContactStop) and row.lifted_at is None and row.why in stopped:
                continue
            row.client_id = target
            yield row
    db.flush()


def _found(db: Session, rows: list[Carried]) -> Iterator[tuple[Carried, Said]]:
    for each in rows:
        for kind in _KINDS:
            row = db.get(kind, each.row_id)
            if row is not None:
                yield each, row


def _reopen(db: Session, row: ContactAnswer | ContactApproval) -> None:
    """Where the same was said anew meanwhile, that stands."""
    try:
        with db.begin_nested():
            row.until = None
    except IntegrityError:
        db.refresh(row)
