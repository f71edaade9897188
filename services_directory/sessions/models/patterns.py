"""The weekly pattern as a coordinator states it, in wall time; the dates are made from it."""

from datetime import date, time
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from portal.db.base import Row
from services_directory.listings.models import Location
from services_directory.sessions.models.desk_patterns import DeskPattern
from services_directory.sessions.rules import cells, dates, wall_clock


class Nation(Enum):
    """Whose bank holidays close a session."""

    ENGLAND = "ENG"
    NORTHERN_IRELAND = "NIR"
    SCOTLAND = "SCT"
    WALES = "WLS"


class ExceptionKind(Enum):
    SKIPPED = "skipped"
    MOVED = "moved"
    EXTRA = "extra"


class ScheduleException(Row):
    """One date on which the pattern does not hold as it stands."""

    __tablename__ = "schedule_exceptions"
    __table_args__ = (
        sa.UniqueConstraint("schedule_id", "pattern_date"),
        sa.CheckConstraint("(kind = 'moved') = (moved_to IS NOT NULL)", name="moved_says_where"),
        sa.CheckConstraint(
            "kind <> 'skipped' OR (opens_at IS NULL AND closes_at IS NULL)",
            name="skipped_has_no_times",
        ),
    )

    schedule_id: Mapped[UUID] = mapped_column(sa.ForeignKey("schedules.id", ondelete="CASCADE"))
    pattern_date: Mapped[date]
    kind: Mapped[ExceptionKind]
    moved_to: Mapped[date | None]
    opens_at: Mapped[time | None]
    closes_at: Mapped[time | None]

    @validates("opens_at", "closes_at")
    def _refuse_odd_minutes(self, _name: str, wall: time | None) -> time | None:
        if wall is not None:
            cells.refuse_odd_minutes(wall)
        return wall

    def change(self) -> dates.Change:
        """What it does to its date."""
        if self.moved_to is not None:
            return dates.Moved(self.moved_to, self.opens_at, self.closes_at)
        if self.kind is ExceptionKind.EXTRA:
            return dates.Extra(self.opens_at, self.closes_at)
        return dates.Skipped()


class Schedule(Row):
    """A session's week: days as iCalendar writes them ("WE"), wall times, and their zone."""

    __tablename__ = "schedules"
    __table_args__ = (
        sa.CheckConstraint("opens_at < closes_at", name="opens_before_it_closes"),
        sa.CheckConstraint("valid_to IS NULL OR valid_from <= valid_to", name="valid_in_order"),
    )

    name: Mapped[str]
    location_id: Mapped[UUID] = mapped_column(sa.ForeignKey("locations.id"))
    byday: Mapped[str]
    opens_at: Mapped[time]
    closes_at: Mapped[time]
    timezone: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    bank_holidays: Mapped[Nation | None]
    # Counts every change, so that nobody overwrites what somebody else has just changed.
    changes: Mapped[int] = mapped_column(default=0)

    location: Mapped[Location] = relationship()
    exceptions: Mapped[list[ScheduleException]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True
    )
    desks: Mapped[list[DeskPattern]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by=DeskPattern.id
    )

    @validates("byday", "timezone", "opens_at", "closes_at")
    def _refuse_what_no_calendar_knows(self, name: str, value: str | time) -> str | time:
        if isinstance(value, time):
            cells.refuse_odd_minutes(value)
        elif name == "byday":
            dates.weekdays_in(value)
        else:
            wall_clock.refuse_unknown_zone(value)
        return value

    def week(self) -> dates.Week:
        """The pattern as the rules read it."""
        return dates.Week(
            weekdays=dates.weekdays_in(self.byday),
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            exceptions={each.pattern_date: each.change() for each in self.exceptions},
        )
