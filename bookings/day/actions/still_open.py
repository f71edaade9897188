"""A session that has been closed is only read: whatever changes it begins here."""

from uuid import UUID

from sqlalchemy.orm import Session

from bookings.day.queries.door import is_closed
from services_directory.sessions.actions import lock_sessions


class SessionIsClosed(Exception):
    """The session has been closed; nothing about it changes any more (C-27)."""


def lock_open(db: Session, *session_ids: UUID) -> None:
    """Lock these sessions for the change that follows. Raises SessionIsClosed for a closed one."""
    lock_sessions(db, set(session_ids))
    if any(is_closed(db, each) for each in session_ids):
        raise SessionIsClosed
