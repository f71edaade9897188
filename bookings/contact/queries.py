"""What she said, as it stands at a moment, and what waits for a person.

`preference_of` is for the rules, which give out a verdict; whoever reads the answers themselves
comes through `visible_to`.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.models import (
    NUMBERS,
    ContactAnswer,
    ContactApproval,
    ContactStop,
    FlaggedNumber,
)
from bookings.contact.numbers import kind_of
from bookings.contact.rules.answers import Value, read
from bookings.contact.rules.choices import Channel, Element, Kind
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import Answer, Preference, Wording, counts_until
from portal import keyring
from portal.access import Actor, Role

_FRESH = {"populate_existing": True}
_HERS = sa.bindparam("client_id", type_=sa.Uuid())
_ANSWERS = sa.select(ContactAnswer).where(
    ContactAnswer.client_id == _HERS, ContactAnswer.until.is_(None)
)
_STOPS = sa.select(ContactStop).where(
    ContactStop.client_id == _HERS, ContactStop.lifted_at.is_(None)
)
_APPROVALS = sa.select(ContactApproval).where(
    ContactApproval.client_id == _HERS, ContactApproval.until.is_(None)
)


def visible_to(actor: Actor) -> sa.Select[ContactAnswer]:
    """The answers that somebody may read, closed ones too: coordinators alone. Whose, the part
    that knows whom she avoids narrows further (C-09)."""
    is_theirs = sa.true() if actor.role is Role.COORDINATOR else sa.false()
    return sa.select(ContactAnswer).where(is_theirs)


def stops_visible_to(actor: Actor) -> sa.Select[ContactStop]:
    """The coordinator's list of those whom nothing may reach: somebody speaks with them, and then
    lifts it. The oldest first."""
    is_theirs = sa.true() if actor.role is Role.COORDINATOR else sa.false()
    still = ContactStop.lifted_at.is_(None)
    return sa.select(ContactStop).where(is_theirs, still).order_by(ContactStop.at)


def preference_of(db: Session, client_id: UUID, at: datetime) -> Preference:
    """All that she said, as it counts at this moment, whoever asks (S-06, S-07)."""
    rows = standing(db, client_id)
    answers = {
        row.field: Answer(value_of(row), counts_until(row.confirmed_at, row.expires_at, at))
        for row in rows
    }
    mobile = answers.get(Field.MOBILE_NUMBER)
    return Preference(
        answers,
        frozenset(row.why for row in open_stops(db, client_id)),
        {(row.kind, row.channel): wording_of(row) for row in approvals(db, client_id)},
        kind_of(str(mobile.value) if mobile else ""),
    )


def standing(db: Session, client_id: UUID) -> Sequence[ContactAnswer]:
    """Her answers that stand, as this transaction has them now."""
    return db.scalars(_ANSWERS, {"client_id": client_id}, execution_options=_FRESH).all()


def open_stops(db: Session, client_id: UUID) -> Sequence[ContactStop]:
    """Her stops that nobody has lifted."""
    return db.scalars(_STOPS, {"client_id": client_id}, execution_options=_FRESH).all()


def approvals(db: Session, client_id: UUID) -> Sequence[ContactApproval]:
    """The words that she approved and has not taken back."""
    return db.scalars(_APPROVALS, {"client_id": client_id}, execution_options=_FRESH).all()


def value_of(row: ContactAnswer) -> Value:
    """What a row says."""
    return read(row.field, row.value or "")


def wording_of(row: ContactApproval) -> Wording:
    """The words that a row approves."""
    version, language, style, *elements = json.loads(row.wording or "[]")
    return Wording(version, language, style, frozenset(map(Element, elements)))


def approved(db: Session, client_id: UUID, kind: Kind, channel: Channel) -> ContactApproval | None:
    """The approval that stands for one kind and way."""
    rows = approvals(db, client_id)
    return next((row for row in rows if (row.kind, row.channel) == (kind, channel)), None)


def allowed(db: Session, client_id: UUID, kind: Kind) -> bool:
    """Whether she approved words of this kind by any way: then one is worth queueing."""
    return any(row.kind is kind for row in approvals(db, client_id))


def number_print(number: str) -> bytes:
    """By what a number, as it is kept, is found again."""
    return keyring.fingerprint(number, NUMBERS)


def clients_with(db: Session, number: str) -> list[UUID]:
    """Whose number it is, by what they said; more than one may share a telephone."""
    said = sa.select(ContactAnswer.client_id).where(
        ContactAnswer.number == number_print(number), ContactAnswer.until.is_(None)
    )
    return list(db.scalars(said.distinct().order_by(ContactAnswer.client_id)))


def is_flagged(db: Session, number: str) -> bool:
    """Whether it must not be tried before a person has spoken with her."""
    return db.scalar(sa.select(_flags(number).exists())) is True


def flags(db: Session, number: str) -> Sequence[FlaggedNumber]:
    """The flags of a number that nobody has spoken with her about."""
    return db.scalars(_flags(number), execution_options=_FRESH).all()


def _flags(number: str) -> sa.Select[FlaggedNumber]:
    return sa.select(FlaggedNumber).where(
        FlaggedNumber.number == number_print(number), FlaggedNumber.spoken_with_at.is_(None)
    )
