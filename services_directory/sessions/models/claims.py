"""Who has which five minutes of what. One row per thing and cell: the database's last word."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base


class Claim(Base):
    """Five minutes of a worker, a room, or of what a layer above counts, taken for one appointment.

    Held until `held_until`, or for good where that is empty. The appointment and the things of
    other layers are bare ids: this package does not know them.
    """

    __tablename__ = "claims"
    __table_args__ = ({"sqlite_with_rowid": False},)

    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    cell: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("service_sessions.id"), index=True)
    appointment_id: Mapped[UUID] = mapped_column(index=True)
    held_until: Mapped[datetime | None]
