"""The phrase: given once, kept so that nobody can read it back, and opening one visit, or one place
on a waiting list."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.visits.models import Draft, Visit, WaitingPlace
from bookings.visits.queries.journeys import booked_under
from bookings.visits.queries.waiting import waited_under
from portal import keyring
from portal.access import Actor
from portal.record.actions import note


class Opens(Enum):
    """What a phrase opened."""

    VISIT = "visit"
    PLACE = "place"


def set_phrase(
    db: Session,
    opened: Visit | WaitingPlace,
    phrase: Sequence[str],
    digits: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """From now on `phrase` with `digits` opens this visit (V-12), or this waiting place."""
    opened.phrase = fingerprint(" ".join(phrase), digits)
    note(db, "phrase set", opened.id, by=by, at=at)


def forget_phrase(db: Session, visit: Visit, *, by: Actor, at: datetime) -> None:
    """No phrase opens this visit. It costs her nothing else."""
    visit.phrase = None
    note(db, "phrase skipped", visit.id, by=by, at=at)


def open_with(
    db: Session, draft: Draft, phrase: str, digits: str, *, by: Actor, at: datetime
) -> Opens | None:
    """Open the visit or the waiting place that phrase and digits belong to; None where there is
    neither.

    Wrong, unknown, cancelled, withdrawn and over take the same work, the stretched fingerprint
    first (S-23).
    """
    typed = fingerprint(phrase, digits)
    visit_id, waiting_id = booked_under(db, typed, at), waited_under(db, typed, at)
    if visit_id is not None:
        draft.visit_id, draft.is_holder, draft.waiting_id = visit_id, True, None
        note(db, "visit opened", visit_id, by=by, at=at)
        return Opens.VISIT
    if waiting_id is not None:
        _stand_in_line(draft, waiting_id)
        note(db, "waiting place opened", waiting_id, by=by, at=at)
        return Opens.PLACE
    return None


def _stand_in_line(draft: Draft, waiting_id: UUID) -> None:
    """What the journey merely holds stays held; a booked visit is opened by its own words."""
    draft.waiting_id = waiting_id
    if draft.is_holder:
        draft.visit_id, draft.is_holder = None, False


def fingerprint(phrase: str, digits: str) -> bytes:
    """Both as one value: a right phrase with wrong digits is as wrong as anything."""
    return keyring.slow_fingerprint(f"{phrase}|{digits}", "visits.phrase")
