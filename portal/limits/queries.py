"""When a try may go ahead, by the tries before it: few rows, by index, last first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.limits.models import Try
from portal.limits.rules import (
    ABOUT,
    BOOKING_STEP,
    BOOKINGS_OF_ALL,
    BOOKINGS_OF_NETWORK,
    EVERYONE,
    KEPT,
    LONGEST_BOOKING_WAIT,
    MEMORY,
    NETWORK,
    Gate,
    moment_to_book,
    moment_to_look_up,
)

# One more booking too many than this waits no longer.
STEPS = LONGEST_BOOKING_WAIT // BOOKING_STEP


@dataclass(frozen=True, slots=True)
class Asked:
    """A try that asks at `at`; `own` is its place in line, which does not stand in its way."""

    gate: Gate
    network: bytes
    about: bytes | None
    at: datetime
    own: UUID | None = None


def moment_for(db: Session, asked: Asked) -> datetime:
    """`asked.at`, or the first later moment at which the try may go ahead."""
    if asked.gate is Gate.BOOK:
        return _moment_to_book(db, asked)
    return _moment_to_look_up(db, asked)


def place_of(db: Session, asked: Asked) -> Try | None:
    """Its place in line, where that is still to be taken up, and for the very same words.

    A place waited for with other words would be a way around their pace. Its network may differ:
    a phone leaves the Wi-Fi.
    """
    row = db.get(Try, asked.own) if asked.own else None
    if row is None or row.taken or (row.gate, row.about) != (asked.gate, asked.about):
        return None
    return row


def _moment_to_look_up(db: Session, asked: Asked) -> datetime:
    of_network = Try.network == asked.network
    about = () if asked.about is None else _latest(db, asked, ABOUT.most, Try.about == asked.about)
    return moment_to_look_up(
        asked.at,
        network=_latest(db, asked, max(KEPT.most, NETWORK.most), of_network),
        about=about,
        everyone=_latest(db, asked, EVERYONE.most),
    )


def _moment_to_book(db: Session, asked: Asked) -> datetime:
    of_network = Try.network == asked.network
    return moment_to_book(
        asked.at,
        network=_latest(db, asked, BOOKINGS_OF_NETWORK.most + STEPS, of_network),
        everyone=_latest(db, asked, BOOKINGS_OF_ALL.most + STEPS),
    )


def _latest(
    db: Session, asked: Asked, most: int, *where: sa.ColumnElement[bool]
) -> Sequence[datetime]:
    """The last `most` moments, places in line included, none older than the memory."""
    moments = sa.select(Try.moment).where(
        Try.gate == asked.gate, Try.moment > asked.at - MEMORY, *where
    )
    if asked.own is not None:
        moments = moments.where(Try.id != asked.own)
    return db.scalars(moments.order_by(Try.moment.desc()).limit(most)).all()
