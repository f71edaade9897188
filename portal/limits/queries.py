"""When a try may go ahead, by the tries before it: few rows, by index, last first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.limits.models import Try
from portal.limits.rules import (
    ABOUT_FROM_ANYWHERE,
    BOOKING_STEP,
    BOOKINGS_OF_ALL,
    BOOKINGS_OF_NETWORK,
    EVERYONE,
    FURTHEST_PLACE,
    HOLDS_OF_NETWORK,
    KEPT,
    LONGEST_BOOKING_WAIT,
    MEMORY,
    NETWORK,
    Gate,
    moment_to_book,
    moment_to_hold,
    moment_to_look_up,
    moment_to_sign_in,
    stands_in_line,
)

NO_PLACE = UUID(int=0)
LAST_PLACE = UUID(int=2**128 - 1)

# So many bookings too many wait the longest; counting on would tell nothing more.
STEPS = LONGEST_BOOKING_WAIT // BOOKING_STEP

# The moments that the rules ask for, promised ones included but for the asker's own: each
# statement is built once, and reads no more rows than the rules could need.
_BEFORE = (
    sa.select(Try.moment)
    .where(
        Try.gate == sa.bindparam("gate"),
        Try.moment > sa.bindparam("since"),
        Try.moment <= sa.bindparam("furthest"),
        Try.id != sa.bindparam("own"),
    )
    .order_by(Try.moment.desc())
)
_OF_NETWORK = _BEFORE.where(Try.network == sa.bindparam("network")).limit(
    max(KEPT.most, NETWORK.most, HOLDS_OF_NETWORK.most, BOOKINGS_OF_NETWORK.most + STEPS)
)
_ABOUT = _BEFORE.where(Try.about == sa.bindparam("about")).limit(ABOUT_FROM_ANYWHERE.most)
_OF_ALL = _BEFORE.limit(max(EVERYONE.most, BOOKINGS_OF_ALL.most + STEPS))

# Those before her in the line of her network: an id begins with when it came.
_IN_LINE = (
    sa.select(Try.id)
    .where(
        Try.gate == sa.bindparam("gate"),
        Try.network == sa.bindparam("network"),
        Try.moment > sa.bindparam("furthest"),
        Try.id < sa.bindparam("own"),
    )
    .limit(max(NETWORK.most, HOLDS_OF_NETWORK.most))
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A try that asks at `at`; `own` is its place in line, which does not stand in its way."""

    gate: Gate
    network: bytes
    about: bytes | None
    at: datetime
    own: UUID = NO_PLACE


@dataclass(frozen=True, slots=True)
class Outlook:
    """When a try may go ahead, as far as can be told; `in_line` where others may come before."""

    moment: datetime
    in_line: bool = False


def outlook(db: Session, asked: Asked) -> Outlook:
    """From now on, or from the first later moment at which the try may go ahead."""
    known = _known(asked)
    of_network = db.scalars(_OF_NETWORK, known).all()
    if asked.gate is Gate.BOOK:
        of_all = db.scalars(_OF_ALL, known).all()
        return Outlook(moment_to_book(asked.at, network=of_network, everyone=of_all))
    # Whoever is before her may go ahead now: what is left after them is hers.
    network = [asked.at] * _before_her(db, asked) + list(of_network)
    if asked.gate is Gate.HOLD:
        moment = moment_to_hold(asked.at, network=network)
        return Outlook(moment, in_line=moment > asked.at)
    return _outlook_to_look_up(db, asked, network)


def _outlook_to_look_up(db: Session, asked: Asked, network: list[datetime]) -> Outlook:
    known = _known(asked)
    of_all = db.scalars(_OF_ALL, known).all()
    about = db.scalars(_ABOUT, known).all() if asked.about else ()
    if asked.gate is Gate.SIGN_IN:
        moment = moment_to_sign_in(asked.at, network=network, about=about, everyone=of_all)
        return Outlook(moment, in_line=NETWORK.free_from(asked.at, network) > asked.at)
    moment = moment_to_look_up(asked.at, network=network, about=about, everyone=of_all)
    if moment <= asked.at:
        return Outlook(moment)
    in_line = stands_in_line(asked.at, moment, network=network, about=about)
    return Outlook(moment, in_line)


def _known(asked: Asked) -> dict[str, Any]:
    return {
        "gate": asked.gate,
        "network": asked.network,
        "about": asked.about,
        "since": asked.at - MEMORY,
        "furthest": asked.at + FURTHEST_PLACE,
        "own": asked.own,
    }


def _before_her(db: Session, asked: Asked) -> int:
    own = LAST_PLACE if asked.own == NO_PLACE else asked.own
    return len(db.scalars(_IN_LINE, _known(asked) | {"own": own}).all())


def place_of(db: Session, asked: Asked) -> Try | None:
    """Its place in line, where that is still to be taken up, and for the very same words.

    A place waited for with other words would be a way around their pace. Its network may differ:
    a phone leaves the Wi-Fi.
    """
    row = None if asked.own == NO_PLACE else db.get(Try, asked.own)
    if row is None or row.taken or (row.gate, row.about) != (asked.gate, asked.about):
        return None
    return row
