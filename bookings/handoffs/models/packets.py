"""What is asked of her field by field, and the frozen copy that goes (S-31)."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.handoffs.models.handoffs import Handoff
from bookings.handoffs.rules.fields import PacketField
from bookings.handoffs.rules.packet import LawfulReason
from portal.db.base import Row
from portal.db.columns import SealedText


class HandoffField(Row):
    """One field of a draft, and what she said to it. All of them are erased when it goes, so that
    what she kept back is nowhere (S-32)."""

    __tablename__ = "handoff_fields"
    __table_args__ = (sa.UniqueConstraint("handoff_id", "field"),)

    handoff_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Handoff.id, ondelete="CASCADE"))
    field: Mapped[PacketField]
    value = SealedText("handoff_fields.value", padded_to=512)
    # Not asked is None, and counts as no.
    answer: Mapped[bool | None] = mapped_column(default=None)
    lawful: Mapped[LawfulReason | None] = mapped_column(default=None)
    necessity = SealedText("handoff_fields.necessity", padded_to=256)


class HandoffPacket(Row):
    """What went, as it went. A change is a packet of its own; nothing here is written over but
    that it stands no more."""

    __tablename__ = "handoff_packets"
    __table_args__ = (sa.UniqueConstraint("handoff_id", "number"),)

    handoff_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Handoff.id, ondelete="CASCADE"))
    number: Mapped[int]
    text = SealedText("handoff_packets.text", padded_to=2048)
    digest = SealedText("handoff_packets.digest", padded_to=64)
    frozen_at: Mapped[datetime]
    # Until when her agreement carries it; None where it stands on lawful reasons alone.
    until: Mapped[datetime | None] = mapped_column(index=True)
    is_replaced: Mapped[bool] = mapped_column(default=False)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
