"""A council desk writes down that she asked for help, and what was found for tonight (R-08)."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.models import Handoff, HousingApplication
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.housing import Application, Came
from portal.access import Actor
from portal.record.actions import note


class NotHousing(ValueError):
    """Only council housing takes applications."""


def write_application(
    db: Session,
    handoff: Handoff,
    came: Came,
    application: Application,
    *,
    by: Actor,
    at: datetime,
) -> HousingApplication:
    """Write down what is known of an application; what is missing `rules.housing.lacking` says.
    Raises NotHousing."""
    if handoff.desk is not DeskKind.HOUSING:
        raise NotHousing
    note(db, "application written", handoff.id, by=by, at=at)
    of_it = sa.select(HousingApplication).where(HousingApplication.handoff_id == handoff.id)
    row = db.scalar(of_it.with_for_update())
    if row is None:
        row = HousingApplication(handoff_id=handoff.id)
        db.add(row)
    row.came, row.taken_at = came, application.taken_at
    row.interim, row.why = application.interim, application.why or None
    row.decision_due = application.decision_due
    db.flush()
    return row
