"""Beginning, keeping and ending a journey."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.visits.actions.hold import held_by, let_go
from bookings.visits.models import Draft, WaitingPlace
from bookings.visits.queries.journeys import (
    IDLE,
    LONGEST,
    Opened,
    fingerprint,
    next_token,
)
from bookings.visits.rules import journey as journeys
from services_directory.sessions.actions import lock_sessions

# Within this time whoever got no answer, on a bad line, presses again.
LOST_ANSWER = timedelta(minutes=1)

# Journeys left behind are cleared by those that begin, a few at a time.
MOST_CLEARED = 20


def begin(db: Session, opened: Opened, token: str, *, language: str = "", at: datetime) -> Draft:
    """Keep the journey under a new token, and clear away some that ended by themselves."""
    clear_left_behind(db, at=at)
    mine = fingerprint(token)
    opened.draft = Draft(token=mine, language=language, began_at=at, seen_at=at)
    db.add(opened.draft)
    return opened.draft


def keep(opened: Opened, *, at: datetime) -> None:
    """Seal the journey as it stands now."""
    if opened.draft is not None:
        opened.draft.seen_at = at
        opened.draft.content = journeys.write(opened.journey)


def end(db: Session, opened: Opened) -> None:
    """Erase the journey and free whatever it held. A booked visit stays."""
    draft, opened.draft = opened.draft, None
    if draft is not None:
        _erase(db, [draft])


def end_others(db: Session, draft: Draft) -> None:
    """No other journey that opened the same visit, or the same place in line, goes on with it."""
    others = sa.update(Draft).where(Draft.id != draft.id)
    if draft.is_holder:
        mine = others.where(Draft.visit_id == draft.visit_id)
        db.execute(mine.values(visit_id=None, is_holder=False))
    else:
        db.execute(others.where(Draft.waiting_id == draft.waiting_id).values(waiting_id=None))


def end_journeys_of(db: Session, place: WaitingPlace) -> None:
    """No journey goes on with this place in line."""
    db.execute(sa.update(Draft).where(Draft.waiting_id == place.id).values(waiting_id=None))


def change_token(draft: Draft, former: str, *, at: datetime) -> None:
    """From here on the next cookie opens the journey; `former`, which asked, until that one came,
    and for a minute at most: a copy of it must not go on."""
    draft.token, draft.former_token = fingerprint(next_token(former)), fingerprint(former)
    draft.former_until = at + LOST_ANSWER


def forget_former_token(draft: Draft, token: str) -> None:
    """Once the new cookie has come, no copy of the one before opens the journey."""
    if draft.former_token is not None and draft.token == fingerprint(token):
        draft.former_token = None


def clear_left_behind(db: Session, *, at: datetime) -> int:
    """Erase some of the journeys that ended by themselves; says how many."""
    is_over = sa.or_(Draft.seen_at <= at - IDLE, Draft.began_at <= at - LONGEST)
    ended = sa.select(Draft).where(is_over).limit(MOST_CLEARED)
    found = db.scalars(ended.with_for_update(skip_locked=True)).all()
    _erase(db, found)
    return len(found)


def _erase(db: Session, drafts: Sequence[Draft]) -> None:
    if drafts:
        held = held_by(db, *drafts)
        lock_sessions(db, {visit.session_id for visit in held})
        let_go(db, [visit.id for visit in held])
        db.execute(sa.delete(Draft).where(Draft.id.in_([draft.id for draft in drafts])))
