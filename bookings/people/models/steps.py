"""What staff and agencies do so that somebody is safer: by whom, by when (S-62)."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.people.models.clients import Child
from bookings.people.models.records import CaseRecord
from bookings.people.models.written import Written
from bookings.people.rules.steps import Doer
from portal.db.columns import SealedText


class PlanStep(Written):
    """One thing that will be done for somebody of the case."""

    __tablename__ = "plan_steps"

    case_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(CaseRecord.id, ondelete="CASCADE"), index=True
    )
    doer: Mapped[Doer]
    who = SealedText("plan_steps.who", padded_to=128)
    what = SealedText("plan_steps.what", padded_to=512)
    by_when: Mapped[date]
    done_at: Mapped[datetime | None] = mapped_column(default=None)


class ChildStep(Written):
    """One thing that will be done for one child: who acts for them (C-20)."""

    __tablename__ = "child_steps"

    child_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Child.id, ondelete="CASCADE"), index=True)
    doer: Mapped[Doer]
    who = SealedText("child_steps.who", padded_to=128)
    what = SealedText("child_steps.what", padded_to=512)
    by_when: Mapped[date]
    done_at: Mapped[datetime | None] = mapped_column(default=None)
