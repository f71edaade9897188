"""Who heard, and when, that something is late: never silence (C-15)."""

from datetime import datetime
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.handoffs.models.handoffs import Handoff
from portal.db.base import Row


class Over(Enum):
    """Over what somebody heard."""

    LATE = "late"
    REVIEW = "review"


class HandoffEscalation(Row):
    """One person heard of it. `due_at` is the time that had passed: a later step has another; and
    `rung` counts how many rungs' time had since. Nobody's name is there only where everybody who
    was named has left."""

    __tablename__ = "handoff_escalations"
    __table_args__ = (sa.Index(None, "account_id", "over"),)

    handoff_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(Handoff.id, ondelete="CASCADE"), index=True
    )
    over: Mapped[Over]
    due_at: Mapped[datetime]
    rung: Mapped[int]
    account_id: Mapped[UUID | None]
    at: Mapped[datetime]
