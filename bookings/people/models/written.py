"""What is written down once and never over: it stands, or it has ended."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Row
from portal.staff.models import Account


class Written(Row):
    """One row by one member of staff. Whoever corrects it ends it and writes another."""

    __abstract__ = True

    written_at: Mapped[datetime]
    written_by: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id))
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_by: Mapped[UUID | None] = mapped_column(default=None)

    @property
    def stands(self) -> bool:
        """Whether nobody has said that it is so no more."""
        return self.ended_at is None
