"""The phrase: given once, kept so that nobody can read it back, and opening one visit."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bookings.visits.models import Draft, Visit
from bookings.visits.queries.journeys import booked_under
from portal import keyring
from portal.access import Actor
from portal.record.actions import note


def set_phrase(
    db: Session, visit: Visit, phrase: Sequence[str], digits: str, *, by: Actor, at: datetime
) -> None:
    """From now on `phrase` with `digits` opens this visit (V-12)."""
    visit.phrase = fingerprint(" ".join(phrase), digits)
    note(db, "phrase set", visit.id, by=by, at=at)


def forget_phrase(db: Session, visit: Visit, *, by: Actor, at: datetime) -> None:
    """No phrase opens this visit. It costs her nothing else."""
    visit.phrase = None
    note(db, "phrase skipped", visit.id, by=by, at=at)


def open_visit(
    db: Session, draft: Draft, phrase: str, digits: str, *, by: Actor, at: datetime
) -> bool:
    """Open the visit that phrase and digits belong to; False where there is none.

    Wrong, unknown, cancelled and over take the same work, the stretched fingerprint first (S-23).
    """
    visit_id = booked_under(db, fingerprint(phrase, digits), at)
    if visit_id is None:
        return False
    draft.visit_id, draft.is_holder = visit_id, True
    note(db, "visit opened", visit_id, by=by, at=at)
    return True


def fingerprint(phrase: str, digits: str) -> bytes:
    """Both as one value: a right phrase with wrong digits is as wrong as anything."""
    return keyring.slow_fingerprint(f"{phrase}|{digits}", "visits.phrase")
