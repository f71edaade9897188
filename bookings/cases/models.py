"""Later visits that were joined to a case, because the person said that they are theirs."""

from datetime import datetime
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.people.models import CaseRecord, Client
from bookings.visits.models import Visit
from portal.db.base import Base, Row
from portal.staff.models import Account


class What(Enum):
    """What became of a row when its visit was joined."""

    CONTACT_MOVED = "contact_moved"
    CONTACT_CLOSED = "contact_closed"
    CHILD_MOVED = "child_moved"
    CALL_MOVED = "call_moved"
    MESSAGE_MOVED = "message_moved"
    VISIT_MOVED = "visit_moved"
    PLACE_MOVED = "place_moved"


class JoinedVisit(Row):
    """By which visit, to which case, and under which number of ours it stood before. `undone_at` is
    empty while it stays joined."""

    __tablename__ = "joined_visits"

    case_id: Mapped[UUID] = mapped_column(sa.ForeignKey(CaseRecord.id), index=True)
    visit_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Visit.id, ondelete="CASCADE"), index=True)
    former_client_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Client.id))
    at: Mapped[datetime]
    by: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id))
    undone_at: Mapped[datetime | None] = mapped_column(default=None)
    undone_by: Mapped[UUID | None] = mapped_column(default=None)


class JoinedRow(Base):
    """One row that went over with a joined visit, so that it can go back."""

    __tablename__ = "joined_rows"

    joined_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(JoinedVisit.id, ondelete="CASCADE"), primary_key=True
    )
    row_id: Mapped[UUID] = mapped_column(primary_key=True)
    what: Mapped[What] = mapped_column(primary_key=True)
