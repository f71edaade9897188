"""Who must not meet whom: links between two cases, the weeks that each of them has, and by what two
rows may be about one person."""

from datetime import datetime
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.people.models.records import CaseRecord
from bookings.people.models.written import Written
from bookings.people.rules.facts import SaidBy
from bookings.people.rules.links import LinkKind, Standing
from bookings.people.rules.matching import Key
from bookings.people.rules.turns import Turn
from portal.db.base import Base, Row
from portal.db.columns import fingerprint_column
from portal.staff.models import Account


class Link(Written):
    """Somebody is to be kept safe from somebody else, both with a case (C-08). Nothing on a page
    of either case tells of it but to those who may see both."""

    __tablename__ = "case_links"
    __table_args__ = (sa.CheckConstraint("safe_id <> other_id", name="of_two"),)

    safe_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(CaseRecord.id, ondelete="CASCADE"), index=True
    )
    other_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(CaseRecord.id, ondelete="CASCADE"), index=True
    )
    kind: Mapped[LinkKind]
    standing: Mapped[Standing]
    said_by: Mapped[SaidBy]


class CaseTurn(Base):
    """The weeks in which somebody who is linked comes; whoever has no row comes in any."""

    __tablename__ = "case_turns"

    case_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(CaseRecord.id, ondelete="CASCADE"), primary_key=True
    )
    weeks: Mapped[int] = mapped_column(sa.BigInteger)
    of: Mapped[int]

    @property
    def turn(self) -> Turn:
        return Turn(self.weeks, self.of)

    @turn.setter
    def turn(self, turn: Turn) -> None:
        self.weeks, self.of = turn


class Side(Enum):
    """Of whom a mark is."""

    CLIENT = "client"
    HARM = "harm"


class Mark(Base):
    """One key of a name, a day or a number, by its fingerprint. Of whom it is, is a bare id: no
    row of somebody who is harmed points to one of somebody who does harm (S-35)."""

    __tablename__ = "person_marks"
    __table_args__ = (sa.Index(None, "mark", "key"),)

    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[Key] = mapped_column(primary_key=True)
    mark: Mapped[bytes] = fingerprint_column(primary_key=True)
    side: Mapped[Side]


class LookedAt(Row):
    """Somebody who may see both has said of two rows whether they are about one person."""

    __tablename__ = "looked_at_pairs"
    __table_args__ = (sa.UniqueConstraint("one_id", "other_id"),)

    one_id: Mapped[UUID]
    other_id: Mapped[UUID]
    is_one_person: Mapped[bool]
    at: Mapped[datetime]
    by: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id))


class SafeguardingLead(Row):
    """The one who sees both sides of every link, whichever organisation holds them, and says who
    harms whom (S-55)."""

    __tablename__ = "safeguarding_leads"

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id), index=True)
    named_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
