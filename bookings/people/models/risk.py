"""Risk: the deployer's tools by name, version and bands, and what was found with them (C-16)."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.people.models.records import CaseRecord
from bookings.people.models.written import Written
from bookings.people.rules.risk import Level
from portal.db.columns import SealedText

# A name of its own: a table may not have two constraints of one name, and `judged` is a level too.
BY_COUNT = sa.Enum(
    *(level.value for level in Level),
    name="by_count",
    native_enum=False,
    create_constraint=True,
    length=40,
)


class RiskTool(Written):
    """A tool that an organisation may use. Its questions stand on its own paper (S-52)."""

    __tablename__ = "risk_tools"
    __table_args__ = (sa.CheckConstraint("most > 0", name="most"),)

    organization_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    version: Mapped[str] = mapped_column(sa.String(40))
    most: Mapped[int]
    medium_from: Mapped[int | None]
    high_from: Mapped[int | None]


class RiskResult(Written):
    """One assessment: with which tool, when, by whom, the count, the judgement and its reasons."""

    __tablename__ = "case_risks"
    __table_args__ = (
        sa.CheckConstraint("(tool_id IS NULL) = (count IS NULL)", name="a_count_has_a_tool"),
        sa.CheckConstraint("count IS NOT NULL OR judged IS NOT NULL", name="says_something"),
    )

    case_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(CaseRecord.id, ondelete="CASCADE"), index=True
    )
    tool_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey(RiskTool.id))
    assessed_on: Mapped[date]
    assessed_by = SealedText("case_risks.assessed_by", padded_to=128)
    count: Mapped[int | None]
    by_count_name: Mapped[str | None] = mapped_column("by_count", BY_COUNT)
    judged: Mapped[Level | None]
    reasons = SealedText("case_risks.reasons", padded_to=512)

    @property
    def by_count(self) -> Level | None:
        """What the tool says of the count; None where no tool was used."""
        return Level(self.by_count_name) if self.by_count_name else None
