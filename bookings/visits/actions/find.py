"""The phrase: given once, kept so that nobody can read it back, and opening one visit, or one place
on a waiting list."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.visits.models import Draft, Visit, WaitingPlace
from bookings.visits.queries.journeys import booked_under
from bookings.visits.queries.waiting import waited_under
from portal import keyring
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.models import ServiceSession

PLAIN = {"synchronize_session": False}


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
    second: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """From now on `phrase` with `digits` opens this visit (V-12), or this waiting place. With the
    digits `second`, where a visit has any, it opens nothing and tells the coordinator (V-14)."""
    words = " ".join(phrase)
    opened.phrase = fingerprint(words, digits)
    if isinstance(opened, Visit):
        opened.second_phrase = fingerprint(words, second) if second else None
    note(db, "phrase set", opened.id, by=by, at=at)


def forget_phrase(db: Session, visit: Visit, *, by: Actor, at: datetime) -> None:
    """No phrase opens this visit. It costs her nothing else."""
    visit.phrase = visit.second_phrase = None
    note(db, "phrase skipped", visit.id, by=by, at=at)


def end_phrase(db: Session, opened: Visit | WaitingPlace, *, by: Actor, at: datetime) -> None:
    """Somebody else may know it: from now on no phrase opens this visit, or this place in line. A
    new one is given in person, or on a call that she made from another phone (S-07)."""
    opened.phrase = None
    if isinstance(opened, Visit):
        opened.second_phrase = None
    note(db, "phrase ended", opened.id, by=by, at=at)


def open_with(
    db: Session, draft: Draft, phrase: str, digits: str, *, by: Actor, at: datetime
) -> Opens | None:
    """Open the visit or the waiting place that phrase and digits belong to; None where there is
    neither.

    Wrong, unknown, cancelled, withdrawn, over and the second phrase take the same work, the
    stretched fingerprint first (S-23).
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
    _tell_of_second(db, typed, at)
    return None


def _stand_in_line(draft: Draft, waiting_id: UUID) -> None:
    """What the journey merely holds stays held; a booked visit is opened by its own words."""
    draft.waiting_id = waiting_id
    if draft.is_holder:
        draft.visit_id, draft.is_holder = None, False


# Asked of every look-up that opens nothing, so that none takes longer: most change no row. A visit
# that was cancelled is told of too, since whoever types these words is under somebody's eyes.
_UNDER = (Visit.second_phrase == sa.bindparam("typed"), Visit.over_at > sa.bindparam("now"))
_USED = sa.update(Visit).where(*_UNDER).values(second_used_at=sa.bindparam("now"))
_CHANGED = (
    sa.update(ServiceSession)
    .where(ServiceSession.id.in_(sa.select(Visit.session_id).where(*_UNDER)))
    .values(changes=ServiceSession.changes + 1)
)


def _tell_of_second(db: Session, typed: bytes, at: datetime) -> None:
    """Put it before the coordinator, and show nothing here (V-14)."""
    for tell in (_USED, _CHANGED):
        db.execute(tell, {"typed": typed, "now": at}, execution_options=PLAIN)


def fingerprint(phrase: str, digits: str) -> bytes:
    """Both as one value: a right phrase with wrong digits is as wrong as anything."""
    return keyring.slow_fingerprint(f"{phrase}|{digits}", "visits.phrase")
