"""Facts of a case: each why it is needed, who said it, when, and by whom it was written."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.people.models.records import CaseRecord
from bookings.people.models.written import Written
from bookings.people.rules.facts import FactKind, SaidBy
from portal.db.columns import SealedText


class CaseFact(Written):
    """One fact. `unsafe_from` marks an address that must not be used any more (S-30)."""

    __tablename__ = "case_facts"

    case_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(CaseRecord.id, ondelete="CASCADE"), index=True
    )
    kind: Mapped[FactKind]
    value = SealedText("case_facts.value", padded_to=512)
    why = SealedText("case_facts.why", padded_to=256)
    said_by: Mapped[SaidBy]
    source = SealedText("case_facts.source", padded_to=64)
    # Of an address: whether they said that post may go there. Nobody else can say so.
    is_safe_for_post: Mapped[bool] = mapped_column(default=False)
    unsafe_from: Mapped[datetime | None] = mapped_column(default=None)
