"""Answers for totals, apart from everybody: whose they are is a fingerprint under our key, so that
no query joins them to a person, and whoever is asked again can change them (C-24)."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Row
from portal.db.columns import fingerprint_column


class EqualityAnswer(Row):
    """One answer from a closed list, of the quarter in which it was first given; no day, no case,
    no writer."""

    __tablename__ = "equality_answers"
    __table_args__ = (sa.UniqueConstraint("person", "question"),)

    organization_id: Mapped[UUID] = mapped_column(index=True)
    person: Mapped[bytes] = fingerprint_column()
    year: Mapped[int]
    quarter: Mapped[int]
    question: Mapped[str] = mapped_column(sa.String(40))
    answer: Mapped[str] = mapped_column(sa.String(40))


class EqualityTotal(Row):
    """What is told of one answer of one quarter, drawn up once after its end: later answers change
    nothing of it, so that no two readings can be subtracted (S-49). NULL is not told."""

    __tablename__ = "equality_totals"
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "year", "quarter", "question", "answer"),
    )

    organization_id: Mapped[UUID]
    year: Mapped[int]
    quarter: Mapped[int]
    question: Mapped[str] = mapped_column(sa.String(40))
    answer: Mapped[str] = mapped_column(sa.String(40))
    told: Mapped[int | None]
