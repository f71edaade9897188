"""Whether somebody was asked for totals. What they answered is read in totals alone (C-24)."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models.equality import EqualityAnswer
from portal import keyring


def print_of(person_id: UUID) -> bytes:
    """By what answers of one person are found again; it leads nobody back."""
    return keyring.fingerprint(person_id.hex, "equality_answers.person")


def was_asked(db: Session, person_id: UUID) -> bool:
    """Whether there is any answer; which, nobody reads here."""
    answered = sa.exists().where(EqualityAnswer.person == print_of(person_id))
    return db.scalar(sa.select(answered)) is True
