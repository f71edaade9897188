"""When a try may go ahead, by the tries before it: few rows, by index, last first."""

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

NO_PLACE = UUID(int=0)

# So many bookings too many wait the longest; counting on would tell nothing more.
STEPS = LONGEST_BOOKING_WAIT // BOOKING_STEP

# The moments that the rules ask for, places in line included but for the asker's own: each
# statement is built once, and reads no more rows than the rules could need.
_BEFORE = (
    sa.select(Try.moment)
    .where(
        Try.gate == sa.bindparam("gate"),
        Try.moment > sa.bindparam("since"),
        Try.id != sa.bindparam("own"),
    )
    .order_by(Try.moment.desc())
)
_OF_NETWORK = _BEFORE.where(Try.network == sa.bindparam("network")).limit(
    max(KEPT.most, NETWORK.most, BOOKINGS_OF_NETWORK.most + STEPS)
)
_ABOUT = _BEFORE.where(Try.about == sa.bindparam("about")).limit(ABOUT.most)
_OF_ALL = _BEFORE.limit(max(EVERYONE.most, BOOKINGS_OF_ALL.most + STEPS))


@dataclass(frozen=True, slots=True)
class Asked:
    """A try that asks at `at`; `own` is its place in line, which does not stand in its way."""

    gate: Gate
    network: bytes
    about: bytes | None
    at: datetime
    own: UUID = NO_PLACE


def moment_for(db: Session, asked: Asked) -> datetime:
    """`asked.at`, or the first later moment at which the try may go ahead."""
    known = {"gate": asked.gate, "since": asked.at - MEMORY, "own": asked.own}
    of_network = db.scalars(_OF_NETWORK, known | {"network": asked.network}).all()
    of_all = db.scalars(_OF_ALL, known).all()
    if asked.gate is Gate.BOOK:
        return moment_to_book(asked.at, network=of_network, everyone=of_all)
    about = db.scalars(_ABOUT, known | {"about": asked.about}).all() if asked.about else ()
    return moment_to_look_up(asked.at, network=of_network, about=about, everyone=of_all)


def place_of(db: Session, asked: Asked) -> Try | None:
    """Its place in line, where that is still to be taken up, and for the very same words.

    A place waited for with other words would be a way around their pace. Its network may differ:
    a phone leaves the Wi-Fi.
    """
    row = None if asked.own == NO_PLACE else db.get(Try, asked.own)
    if row is None or row.taken or (row.gate, row.about) != (asked.gate, asked.about):
        return None
    return row
