"""Why somebody looked beyond their own work, and what a lead found about unusual reading."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.looking.rules.unusual import Kind
from bookings.people.models import Client
from portal.db.base import Row
from portal.db.columns import SealedText
from portal.staff.models import Account


class LookReason(Row):
    """Somebody said why they look at a person whose visits are none of their work. It tells the
    lead of their organisation, who sees the reason and not the person."""

    __tablename__ = "look_reasons"
    __table_args__ = (sa.Index(None, "account_id", "client_id"),)

    # Gone with her: whatever is kept of the reading itself stands in the record.
    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Client.id, ondelete="CASCADE"))
    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id))
    at: Mapped[datetime] = mapped_column(index=True)
    words = SealedText("look_reasons.words", padded_to=256)


class SettledReading(Row):
    """A lead has asked about one account's unusual reading of a day, and wrote what came of it. It
    covers as much as there was by then: what is read later that day shows again."""

    __tablename__ = "settled_readings"

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id), index=True)
    day: Mapped[date]
    kind: Mapped[Kind]
    count: Mapped[int]
    at: Mapped[datetime]
    by: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id))
    words = SealedText("settled_readings.words", padded_to=256)
