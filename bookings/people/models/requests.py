"""Somebody asked for what is kept of them, or of a child. People answer that, and nothing here
says whether there is anything (S-59)."""

from datetime import date, datetime
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.people.models.written import Written
from portal.db.columns import SealedText
from portal.staff.models import Account


class CameBy(Enum):
    """How it came in."""

    POST = "post"
    EMAIL = "email"
    TELEPHONE = "telephone"
    IN_PERSON = "in_person"
    ANOTHER_AGENCY = "another_agency"


class RightsRequest(Written):
    """One request: when and how it came, in whose words, and who holds it. It points to no person
    of ours: whoever asks may be the one who does harm."""

    __tablename__ = "rights_requests"

    organization_id: Mapped[UUID] = mapped_column(index=True)
    came_on: Mapped[date]
    came_by: Mapped[CameBy]
    words = SealedText("rights_requests.words", padded_to=512)
    holder: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id))
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
