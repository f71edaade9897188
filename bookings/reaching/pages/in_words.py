"""The message that would go to somebody in the words of today: where those are not the words that
were approved, or nobody has reviewed them, the decision says so (S-08, S-09)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bookings.contact.rules.choices import Channel, Kind
from bookings.contact.rules.fields import Field
from bookings.contact.rules.outgoing import Outgoing
from bookings.contact.rules.preference import Preference, Wording
from bookings.contact.wording.rules import terms
from bookings.contact.wording.rules.terms import Chosen, Preview, Problem, Values
from bookings.contact.wording.wordbook import Wordbook
from bookings.people.models import Client
from bookings.reaching.queries.outgoing import NO_WORDS, WouldBe, as_approved
from bookings.reaching.queries.telling import place_of
from bookings.visits.models import Visit
from bookings.visits.queries.openings import planned_stops

STYLES = frozenset(each.value for each in terms.Style)

# What somebody can still mend by reviewing; everything else cannot be said at all.
UNREVIEWED = frozenset({Problem.NOT_TRANSLATED, Problem.NOT_REVIEWED})


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
        approved = preference.approved.get((kind, channel))
        if approved is None or approved.style not in STYLES:
            return replace(message, wording=NO_WORDS)
        return _as_of_today(message, approved, book, values_of(db, visit, preference, zone))

    return would_be


def _as_of_today(message: Outgoing, approved: Wording, book: Wordbook, values: Values) -> Outgoing:
    style = terms.Style(approved.style)
    chosen = Chosen(message.kind, message.channel, style, approved.elements, approved.language)
    version = book.version_of(chosen.kind, chosen.channel, chosen.style, chosen.language)
    previews = book.previews(chosen, values)
    return replace(
        message,
        wording=replace(approved, version=version),
        is_reviewed=is_reviewed(previews),
        fits_one_part=can_be_said(previews),
    )


def is_reviewed(previews: Sequence[Preview]) -> bool:
    """Whether somebody has read all of these in this language (S-08)."""
    return not any(UNREVIEWED & set(each.problems) for each in previews)


def can_be_said(previews: Sequence[Preview]) -> bool:
    """Whether nothing but a review is lacking."""
    return all(set(each.problems) <= UNREVIEWED for each in previews)


def values_of(db: Session, visit: Visit, preference: Preference, zone: ZoneInfo) -> Values:
    """Day and time by the wall clock; their name never stands in it, nor whatever they named."""
    stops = planned_stops(db, visit.id)
    begins = stops[0].starts_at.astimezone(zone) if stops else None
    never = preference.value(Field.NEVER_NAMES)
    name = db.get_one(Client, visit.client_id).chosen_name
    return Values(
        day=begins.date() if begins else None,
        at=begins.time() if begins else None,
        place=place_of(db, visit),
        phrase=preference.text(Field.OUR_PHRASE),
        never=(*(never if isinstance(never, tuple) else ()), *([name] if name else [])),
    )
