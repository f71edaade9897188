"""Her journey on the server, her visit, and the stops on it."""

from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base, Row
from portal.db.columns import SealedText, fingerprint_column


class VisitStatus(Enum):
    HELD = "held"
    BOOKED = "booked"
    CANCELLED = "cancelled"


class AppointmentStatus(Enum):
    HELD = "held"
    BOOKED = "booked"
    SEEN = "seen"
    MISSED = "missed"
    CANCELLED = "cancelled"


class AgeBand(Enum):
    ADULT = "adult"
    SIXTEEN_OR_SEVENTEEN = "16-17"


class VisitIsOver(Exception):
    """The visit has been cancelled, or what was held of it has gone."""


class VisitHasBegun(Exception):
    """The session of the visit has begun: from now on people at the door see to it."""


class Draft(Row):
    """One journey: what was typed and where she is, sealed. The exit ends it, and ten idle minutes,
    and two hours whatever is done: a cookie that was copied must not go on for ever."""

    __tablename__ = "drafts"

    token: Mapped[bytes] = fingerprint_column(unique=True)
    # The cookie before, for a minute at most: the answer that brought the new one may be lost.
    former_token: Mapped[bytes | None] = fingerprint_column(unique=True, default=None)
    former_until: Mapped[datetime | None] = mapped_column(default=None)
    began_at: Mapped[datetime] = mapped_column(index=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)
    # No foreign key: whoever erases a hold that ran out must not wait for its journey's row.
    visit_id: Mapped[UUID | None] = mapped_column(default=None)
    is_holder: Mapped[bool] = mapped_column(default=False)
    waiting_id: Mapped[UUID | None] = mapped_column(default=None)
    # The tag of the language that she chose; it goes with the journey.
    language: Mapped[str] = mapped_column(sa.String(20), default="")
    content = SealedText("drafts.content", padded_to=1024)


# How long after its session a visit can still be looked up with its phrase.
OVER_AFTER = timedelta(days=1)


class Visit(Row):
    """Her whole attendance at one session."""

    __tablename__ = "visits"

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey("clients.id"), index=True)
    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"), index=True)
    status: Mapped[VisitStatus]
    made_at: Mapped[datetime]
    held_until: Mapped[datetime | None] = mapped_column(index=True, default=None)
    over_at: Mapped[datetime]
    phrase: Mapped[bytes | None] = fingerprint_column(unique=True, default=None)
    # What opens nothing and tells the coordinator (V-14); when it was last typed.
    second_phrase: Mapped[bytes | None] = fingerprint_column(index=True, default=None)
    second_used_at: Mapped[datetime | None] = mapped_column(default=None)
    age_band: Mapped[AgeBand] = mapped_column(default=AgeBand.ADULT)
    set_aside_at: Mapped[datetime | None] = mapped_column(default=None)
    gone_by: Mapped[datetime | None] = mapped_column(default=None)
    # Whether her own page may say that something was passed on. Hers to allow.
    says_passed_on: Mapped[bool] = mapped_column(default=False)
    asks = SealedText("visits.asks", padded_to=512)

    def cancel(self) -> None:
        """Raises VisitIsOver for one that is not booked."""
        if self.status is not VisitStatus.BOOKED:
            raise VisitIsOver
        self.status = VisitStatus.CANCELLED
        self.phrase = None


class VisitNeed(Base):
    """What she asked for, most important first. Her stops tell which were found room for."""

    __tablename__ = "visit_needs"

    visit_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    need: Mapped[str] = mapped_column(sa.String(120))


class VisitChild(Base):
    """A child who comes along, and whether a creche place is wished."""

    __tablename__ = "visit_children"

    visit_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("visits.id", ondelete="CASCADE"), primary_key=True
    )
    child_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("children.id", ondelete="CASCADE"), primary_key=True
    )
    wants_creche: Mapped[bool]


class Appointment(Row):
    """One stop of a visit: a slot taken. Its cells are claimed under its id."""

    __tablename__ = "appointments"

    visit_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("visits.id", ondelete="CASCADE"), index=True
    )
    slot_id: Mapped[UUID] = mapped_column(sa.ForeignKey("slots.id"), index=True)
    status: Mapped[AppointmentStatus]
    # On the day: when she was called to it, when it really began, and when it was over.
    called_at: Mapped[datetime | None] = mapped_column(default=None)
    began_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
