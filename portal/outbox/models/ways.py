"""How much went out on a day, to whom only by fingerprint; and ways that somebody must mend."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base
from portal.db.columns import fingerprint_column
from portal.outbox.rules.verdicts import Channel


class OutboxCount(Base):
    """Tries of one day (by UTC) to one number, and under a fingerprint of nobody's, to all."""

    __tablename__ = "outbox_counts"

    day: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[bytes] = fingerprint_column(primary_key=True)
    tries: Mapped[int]

    __table_args__ = (sa.CheckConstraint("tries > 0", name="tries"),)


class ShutWay(Base):
    """A way out that refuses everything until somebody has mended its settings."""

    __tablename__ = "outbox_shut_ways"

    channel: Mapped[Channel] = mapped_column(primary_key=True)
    code: Mapped[int | None] = mapped_column(default=None)
    since: Mapped[datetime]
