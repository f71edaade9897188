"""A number and hours for a paper: only what they allowed, as it stands on the day (S-01)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.contact.queries import preference_of
from bookings.contact.rules.choices import Route
from bookings.contact.rules.fields import Field
from bookings.contact.rules.hours_text import write_hours


def safe_phone(db: Session, client_id: UUID, at: datetime) -> list[str]:
    """The mobile and its safe hours, line by line, where they may be called; else nothing: what
    was stopped, has run out or was never said is no way to reach anybody."""
    said = preference_of(db, client_id, at)
    number, hours = said.text(Field.MOBILE_NUMBER), write_hours(said.hours)
    stands = not said.stops and not said.has_run_out(at)
    may = said.allows(Route.MOBILE) and said.says_yes(Field.MOBILE_CALL)
    return [number, *hours.splitlines()] if stands and may and number and hours else []
