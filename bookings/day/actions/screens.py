"""A browser becomes the room's screen for one session, and is it no more."""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.actions.still_open import lock_open
from bookings.day.models import ScreenPass
from bookings.day.queries.screens import fingerprint
from bookings.day.queries.today import SessionOfTheDay
from portal.access import Actor, Role
from portal.record.actions import note
from services_directory.sessions.actions import mark_changed

# A morning may run over. Closing the session ends its screens at once, whatever the hour.
LONGEST_AFTER = timedelta(hours=2)


def open_screen(
    db: Session, session: SessionOfTheDay, token: str, *, by: Actor, at: datetime
) -> ScreenPass:
    """Let the browser that carries `token` show one session. Recorded here, once, and not each
    time that it looks (S-48). Passes that have run out are swept along. Raises
    SessionIsClosed."""
    if by.account_id is None:
        raise LookupError("only somebody with an account opens a screen")
    lock_open(db, session.id)
    db.execute(sa.delete(ScreenPass).where(ScreenPass.ends_at <= at))
    ends_at = max(session.ends_at, at) + LONGEST_AFTER
    screen = ScreenPass(
        token=fingerprint(token), session_id=session.id, opened_by=by.account_id, ends_at=ends_at
    )
    db.add(screen)
    mark_changed(db, session.id)
    note(db, "screen opened", session.id, by=by, at=at)
    return screen


def end_screen(db: Session, token: str, at: datetime) -> None:
    """The browser that carries `token` is the room's screen no more: somebody signs in or out
    there."""
    found = db.scalar(sa.select(ScreenPass).where(ScreenPass.token == fingerprint(token)))
    if found is not None:
        db.delete(found)
        mark_changed(db, found.session_id)
        by = Actor(Role.SCREEN, session_id=found.session_id)
        note(db, "screen ended", found.session_id, by=by, at=at)


def end_screens(db: Session, session_id: UUID, *, by: Actor, at: datetime) -> None:
    """Every screen of a session goes dark at its next look."""
    db.execute(sa.delete(ScreenPass).where(ScreenPass.session_id == session_id))
    mark_changed(db, session_id)
    note(db, "screens ended", session_id, by=by, at=at)
