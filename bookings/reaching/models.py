"""Numbers that were shown, what came of each call, and what a person has seen to."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.contact.rules.choices import Route
from bookings.people.models import Client
from bookings.reaching.rules.calls import Came
from bookings.reaching.rules.concerns import About
from bookings.visits.models import Visit
from portal.db.base import Row
from portal.db.columns import SealedText
from portal.staff.models import Account


class Call(Row):
    """A number was shown to somebody of the staff, once, and what came of it (R-06, R-07). The
    number itself is not here: which of her phones it was is all that is kept."""

    __tablename__ = "calls"

    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Client.id, ondelete="CASCADE"))
    visit_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey(Visit.id, ondelete="CASCADE"), index=True
    )
    # What was passed on, where the call is made for that: a bare id, for it lies above here.
    handoff_id: Mapped[UUID | None] = mapped_column(index=True, default=None)
    by: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id))
    phone: Mapped[Route]
    shown_at: Mapped[datetime]
    came: Mapped[Came | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    words = SealedText("calls.words", padded_to=256)

    @property
    def about_id(self) -> UUID:
        """What the record says that it was about."""
        return self.visit_id or self.handoff_id or self.client_id

    __table_args__ = (
        # One number at a time: what came of the last call is said before the next is shown.
        sa.Index(
            "uq_calls_by_open",
            "by",
            unique=True,
            sqlite_where=sa.text("came IS NULL"),
            postgresql_where=sa.text("came IS NULL"),
        ),
        sa.Index(None, "client_id", "shown_at"),
    )


class SettledConcern(Row):
    """Somebody has seen to what needed a person. What it was about stands where it happened, and
    is neither changed nor closed by this (S-45)."""

    __tablename__ = "settled_concerns"
    __table_args__ = (sa.UniqueConstraint("about", "about_id"),)

    about: Mapped[About]
    about_id: Mapped[UUID]
    visit_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Visit.id, ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    by: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id))
    words = SealedText("settled_concerns.words", padded_to=256)
