"""A service at every date of a weekly pattern: how its morning is cut, and who sits there."""

from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from portal.db.base import Base, Row
from services_directory.listings.models import ServiceAtLocation
from services_directory.sessions.models.workers import Room, Worker
from services_directory.sessions.rules import cells
from services_directory.sessions.rules.times import Rhythm

WALK_IN_PERCENT = 40


class Purpose(Enum):
    """The ten-minute welcome is a desk of its own beside a service's full conversations."""

    WELCOME = "welcome"
    FULL = "full"


class Presence(Enum):
    PRESENT = "present"
    ON_CALL = "on_call"


class Seat(Base):
    """A worker at a desk, and the room they sit in."""

    __tablename__ = "seats"

    desk_pattern_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("desk_patterns.id", ondelete="CASCADE"), primary_key=True
    )
    worker_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workers.id"), primary_key=True)
    room_id: Mapped[UUID] = mapped_column(sa.ForeignKey("rooms.id"))

    worker: Mapped[Worker] = relationship()
    room: Mapped[Room] = relationship()


class DeskPattern(Row):
    """A service at every date of a pattern. Lengths are minutes, multiples of five."""

    __tablename__ = "desk_patterns"
    __table_args__ = (
        sa.UniqueConstraint("schedule_id", "service_at_location_id", "purpose"),
        sa.CheckConstraint("slot_minutes > 0 AND slot_minutes % 5 = 0", name="slot_in_fives"),
        sa.CheckConstraint("gap_minutes >= 0 AND gap_minutes % 5 = 0", name="gap_in_fives"),
        sa.CheckConstraint("walk_in_percent BETWEEN 0 AND 100", name="walk_in_is_a_share"),
        sa.CheckConstraint(
            "(presence = 'on_call') = (minutes_to_reach IS NOT NULL)", name="on_call_says_how_long"
        ),
    )

    schedule_id: Mapped[UUID] = mapped_column(sa.ForeignKey("schedules.id", ondelete="CASCADE"))
    service_at_location_id: Mapped[UUID] = mapped_column(sa.ForeignKey("services_at_location.id"))
    purpose: Mapped[Purpose] = mapped_column(default=Purpose.FULL)
    presence: Mapped[Presence] = mapped_column(default=Presence.PRESENT)
    minutes_to_reach: Mapped[int | None]
    slot_minutes: Mapped[int]
    gap_minutes: Mapped[int] = mapped_column(default=0)
    walk_in_percent: Mapped[int] = mapped_column(default=WALK_IN_PERCENT)

    service_at_location: Mapped[ServiceAtLocation] = relationship()
    seats: Mapped[list[Seat]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by=Seat.worker_id
    )

    @validates("slot_minutes", "gap_minutes")
    def _refuse_odd_minutes(self, _name: str, minutes: int) -> int:
        cells.cells_in(minutes)
        return minutes

    def rhythm(self) -> Rhythm:
        """How it cuts a morning."""
        length, gap = cells.cells_in(self.slot_minutes), cells.cells_in(self.gap_minutes)
        return Rhythm(length, gap, self.walk_in_percent)
