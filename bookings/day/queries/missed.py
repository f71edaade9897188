"""What somebody who did not come asked to be done then, for the page that closes the session."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.contact.queries import preference_of
from bookings.contact.rules.choices import NoShow
from bookings.contact.rules.no_show import what_a_miss_asks
from bookings.day.models import Ending
from bookings.day.queries.closing import ToClose
from bookings.visits.models import Visit


def asked_after_miss(db: Session, lines: Iterable[ToClose], at: datetime) -> dict[UUID, NoShow]:
    """By visit, the choice of each who did not come and asked for something, as far as it can be
    followed now. It closes nothing and counts against nobody (C-13, S-45)."""
    asked = {
        each.guest.visit_id: _choice(db, each.guest.visit_id, at)
        for each in lines
        if each.outcome is not None and each.outcome.ending is Ending.DID_NOT_COME
    }
    return {visit_id: choice for visit_id, choice in asked.items() if choice is not None}


def _choice(db: Session, visit_id: UUID, at: datetime) -> NoShow | None:
    client_id = db.get_one(Visit, visit_id).client_id
    asks = what_a_miss_asks(preference_of(db, client_id, at), at)
    return None if asks.does is NoShow.NOTHING and asks.why is None else asks.does
