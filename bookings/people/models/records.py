"""A client becomes a case once a coordinator has opened a record for them."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.people.models.clients import Client
from portal.db.base import Row
from portal.staff.models import Account


class CaseRecord(Row):
    """What an organisation of coordinators keeps of one client, from the day it was opened."""

    __tablename__ = "case_records"

    # Without a cascade: nothing that tidies up after a visit takes a case along.
    client_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Client.id), unique=True)
    # The coordinators' organisation, by the directory's id, as on their accounts (P-01).
    organization_id: Mapped[UUID] = mapped_column(index=True)
    opened_at: Mapped[datetime]
    opened_by: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id))
    # Whoever is asked first, and answers for what comes next.
    holder: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id), index=True)
