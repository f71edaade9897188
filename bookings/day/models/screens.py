"""The screen in the room that all share: one browser's pass for one session."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Row
from portal.db.columns import fingerprint_column


class ScreenPass(Row):
    """A browser that shows who goes where, until its session closes and never past `ends_at`."""

    __tablename__ = "screen_passes"

    token: Mapped[bytes] = fingerprint_column(unique=True)
    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"), index=True)
    opened_by: Mapped[UUID]
    ends_at: Mapped[datetime]
