"""What somebody of a case needs from a service: one need, and as many attempts as it takes."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.limits import Stake
from bookings.people.models import CaseRecord, Child, Written
from portal.db.columns import SealedText


class HandoffNeed(Written):
    """One need, in her own words; of one child where it is a child's (S-38)."""

    __tablename__ = "handoff_needs"

    case_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(CaseRecord.id, ondelete="CASCADE"), index=True
    )
    child_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey(Child.id, ondelete="CASCADE"), index=True, default=None
    )
    desk: Mapped[DeskKind]
    wants = SealedText("handoff_needs.wants", padded_to=512)
    # What a refuge must be able to take, as its matching reads it.
    household = SealedText("handoff_needs.household", padded_to=1024)
    life_at_risk: Mapped[bool] = mapped_column(default=False)
    nowhere_tonight: Mapped[bool] = mapped_column(default=False)
    is_about_a_child: Mapped[bool] = mapped_column(default=False)
    is_high_concern: Mapped[bool] = mapped_column(default=False)
    # Whether one place has said yes, and still does.
    is_met: Mapped[bool] = mapped_column(default=False)

    @property
    def stake(self) -> Stake:
        """What silence would cost."""
        return Stake(
            self.life_at_risk, self.nowhere_tonight, self.is_about_a_child, self.is_high_concern
        )
