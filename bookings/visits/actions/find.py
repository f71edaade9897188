"""The phrase: given once, kept so that nobody can read it back, and opening one visit."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.visits.models import Draft, Visit
from bookings.visits.queries.journeys import booked_under
from portal import keyring
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.models import ServiceSession

PLAIN = {"synchronize_session": False}


def set_phrase(
    db: Session,
    visit: Visit,
    phrase: Sequence[str],
    digits: str,
    *,
    second: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """From now on `phrase` with `digits` opens this visit (V-12); with the digits `second`, where
    there are any, it opens nothing and tells the coordinator (V-14)."""
    words = " ".join(phrase)
    visit.phrase = fingerprint(words, digits)
    visit.second_phrase = fingerprint(words, second) if second else None
    note(db, "phrase set", visit.id, by=by, at=at)


def forget_phrase(db: Session, visit: Visit, *, by: Actor, at: datetime) -> None:
    """No phrase opens this visit. It costs her nothing else."""
    visit.phrase = visit.second_phrase = None
    note(db, "phrase skipped", visit.id, by=by, at=at)


def end_phrase(db: Session, visit: Visit, *, by: Actor, at: datetime) -> None:
    """Somebody else may know it: from now on no phrase opens this visit. A new one is given in
    person, or on a call that she made from another phone (S-07)."""
    visit.phrase = visit.second_phrase = None
    note(db, "phrase ended", visit.id, by=by, at=at)


def open_visit(
    db: Session, draft: Draft, phrase: str, digits: str, *, by: Actor, at: datetime
) -> bool:
    """Open the visit that phrase and digits belong to; False where there is none.

    Wrong, unknown, cancelled, over and the second phrase take the same work, the stretched
    fingerprint first (S-23).
    """
    typed = fingerprint(phrase, digits)
    visit_id = booked_under(db, typed, at)
    if visit_id is None:
        _tell_of_second(db, typed, at)
        return False
    draft.visit_id, draft.is_holder = visit_id, True
    note(db, "visit opened", visit_id, by=by, at=at)
    return True


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
