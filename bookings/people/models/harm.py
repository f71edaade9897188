"""Those who do harm: tables of their own, to which nothing of whom they harm points but one link,
that `queries/harm.py` alone reads (S-35)."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.people.models.records import CaseRecord
from bookings.people.models.written import Written
from bookings.people.rules.facts import SaidBy
from bookings.people.rules.harm import HarmFactKind
from bookings.people.rules.steps import Doer
from portal.db.columns import SealedText


class HarmPerson(Written):
    """Somebody who does harm, or of whom somebody is afraid. A case may know of several."""

    __tablename__ = "harm_people"

    organization_id: Mapped[UUID] = mapped_column(index=True)


class HarmFact(Written):
    """What they do, an order against them, or who they are."""

    __tablename__ = "harm_facts"

    harm_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(HarmPerson.id, ondelete="CASCADE"), index=True
    )
    kind: Mapped[HarmFactKind]
    value = SealedText("harm_facts.value", padded_to=512)
    said_by: Mapped[SaidBy]
    # Of an order: until when it is in force, where it ends by itself.
    until: Mapped[date | None] = mapped_column(default=None)


class HarmStep(Written):
    """Which agency acts on them, how, and by when (C-19)."""

    __tablename__ = "harm_steps"

    harm_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(HarmPerson.id, ondelete="CASCADE"), index=True
    )
    doer: Mapped[Doer]
    who = SealedText("harm_steps.who", padded_to=128)
    what = SealedText("harm_steps.what", padded_to=512)
    by_when: Mapped[date]
    done_at: Mapped[datetime | None] = mapped_column(default=None)


class HarmLink(Written):
    """In which case somebody does harm, and what they are to whom they harm."""

    __tablename__ = "harm_links"
    __table_args__ = (sa.UniqueConstraint("case_id", "harm_id"),)

    case_id: Mapped[UUID] = mapped_column(sa.ForeignKey(CaseRecord.id, ondelete="CASCADE"))
    harm_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(HarmPerson.id, ondelete="CASCADE"), index=True
    )
    relation = SealedText("harm_links.relation", padded_to=128)
