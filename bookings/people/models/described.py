"""What was done, what happened on a day, and what staff wrote of somebody."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.people.models.records import CaseRecord
from bookings.people.models.written import Written
from bookings.people.rules.abuse import AbuseKind, Happened, Pattern
from portal.db.columns import SealedText


class AbuseEntry(Written):
    """One kind of abuse and its pattern, or that it was not told us yet (C-18). By whom is said in
    words, as "the husband"; a name stands on the page of whoever does it."""

    __tablename__ = "case_abuse"

    case_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(CaseRecord.id, ondelete="CASCADE"), index=True
    )
    kind: Mapped[AbuseKind]
    pattern: Mapped[Pattern]
    by_whom = SealedText("case_abuse.by_whom", padded_to=256)
    seen = SealedText("case_abuse.seen", padded_to=512)
    said = SealedText("case_abuse.said", padded_to=512)
    view = SealedText("case_abuse.view", padded_to=512)


class CaseEvent(Written):
    """What happened on a day."""

    __tablename__ = "case_events"

    case_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(CaseRecord.id, ondelete="CASCADE"), index=True
    )
    kind: Mapped[Happened]
    happened_on: Mapped[date]
    # Where a refuge had no place: which one turned them away, by name and never by address.
    who = SealedText("case_events.who", padded_to=64)
    seen = SealedText("case_events.seen", padded_to=512)
    said = SealedText("case_events.said", padded_to=512)
    view = SealedText("case_events.view", padded_to=512)


class CaseNote(Written):
    """What was seen, what they said, and what the writer thinks: three things, kept apart, so that
    distress is never read as a view of somebody, nor a view as what they said."""

    __tablename__ = "case_notes"

    case_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(CaseRecord.id, ondelete="CASCADE"), index=True
    )
    seen = SealedText("case_notes.seen", padded_to=512)
    said = SealedText("case_notes.said", padded_to=512)
    view = SealedText("case_notes.view", padded_to=512)
