"""The messages that she may allow, to the letter, and when the first of them would come (V-16)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from bookings.contact.rules.choices import Channel, Element, Kind
from bookings.contact.rules.decision import next_safe
from bookings.contact.rules.fields import Field
from bookings.contact.rules.outgoing import Outgoing
from bookings.contact.rules.preference import LIFE, Answer, Preference, Wording
from bookings.contact.rules.verdicts import Reason
from bookings.contact.wording.rules.terms import Chosen, Values
from bookings.contact.wording.today import can_be_said, is_reviewed
from bookings.contact.wording.wordbook import wordbook
from bookings.visits import forms
from bookings.visits.rules.journey import Journey
from bookings.visits.rules.reminding import reminder_span
from bookings.visits.steps.ahead import Ahead
from bookings.visits.steps.reaching import how_of, preference
from bookings.visits.steps.step import Asked
from bookings.visits.steps.wishes import answered, called
from portal.i18n import now_speaking

WELSH = "cy"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One kind of message: its words, to the letter, and whether they can be said at all. What is
    called off reads otherwise than what is moved, so a kind may have two."""

    kind: Kind
    texts: tuple[str, ...]
    wording: Wording
    is_reviewed: bool
    can_be_said: bool


def languages(asked: Asked) -> list[str]:
    """The languages that there are messages in."""
    return sorted(wordbook(asked.house.settings.public_name).reviewers())


def languages_read(asked: Asked) -> list[str]:
    """Those in which somebody named has read every message, so that one can be sent (S-08)."""
    found = wordbook(asked.house.settings.public_name).reviewers()
    return sorted(tag for tag, name in found.items() if name)


def language_of(asked: Asked, form: forms.ContactWords) -> str:
    """The language that she chose; else Welsh where she asked for it (she is asked that once);
    else the one that her page is in."""
    if form.language in languages(asked):
        return form.language
    asks = answered(asked.subject.journey, "asks", forms.Asks)
    return WELSH if asks and asks.welsh else now_speaking().tag


def draw(asked: Asked, ahead: Ahead, form: forms.ContactWords) -> list[Drawn]:
    """Every kind of message as it would come, with her own day and time in it; where she waits,
    with the time at which that morning begins."""
    values = _values(asked, ahead)
    return [_drawn(asked, kind, form, values) for kind in ahead.kinds]


def seen(messages: Iterable[Drawn]) -> str:
    """Stands for all that was shown: approved is only what was seen just so (S-09, V-16)."""
    shown = [(each.texts, each.wording.version, each.wording.language) for each in messages]
    return sha256(repr(shown).encode()).hexdigest()[:24]


def _values(asked: Asked, ahead: Ahead) -> Values:
    begins = ahead.begins.astimezone(asked.house.settings.timezone)
    never = called(asked.subject.journey)
    return Values(day=begins.date(), at=begins.time(), never=(never,) if never else ())


def _drawn(asked: Asked, kind: Kind, form: forms.ContactWords, values: Values) -> Drawn:
    book = wordbook(asked.house.settings.public_name)
    language = language_of(asked, form)
    chosen = Chosen(kind, Channel.TEXT, form.style, frozenset(form.elements), language)
    previews = book.previews(chosen, values)
    version = book.version_of(kind, Channel.TEXT, form.style, language)
    return Drawn(
        kind,
        tuple(each.text for each in previews),
        Wording(version, language, form.style.value, frozenset(form.elements)),
        is_reviewed(previews),
        can_be_said(previews),
    )


def outlook(asked: Asked, ahead: Ahead, messages: Iterable[Drawn]) -> datetime | Reason | None:
    """When the first of these would come, or why none can go (S-06). None where the first depends
    on something that has still to happen; a place that comes free may do so now."""
    told = [_first(asked, ahead, each) for each in messages]
    reasons = [each for each in told if isinstance(each, Reason)]
    times = [each for each in told if isinstance(each, datetime)]
    if told and len(reasons) == len(told):
        return reasons[0]
    return min(times, default=None)


def _first(asked: Asked, ahead: Ahead, drawn: Drawn) -> datetime | Reason | None:
    moment, late = _span(asked, ahead, drawn.kind)
    message = Outgoing(
        kind=drawn.kind,
        channel=Channel.TEXT,
        to=_number(asked.subject.journey),
        wording=drawn.wording,
        is_reviewed=drawn.is_reviewed,
        fits_one_part=drawn.can_be_said,
        useful_until=late,
        begins_at=ahead.begins,
        stands=True,
        sent_so_far=0,
    )
    found = next_safe(_allowing(asked, drawn), message, moment)
    is_foreseen = drawn.kind is (Kind.REMINDER if ahead.last_word is None else Kind.OFFER)
    return found if is_foreseen or isinstance(found, Reason) else None


def _span(asked: Asked, ahead: Ahead, kind: Kind) -> tuple[datetime, datetime]:
    """From when on such a message could go, and from when on it would come too late."""
    if kind is Kind.REMINDER:
        return reminder_span(ahead.begins, asked.now)
    if kind is Kind.OFFER and ahead.last_word is not None:
        return asked.now, ahead.last_word
    return asked.now, ahead.begins


def _number(journey: Journey) -> str:
    how = how_of(journey)
    return how.number if how else ""


def _allowing(asked: Asked, drawn: Drawn) -> Preference:
    """What she said so far, and these words allowed too."""
    so_far = preference(asked.subject.journey, asked.now)
    allowed: dict[Field, Answer] = {
        Field.PURPOSES: Answer(frozenset({drawn.kind}), asked.now + LIFE),
        Field.ELEMENTS: Answer(frozenset[Element](drawn.wording.elements), asked.now + LIFE),
    }
    return replace(
        so_far,
        answers={**so_far.answers, **allowed},
        approved={(drawn.kind, Channel.TEXT): drawn.wording},
    )
