"""A session that was called off although somebody may come: who is at the door then (S-56)."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Row


class CalledOff(Row):
    """Who called a session off, which day is held instead, and who is at the door all the same;
    the name is empty where nobody had booked. It speaks only while the session is cancelled."""

    __tablename__ = "called_off"

    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"), unique=True)
    at_the_door: Mapped[str]
    instead: Mapped[date | None]
    by: Mapped[UUID | None]
    at: Mapped[datetime]
