"""What council housing is asked, and what it writes down: her three consents, the application."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.handoffs.models.handoffs import Handoff
from bookings.handoffs.rules.housing import Application, Came, Consents, Interim
from portal.db.base import Row
from portal.db.columns import SealedText


class HousingConsents(Row):
    """Her three consents to a referral, each hers to give or not (R-08)."""

    __tablename__ = "housing_consents"

    handoff_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(Handoff.id, ondelete="CASCADE"), unique=True
    )
    to_refer: Mapped[bool | None] = mapped_column(default=None)
    authority = SealedText("housing_consents.authority", padded_to=128)
    to_give_contact_details: Mapped[bool | None] = mapped_column(default=None)

    @property
    def as_ruled(self) -> Consents:
        """The consents as their rules see them."""
        return Consents(self.to_refer, self.authority or "", self.to_give_contact_details)


class HousingApplication(Row):
    """That she asked a council for help: taken when, what was found for tonight, decided by when.
    No column here is a condition (R-08)."""

    __tablename__ = "housing_applications"

    handoff_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(Handoff.id, ondelete="CASCADE"), unique=True
    )
    came: Mapped[Came]
    taken_at: Mapped[datetime | None] = mapped_column(default=None)
    interim: Mapped[Interim | None] = mapped_column(default=None)
    why = SealedText("housing_applications.why", padded_to=512)
    decision_due: Mapped[date | None] = mapped_column(default=None)

    @property
    def as_ruled(self) -> Application:
        """The application as its rules see it."""
        return Application(self.taken_at, self.interim, self.why or "", self.decision_due)
