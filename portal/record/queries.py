"""Reading the record back: is the chain whole, does it still end where it did, what is it about?"""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from portal.record.models import Entry, Head
from portal.record.rules import BEGINNING, Mark

_IN_ORDER = sa.select(Entry).order_by(Entry.number)
_MANY = 1000

# What a database says of a column in which another hand wrote what is no such value.
_UNREADABLE = (ValueError, TypeError, AttributeError, SQLAlchemyError)


class Course(NamedTuple):
    """How far the chain was followed: the first break, or else where it ends."""

    broken_at: int | None
    end: Mark
    # The digest that the head had at each number that was asked about.
    marks: dict[int, bytes]


def first_break(db: Session) -> int | None:
    """The number of the first entry that another hand changed, cut or added; None if there is none.

    Entries cut from the end show as the first of them, since the head still counts them.
    """
    return followed(db).broken_at


def followed(db: Session, numbers: Collection[int] = ()) -> Course:
    """The whole chain, entry by entry (S-37), with what the head was at each of `numbers`."""
    try:
        return _followed(db, numbers, _MANY)
    except _UNREADABLE:
        db.expire_all()
        return _followed(db, numbers, 1)


def _followed(db: Session, numbers: Collection[int], at_once: int) -> Course:
    """What cannot even be read counts as changed: found exactly where entries come one by one."""
    end, marks = Mark(0, BEGINNING), {0: BEGINNING}
    try:
        entries = db.scalars(_IN_ORDER.execution_options(yield_per=at_once))
        with entries:
            for entry in entries:
                if entry.digest != entry.chained_to(end.digest):
                    return Course(end.number + 1, end, marks)
                end = Mark(entry.number, entry.digest_ahead())
                if entry.number in numbers:
                    marks[entry.number] = end.digest
    except _UNREADABLE:
        if at_once == 1:
            return Course(end.number + 1, end, marks)
        raise
    return Course(_break_at_end(db, end), end, marks)


def _break_at_end(db: Session, end: Mark) -> int | None:
    """Whether the head says what the last entry does. A head that was cut back counts less."""
    try:
        head = head_of(db)
    except (LookupError, *_UNREADABLE):
        return end.number + 1
    return None if head == end else min(head.number, end.number) + 1


def head_of(db: Session) -> Mark:
    """Where the record ends now, to be kept elsewhere. Raises LookupError where it has no end."""
    found = db.execute(sa.select(Head.number, Head.digest).where(Head.only == 1)).one_or_none()
    if found is None or not isinstance(found.number, int):
        raise LookupError("the record has no head")
    return Mark(found.number, found.digest)


def entries_about(db: Session, ids: Collection[UUID], most: int) -> Sequence[Entry]:
    """The last `most` entries about any of these rows, the latest first."""
    about = sa.select(Entry).where(Entry.about.in_(list(ids)))
    return db.scalars(about.order_by(Entry.number.desc()).limit(most)).all()
