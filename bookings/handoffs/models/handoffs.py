"""One handoff: where it stands, who holds it, by when; and each step that it took."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.handoffs.models.needs import HandoffNeed
from bookings.handoffs.rules.declines import NextStep, Reason
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.outcomes import NotTold, Outcome, Told, ToldHow, WhyNotTold
from bookings.handoffs.rules.parallel import Answer, Way
from bookings.handoffs.rules.stages import Stage
from bookings.handoffs.rules.state import State
from bookings.handoffs.rules.steps import Step, Who
from portal.db.base import Row
from portal.db.columns import SealedText
from portal.staff.models import Account

# Nobody has heard of it yet.
NO_RUNG = -1


class Handoff(Row):
    """One place that one need is passed to. `actions.taking.take_step` alone writes where it
    stands; the names of columns are those of the rules."""

    __tablename__ = "handoffs"
    # A tray is read in its order, and past what is closed, which has no rank.
    __table_args__ = (
        sa.Index(None, "service_id", "ranks_at"),
        sa.Index(None, "organization_id", "ranks_at"),
    )

    need_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(HandoffNeed.id, ondelete="CASCADE"), index=True
    )
    # Of whoever sends, by the directory's id (P-01).
    organization_id: Mapped[UUID]
    # A service of the directory; none where a place was rung that is in no directory.
    service_id: Mapped[UUID | None]
    # What the place is called, or its area; never where it is (S-29).
    place = SealedText("handoffs.place", padded_to=128)
    way: Mapped[Way]
    desk: Mapped[DeskKind]
    made_at: Mapped[datetime]

    sender: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id))
    receiver: Mapped[UUID | None] = mapped_column(sa.ForeignKey(Account.id), default=None)
    # Always somebody (S-43): the one of the two who answers for what comes next.
    holder: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id))
    is_outside: Mapped[bool]
    outside = SealedText("handoffs.outside", padded_to=128)

    stage: Mapped[Stage]
    is_shut: Mapped[bool] = mapped_column(default=False)
    # What the place said that is neither yes nor no: it holds a place, or nobody answered.
    meanwhile: Mapped[Answer | None] = mapped_column(default=None)
    held_until: Mapped[datetime | None] = mapped_column(default=None)
    outcome: Mapped[Outcome | None] = mapped_column(default=None)
    reason = SealedText("handoffs.reason", padded_to=512)
    declined: Mapped[Reason | None] = mapped_column(default=None)
    next_step: Mapped[NextStep | None] = mapped_column(default=None)

    told_how: Mapped[ToldHow | None] = mapped_column(default=None)
    why_not_told: Mapped[WhyNotTold | None] = mapped_column(default=None)
    told_at: Mapped[datetime | None] = mapped_column(default=None)
    told_by: Mapped[UUID | None] = mapped_column(default=None)
    told_second: Mapped[UUID | None] = mapped_column(default=None)

    since: Mapped[datetime]
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
    # None once it is closed, and only then.
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    ranks_at: Mapped[datetime | None]
    # How far up it was told that this is late.
    rung: Mapped[int] = mapped_column(default=NO_RUNG)
    # Counts the steps.
    changes: Mapped[int] = mapped_column(default=0)

    @property
    def recipient(self) -> UUID:
        """Whom an agreement names: the service, or this one attempt at a place outside."""
        return self.service_id or self.id

    @property
    def told(self) -> Told | NotTold | None:
        """That she was told, or why she was not; None while neither is said."""
        if self.told_at is None or self.told_by is None:
            return None
        if self.why_not_told is not None:
            return NotTold(self.why_not_told, self.told_at, self.told_by, self.told_second)
        return Told(self.told_how, self.told_at, self.told_by) if self.told_how else None

    @property
    def state(self) -> State:
        """The handoff as its rules see it."""
        return State(
            self.sender,
            self.stage,
            desk=self.desk,
            receiver=self.receiver,
            is_outside=self.is_outside,
            outside=self.outside or "",
            is_shut=self.is_shut,
            outcome=self.outcome,
            reason=self.reason or "",
            told=self.told,
        )


# What somebody holds and is open: what is closed has no time.
sa.Index("ix_handoffs_holder_due_at", Handoff.holder, Handoff.due_at)


class HandoffStep(Row):
    """One step, by whom and when, to where, and with whom it was from then on."""

    __tablename__ = "handoff_steps"
    __table_args__ = (sa.UniqueConstraint("handoff_id", "number"),)

    handoff_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Handoff.id, ondelete="CASCADE"))
    number: Mapped[int]
    step: Mapped[Step]
    who: Mapped[Who]
    stage: Mapped[Stage]
    # Bare ids: the row outlives whoever it names.
    holder: Mapped[UUID]
    by: Mapped[UUID | None]
    at: Mapped[datetime]
    words = SealedText("handoff_steps.words", padded_to=512)
