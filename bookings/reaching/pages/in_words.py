"""The messages about a visit in the words of today, with what they would tell."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bookings.contact.rules.choices import Channel, Kind
from bookings.contact.rules.fields import Field
from bookings.contact.rules.outgoing import Outgoing
from bookings.contact.rules.preference import Preference
from bookings.contact.wording.rules.terms import Values
from bookings.contact.wording.today import as_of_today
from bookings.contact.wording.wordbook import Wordbook
from bookings.people.models import Client
from bookings.reaching.queries.outgoing import WouldBe, as_approved
from bookings.reaching.queries.telling import place_of
from bookings.visits.models import Visit
from bookings.visits.queries.openings import planned_stops


def in_words(book: Wordbook, zone: ZoneInfo) -> WouldBe:
    """Makes each message as it would be sent, with the day and time of the first stop."""

    def would_be(
        db: Session,
        visit: Visit,
        preference: Preference,
        kind: Kind,
        channel: Channel,
        at: datetime,
    ) -> Outgoing:
        message = as_approved(db, visit, preference, kind, channel, at)
        return as_of_today(message, book, values_of(db, visit, preference, zone))

    return would_be


def values_of(db: Session, visit: Visit, preference: Preference, zone: ZoneInfo) -> Values:
    """Day and time by the wall clock; their name never stands in it, nor whatever they named."""
    stops = planned_stops(db, visit.id)
    begins = stops[0].starts_at.astimezone(zone) if stops else None
    name = db.get_one(Client, visit.client_id).chosen_name
    return Values(
        day=begins.date() if begins else None,
        at=begins.time() if begins else None,
        place=place_of(db, visit),
        phrase=preference.text(Field.OUR_PHRASE),
        never=preference.never_used(name),
    )
