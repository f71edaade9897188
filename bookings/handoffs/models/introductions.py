"""When somebody is introduced to whoever receives what was passed on for them (R-15)."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.handoffs.models.handoffs import Handoff
from bookings.handoffs.rules.introducing import How
from portal.db.base import Row
from portal.staff.models import Account


class Introduction(Row):
    """One time for the three of them; the time of whoever introduces is claimed under its id."""

    __tablename__ = "handoff_introductions"

    handoff_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(Handoff.id, ondelete="CASCADE"), index=True
    )
    how: Mapped[How]
    at: Mapped[datetime]
    # The stop of hers that it is at, by a bare id: whoever moves the stop ends it.
    appointment_id: Mapped[UUID | None] = mapped_column(default=None)
    planned_by: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id), index=True)
    planned_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
