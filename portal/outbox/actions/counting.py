"""Every try is counted before it is made: to one number, in all, and about one visit (S-15)."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal import keyring
from portal.outbox.models import OutboxCount
from portal.outbox.queries.due import tries_about
from portal.outbox.rules.limits import Limits

ALL = "all"


class OverLimit(Exception):
    """As many went already as may go: today, or for good."""

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.for_good = for_good


def _count_one(dialect: Any) -> Any:
    """One more of a day and number, in one statement, unless there are as many as may be."""
    row = dialect.insert(OutboxCount.__table__).values(
        day=sa.bindparam("day"), number=sa.bindparam("number"), tries=1
    )
    return row.on_conflict_do_update(
        index_elements=[OutboxCount.day, OutboxCount.number],
        set_={"tries": OutboxCount.tries + 1},
        where=OutboxCount.tries < sa.bindparam("most", type_=sa.Integer()),
    ).returning(OutboxCount.tries)


_COUNT = {"sqlite": _count_one(sqlite), "postgresql": _count_one(postgresql)}
_FORGET = sa.delete(OutboxCount).where(OutboxCount.day < sa.bindparam("before"))


def count_try(db: Session, about_id: UUID, to: str, limits: Limits, at: datetime) -> None:
    """Count one more. Raises OverLimit, and then the caller's savepoint undoes what was counted.

    The count of all comes first: whoever else claims waits there, and sees this one's tries.
    """
    day = at.astimezone(UTC).date()
    if not _counts(db, day, _number(ALL), limits.in_all_a_day):
        raise OverLimit("enough for today")
    if not _counts(db, day, _number(to), limits.to_one_number_a_day):
        raise OverLimit("enough for today to one number")
    if tries_about(db, about_id) >= limits.about_one_visit:
        raise OverLimit("enough about this visit", for_good=True)


def forget_counts(db: Session, at: datetime) -> None:
    """Counts of days that are over tell only who was written to."""
    db.execute(_FORGET, {"before": at.astimezone(UTC).date()})


def _counts(db: Session, day: date, number: bytes, most: int) -> bool:
    statement = _COUNT[db.get_bind().dialect.name]
    named = {"day": day, "number": number, "most": most}
    return db.connection().execute(statement, named).first() is not None


def _number(to: str) -> bytes:
    return keyring.fingerprint(to, "outbox_counts.number")
