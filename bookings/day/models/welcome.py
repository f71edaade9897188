"""What becomes of a visit on its day: the welcome at the door, and how it ended."""

from datetime import datetime
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base, Row
from portal.db.columns import SealedText


class Alone(Enum):
    """Whether she was seen alone first (C-07)."""

    ALONE = "alone"
    NOT_ALONE = "not_alone"


class Question(Enum):
    """What the door asks, in this order and no other (C-06)."""

    HOW_LONG = "how_long"
    SAFE_TO_TALK = "safe_to_talk"
    SAFE_CONTACT = "safe_contact"
    WHERE_THEY_ARE = "where_they_are"
    WHY_WE_ASK = "why_we_ask"


class Reply(Enum):
    YES = "yes"
    NO = "no"
    NOT_ASKED = "not_asked"


class Ending(Enum):
    """How somebody's morning ended. None of them counts against her (S-45)."""

    SEEN = "seen"
    SEEN_IN_PART = "seen_in_part"
    LEFT_EARLY = "left_early"
    DID_NOT_COME = "did_not_come"
    CANCELLED = "cancelled"


class Arrival(Row):
    """Somebody who booked, or walked in, is here. `number` is what the board calls her where she
    gave no name; it begins at one in every session."""

    __tablename__ = "arrivals"
    __table_args__ = (sa.UniqueConstraint("session_id", "number"),)

    visit_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("visits.id", ondelete="CASCADE"), unique=True
    )
    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"))
    number: Mapped[int]
    arrived_at: Mapped[datetime]
    left_at: Mapped[datetime | None] = mapped_column(default=None)
    walked_in: Mapped[bool]
    # Empty until the welcome is done: until then no desk sees her row (C-06, C-09).
    welcomed_at: Mapped[datetime | None] = mapped_column(default=None)
    alone: Mapped[Alone | None] = mapped_column(default=None)
    why_not_alone = SealedText("arrivals.why_not_alone", padded_to=256)
    came_with = SealedText("arrivals.came_with", padded_to=256)
    # Words to recognise whoever must not enter; erased when the session closes (C-10).
    keep_out = SealedText("arrivals.keep_out", padded_to=256)


class ArrivalReply(Row):
    """What was answered to one of the five questions, or why it was not asked."""

    __tablename__ = "arrival_replies"
    __table_args__ = (sa.UniqueConstraint("arrival_id", "question"),)

    arrival_id: Mapped[UUID] = mapped_column(sa.ForeignKey("arrivals.id", ondelete="CASCADE"))
    question: Mapped[Question]
    reply: Mapped[Reply]
    words = SealedText("arrival_replies.words", padded_to=256)


class AvoidedWorker(Base):
    """A worker who never sees her: neither on a board nor at a desk, nor in a search (C-09)."""

    __tablename__ = "avoided_workers"

    visit_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True
    )
    worker_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workers.id"), primary_key=True)


class Outcome(Row):
    """How one visit ended, and who holds what comes next (C-27)."""

    __tablename__ = "outcomes"

    visit_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("visits.id", ondelete="CASCADE"), unique=True
    )
    ending: Mapped[Ending]
    reason = SealedText("outcomes.reason", padded_to=256)
    tonight = SealedText("outcomes.tonight", padded_to=256)
    safe_until = SealedText("outcomes.safe_until", padded_to=64)
    # A staff account: whoever holds it from here on.
    held_by: Mapped[UUID | None]
    number_given: Mapped[bool]
    at: Mapped[datetime]


class Closing(Row):
    """The session is over: everybody on its list has an outcome."""

    __tablename__ = "closings"

    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"), unique=True)
    at: Mapped[datetime]
    by: Mapped[UUID]


class Alert(Row):
    """Somebody dangerous is here, or was: while `ended_at` is empty nothing goes out (C-10)."""

    __tablename__ = "alerts"

    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"), index=True)
    raised_at: Mapped[datetime]
    raised_by: Mapped[UUID]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    words = SealedText("alerts.words", padded_to=256)
