"""The addresses at which calendars of numbers are read, each by its fingerprint only."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Row
from portal.db.columns import fingerprint_column
from portal.staff.models import Account
from services_directory.sessions.models import DeskPattern, Worker


class CalendarFeed(Row):
    """One address for one worker's mornings, or for those of one desk of the weekly plan.

    It goes with the desk it is of; with whoever made it, it stops being answered (C-26).
    """

    __tablename__ = "calendar_feeds"
    __table_args__ = (
        sa.CheckConstraint(
            "(worker_id IS NULL) <> (desk_pattern_id IS NULL)", name="of_a_worker_or_a_desk"
        ),
    )

    token: Mapped[bytes] = fingerprint_column(unique=True)
    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id), index=True)
    worker_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey(Worker.id), default=None)
    desk_pattern_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey(DeskPattern.id, ondelete="CASCADE"), default=None
    )
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
