"""Whether a text can tell whoever waits of what is kept, as it would be decided at this moment and
in the words of today (S-08, S-09)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bookings.contact.queries import preference_of
from bookings.contact.rules.decision import decide
from bookings.contact.rules.outgoing import Outgoing
from bookings.contact.wording.rules.terms import Chosen, Problem, Style, Values
from bookings.contact.wording.wordbook import Wordbook, wordbook
from bookings.day.queries.waiting import InLine
from bookings.day.rules.word_of_place import Telling, telling
from bookings.visits.models import WaitingOffer, WaitingPlace
from bookings.visits.queries.telling import offer_message, word_of
from portal.settings import Settings

# What somebody can still mend by reviewing; everything else cannot be said at all.
UNREVIEWED = frozenset({Problem.NOT_TRANSLATED, Problem.NOT_REVIEWED})


def tellings(
    db: Session, line: Iterable[InLine], settings: Settings, at: datetime
) -> dict[UUID, Telling]:
    """Of each place for which something is held: by the place's id."""
    book, zone = wordbook(settings.public_name), settings.timezone
    return {
        each.place.id: _of(db, each.place, each.offer, book, zone, at)
        for each in line
        if each.offer is not None
    }


def _of(
    db: Session,
    place: WaitingPlace,
    offer: WaitingOffer,
    book: Wordbook,
    zone: ZoneInfo,
    at: datetime,
) -> Telling:
    asked_for = word_of(db, place.id, offer)
    preference = preference_of(db, place.client_id, at)
    message = _in_words(offer_message(db, place, offer, preference), offer, book, zone)
    verdict = decide(preference, message, at)
    if asked_for is None:
        return telling(verdict, None)
    return telling(verdict, asked_for.state, asked_for.reason or "")


def _in_words(message: Outgoing, offer: WaitingOffer, book: Wordbook, zone: ZoneInfo) -> Outgoing:
    wording = message.wording
    if not wording.version:
        return message
    style = Style(wording.style)
    chosen = Chosen(message.kind, message.channel, style, wording.elements, wording.language)
    begins = offer.arrives_at.astimezone(zone)
    preview = book.preview(chosen, Values(day=begins.date(), at=begins.time()))
    version = book.version_of(message.kind, message.channel, style, wording.language)
    return replace(
        message,
        wording=replace(wording, version=version),
        is_reviewed=not UNREVIEWED & set(preview.problems),
        fits_one_part=set(preview.problems) <= UNREVIEWED,
    )
