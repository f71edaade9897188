"""Taking a turn at a gate: now, or at a moment that is told; a try that succeeds is given back."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import keyring
from portal.limits.models import Try
from portal.limits.queries import NO_PLACE, Asked, Outlook, outlook, place_of
from portal.limits.rules import (
    ASK_AGAIN,
    FURTHEST_PLACE,
    GRACE,
    IN_LINE,
    MEMORY,
    Gate,
    network_of,
)

__all__ = ["Gate", "Later", "Turn", "give_back", "has_turn", "take_turn"]

# Any two numbers that nothing else in the database locks.
LOCKS = {Gate.LOOK_UP: 5_701, Gate.BOOK: 5_702, Gate.HOLD: 5_703, Gate.SIGN_IN: 5_704}

# What is past its use goes, so that the table stays as small as one day's tries.
_IS_PAST_USE = sa.or_(
    sa.and_(Try.taken.is_(True), Try.moment <= sa.bindparam("failed")),
    sa.and_(Try.taken.is_(False), Try.moment <= sa.bindparam("missed")),
    sa.and_(
        Try.taken.is_(False),
        Try.moment > sa.bindparam("furthest"),
        Try.moment <= sa.bindparam("left"),
    ),
)
_FORGET = sa.delete(Try).where(_IS_PAST_USE)


@dataclass(frozen=True, slots=True)
class Turn:
    """Go ahead. `set_aside`: what comes of it waits for a person to look at (S-57)."""

    id: UUID
    set_aside: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """Not refused: ask again at `until`, with `place` where one is kept."""

    until: datetime
    place: UUID | None = None
    set_aside: bool = False


def take_turn(
    db: Session,
    gate: Gate,
    address: str,
    *,
    at: datetime,
    about: str = "",
    place: UUID | None = None,
) -> Turn | Later:
    """A turn for whoever asks from `address`, before what was asked for is looked at (S-23, S-57).

    `about` is what is guessed at, without the secret part; `place` is what an earlier answer gave.
    A turn counts as a failure until it is given back, so the transaction must be committed when
    the try fails too. Until it ends, other tries at the same gate wait: none slips past.
    """
    _wait_for_others(db, gate)
    _forget(db, at)
    network = _fingerprint("network", network_of(address))
    asked = Asked(gate, network, _trace_of(about) if about else None, at, place or NO_PLACE)
    held = place_of(db, asked)
    if held is None:
        return _first_answer(db, replace(asked, own=NO_PLACE))
    return _next_answer(db, asked, held)


def has_turn(
    db: Session,
    gate: Gate,
    address: str,
    *,
    at: datetime,
    about: str = "",
    place: UUID | None = None,
) -> bool:
    """Whether `take_turn` would now give one, as it looks without waiting for others: for what is
    costly and need not be done for whoever must wait anyhow. Yes is as good as the turn itself; no
    may be said while a place that somebody gave up is not forgotten yet."""
    network = _fingerprint("network", network_of(address))
    asked = Asked(gate, network, _trace_of(about) if about else None, at, place or NO_PLACE)
    held = place_of(db, asked)
    if held is not None and held.moment <= at:
        return True
    return outlook(db, asked if held else replace(asked, own=NO_PLACE)).moment <= at


def give_back(db: Session, turn: Turn) -> None:
    """The try succeeded, or came to nothing: it no longer counts. Failures beside it still do."""
    db.execute(sa.delete(Try).where(Try.id == turn.id))


def _wait_for_others(db: Session, gate: Gate) -> None:
    # On SQLite, whoever writes is alone already.
    if db.get_bind().dialect.name == "postgresql":
        db.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCKS[gate])))


def _forget(db: Session, at: datetime) -> None:
    bounds = {"failed": at - MEMORY, "missed": at - GRACE, "furthest": at + FURTHEST_PLACE}
    bounds["left"] = at + IN_LINE - GRACE
    db.connection().execute(_FORGET, bounds)


def _trace_of(about: str) -> bytes:
    """Two bytes by which tries at the same words are counted. More would give words away to
    whoever has the database and the keys; as it is, some other words count along, seldom."""
    return _fingerprint("about", about)[:2]


def _fingerprint(column: str, text: str) -> bytes:
    return keyring.fingerprint(text, f"tries.{column}")


def _first_answer(db: Session, asked: Asked) -> Turn | Later:
    seen = outlook(db, asked)
    if _is_too_far(asked, seen):
        return Later(asked.at + ASK_AGAIN)
    row = Try(id=_id_from(asked.at), gate=asked.gate, network=asked.network, about=asked.about)
    db.add(row)
    return _placed(db, asked, row, seen, aside=asked.gate is Gate.BOOK and seen.moment > asked.at)


def _next_answer(db: Session, asked: Asked, held: Try) -> Turn | Later:
    """Whoever waited is let through when her moment has come, or sooner where room was made."""
    promised = held.moment if held.moment - asked.at <= FURTHEST_PLACE else None
    if promised and (asked.gate is Gate.BOOK or promised <= asked.at):
        return _placed(db, asked, held, Outlook(promised), aside=asked.gate is Gate.BOOK)
    seen = outlook(db, asked)
    if promised and (seen.in_line or seen.moment >= promised):
        return _placed(db, asked, held, Outlook(promised))
    if _is_too_far(asked, seen):
        db.delete(held)
        return Later(asked.at + ASK_AGAIN)
    held.network = asked.network
    return _placed(db, asked, held, seen)


def _is_too_far(asked: Asked, seen: Outlook) -> bool:
    return not seen.in_line and seen.moment - asked.at > FURTHEST_PLACE


def _placed(
    db: Session, asked: Asked, row: Try, seen: Outlook, *, aside: bool = False
) -> Turn | Later:
    row.moment = asked.at + IN_LINE if seen.in_line else seen.moment
    row.taken = row.moment <= asked.at
    db.flush()
    if row.taken:
        return Turn(row.id, set_aside=aside)
    return Later(min(seen.moment, asked.at + ASK_AGAIN), row.id, set_aside=aside)


def _id_from(at: datetime) -> UUID:
    """Beginning with the moment, to the thousandth of a second; the rest cannot be guessed."""
    return UUID(int=int(at.timestamp() * 1_000) << 80 | secrets.randbits(80))
