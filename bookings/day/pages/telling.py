"""Whether a text can tell whoever waits of what is kept, as it would be decided at this moment and
in the words of today (S-08, S-09)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bookings.contact.rules.decision import decide
from bookings.contact.wording.rules.terms import Values
from bookings.contact.wording.today import as_of_today
from bookings.contact.wording.wordbook import Wordbook, wordbook
from bookings.day.queries.waiting import InLine
from bookings.day.rules.word_of_place import Telling, telling
from bookings.visits.models import WaitingOffer
from bookings.visits.queries.telling import offer_message, word_of
from portal.settings import Settings


def tellings(
    db: Session, line: Iterable[InLine], settings: Settings, at: datetime
) -> dict[UUID, Telling]:
    """Of each place for which something is held: by the place's id."""
    book, zone = wordbook(settings.public_name), settings.timezone
    return {
        each.place.id: _of(db, each, each.offer, book, zone, at)
        for each in line
        if each.offer is not None
    }


def _of(
    db: Session, each: InLine, offer: WaitingOffer, book: Wordbook, zone: ZoneInfo, at: datetime
) -> Telling:
    asked_for = word_of(db, each.place.id, offer)
    begins = offer.arrives_at.astimezone(zone)
    message = offer_message(db, each.place, offer, each.preference)
    never = each.preference.never_used(each.chosen_name)
    values = Values(day=begins.date(), at=begins.time(), never=never)
    verdict = decide(each.preference, as_of_today(message, book, values), at)
    if asked_for is None:
        return telling(verdict, None)
    return telling(verdict, asked_for.state, asked_for.reason or "")
