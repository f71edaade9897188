"""Taking a turn at a gate: now, or at a moment that is told; a try that succeeds is given back."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import keyring
from portal.limits.models import Try
from portal.limits.queries import NO_PLACE, Asked, moment_for, place_of
from portal.limits.rules import ASK_AGAIN, FURTHEST_PLACE, GRACE, MEMORY, Gate, network_of

__all__ = ["Gate", "Later", "Turn", "give_back", "take_turn"]

# Any two numbers that nothing else in the database locks.
LOCKS = {Gate.LOOK_UP: 5_701, Gate.BOOK: 5_702}

# What is past its use goes, so that the table stays as small as one day's tries.
_PAST = tuple(
    (sa.delete(Try).where(Try.taken.is_(taken), Try.moment <= sa.bindparam("past")), kept)
    for taken, kept in ((True, MEMORY), (False, GRACE))
)


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
    asked = Asked(
        gate, network, _fingerprint("about", about) if about else None, at, place or NO_PLACE
    )
    held = place_of(db, asked)
    if held is None:
        return _first_answer(db, replace(asked, own=NO_PLACE))
    return _next_answer(db, asked, held)


def give_back(db: Session, turn: Turn) -> None:
    """The try succeeded, or came to nothing: it no longer counts. Failures beside it still do."""
    db.execute(sa.delete(Try).where(Try.id == turn.id))


def _wait_for_others(db: Session, gate: Gate) -> None:
    # On SQLite, whoever writes is alone already.
    if db.get_bind().dialect.name == "postgresql":
        db.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCKS[gate])))


def _forget(db: Session, at: datetime) -> None:
    for past, kept in _PAST:
        db.execute(past, {"past": at - kept}, execution_options={"synchronize_session": False})


def _fingerprint(column: str, text: str) -> bytes:
    return keyring.fingerprint(text, f"tries.{column}")


def _first_answer(db: Session, asked: Asked) -> Turn | Later:
    moment = moment_for(db, asked)
    aside = asked.gate is Gate.BOOK and moment > asked.at
    if moment - asked.at > FURTHEST_PLACE:
        return Later(asked.at + ASK_AGAIN)
    row = Try(gate=asked.gate, network=asked.network, about=asked.about)
    row.moment, row.taken = moment, moment <= asked.at
    db.add(row)
    db.flush()
    return _answer(asked, row, aside)


def _next_answer(db: Session, asked: Asked, held: Try) -> Turn | Later:
    """Whoever waited is let through when her moment has come, or sooner where room was made."""
    if asked.gate is Gate.LOOK_UP:
        sooner = moment_for(db, asked)
        if sooner < held.moment:
            held.moment, held.network = sooner, asked.network
    held.taken = held.moment <= asked.at
    db.flush()
    return _answer(asked, held, asked.gate is Gate.BOOK)


def _answer(asked: Asked, row: Try, aside: bool) -> Turn | Later:
    if row.taken:
        return Turn(row.id, set_aside=aside)
    return Later(min(row.moment, asked.at + ASK_AGAIN), row.id, set_aside=aside)
