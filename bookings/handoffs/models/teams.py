"""Who receives for a service, who hears of what is late there, and when it is open."""

from datetime import datetime, time
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.contact.rules.hours import Times, Weekly
from portal.db.base import Row
from portal.staff.models import Account


class ServiceTeam(Row):
    """One account of the organisation that gives a service. `rung` says when they hear of what is
    late, 0 first; nobody without one does."""

    __tablename__ = "service_teams"
    __table_args__ = (
        sa.UniqueConstraint("service_id", "account_id"),
        sa.CheckConstraint("rung >= 0", name="rung"),
    )

    service_id: Mapped[UUID] = mapped_column(index=True)
    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id), index=True)
    receives: Mapped[bool]
    rung: Mapped[int | None] = mapped_column(default=None)
    away_until: Mapped[datetime | None] = mapped_column(default=None)


class ServiceHours(Row):
    """Hours of one weekday, 0 is Monday, by the clock on the wall there."""

    __tablename__ = "service_hours"
    __table_args__ = (
        sa.UniqueConstraint("service_id", "weekday", "opens"),
        sa.CheckConstraint("weekday >= 0 AND weekday <= 6", name="weekday"),
    )

    service_id: Mapped[UUID]
    weekday: Mapped[int]
    opens: Mapped[time]
    closes: Mapped[time]

    @property
    def as_ruled(self) -> Weekly:
        """The hours as the rules of working time see them."""
        return Weekly(self.weekday, Times(self.opens, self.closes))
