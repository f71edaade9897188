"""Who is shut out of a case: a worker, an account, an organisation, an interpreter (S-28)."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.people.models.records import CaseRecord
from bookings.people.models.written import Written
from bookings.people.rules.facts import SaidBy

_ONE = " + ".join(
    f"CASE WHEN {each}_id IS NULL THEN 0 ELSE 1 END"
    for each in ("worker", "account", "organization", "interpreter")
)


class ShutOut(Written):
    """One of them, for one case, until it is ended. By bare ids: a worker who has left stays shut
    out, and the directory is not this part's."""

    __tablename__ = "shut_outs"
    __table_args__ = (sa.CheckConstraint(f"{_ONE} = 1", name="names_one"),)

    case_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(CaseRecord.id, ondelete="CASCADE"), index=True
    )
    said_by: Mapped[SaidBy]
    worker_id: Mapped[UUID | None] = mapped_column(index=True, default=None)
    account_id: Mapped[UUID | None] = mapped_column(index=True, default=None)
    organization_id: Mapped[UUID | None] = mapped_column(index=True, default=None)
    interpreter_id: Mapped[UUID | None] = mapped_column(index=True, default=None)
