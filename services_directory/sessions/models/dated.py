"""One date of a pattern, its desks, and the times there. No row is ever deleted, so that whatever
was once booked can still be told; what is no longer given is cancelled or withdrawn."""

from datetime import date, datetime
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Row
from services_directory.sessions.models.desk_patterns import Presence, Purpose
from services_directory.sessions.rules.cells import start_of


class SessionStatus(Enum):
    """Where the pattern no longer gives a date, it is cancelled; or, while somebody has a time
    there, withdrawn: they keep it, and nobody else is offered one. One that a person called off is
    cancelled, whoever has a time there."""

    PLANNED = "planned"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class ServiceSession(Row):
    """One date of a schedule, at fixed moments."""

    __tablename__ = "service_sessions"
    __table_args__ = (
        sa.UniqueConstraint("schedule_id", "pattern_date"),
        sa.CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),
    )

    schedule_id: Mapped[UUID] = mapped_column(sa.ForeignKey("schedules.id"))
    pattern_date: Mapped[date]
    location_id: Mapped[UUID] = mapped_column(sa.ForeignKey("locations.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[SessionStatus]
    # Counts every change that somebody who watches the session should see.
    changes: Mapped[int] = mapped_column(default=0)


class Desk(Row):
    """A service at a session."""

    __tablename__ = "desks"
    __table_args__ = (sa.UniqueConstraint("session_id", "service_at_location_id", "purpose"),)

    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"))
    service_at_location_id: Mapped[UUID] = mapped_column(sa.ForeignKey("services_at_location.id"))
    purpose: Mapped[Purpose]
    presence: Mapped[Presence]
    minutes_to_reach: Mapped[int | None]


class Slot(Row):
    """One bookable time of one worker, in five-minute cells. Nobody is at two of them at once."""

    __tablename__ = "slots"
    __table_args__ = (
        sa.UniqueConstraint("desk_id", "worker_id", "cell", "cells"),
        sa.CheckConstraint("cells > 0", name="takes_time"),
        sa.Index(
            "ix_slots_worker_id_cell_given",
            "worker_id",
            "cell",
            unique=True,
            sqlite_where=sa.text("NOT withdrawn"),
            postgresql_where=sa.text("NOT withdrawn"),
        ),
    )

    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"), index=True)
    desk_id: Mapped[UUID] = mapped_column(sa.ForeignKey("desks.id"))
    worker_id: Mapped[UUID] = mapped_column(sa.ForeignKey("workers.id"))
    room_id: Mapped[UUID] = mapped_column(sa.ForeignKey("rooms.id"))
    cell: Mapped[int]
    cells: Mapped[int]
    for_walk_ins: Mapped[bool]
    withdrawn: Mapped[bool] = mapped_column(default=False)

    @property
    def starts_at(self) -> datetime:
        """The moment it begins, in UTC."""
        return start_of(self.cell)

    @property
    def ends_at(self) -> datetime:
        """The moment it is over, in UTC."""
        return start_of(self.cell + self.cells)
