"""What she said of reaching her, from what was typed: the answers that are kept."""

from dataclasses import dataclass
from datetime import datetime

from bookings.contact.numbers import kind_of
from bookings.contact.rules.answers import Value
from bookings.contact.rules.choices import Channel, Element, Kind, PhoneKind, Route
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import LIFE, Answer, Preference, Wording
from bookings.visits import forms
from bookings.visits.rules.journey import Journey
from bookings.visits.steps.wishes import answered

# What a tap on the question says: by text, by a call, or either.
TEXT, CALL, BOTH = "text", "call", "both"
TEXTS, CALLS = (TEXT, BOTH), (CALL, BOTH)


@dataclass(frozen=True, slots=True)
class _Phone:
    route: Route
    number: Field
    whose: Field
    seen_by: Field
    call: Field
    voicemail: Field


_MOBILE = _Phone(
    Route.MOBILE,
    Field.MOBILE_NUMBER,
    Field.MOBILE_WHOSE,
    Field.MOBILE_SEEN_BY,
    Field.MOBILE_CALL,
    Field.MOBILE_VOICEMAIL,
)
_OTHER = _Phone(
    Route.OTHER_PHONE,
    Field.OTHER_NUMBER,
    Field.OTHER_WHOSE,
    Field.OTHER_SEEN_BY,
    Field.OTHER_CALL,
    Field.OTHER_VOICEMAIL,
)


def how_of(journey: Journey) -> forms.ContactHow | None:
    """What she said of her phone, where she wants to be reached at all."""
    return answered(journey, "contact_how", forms.ContactHow) if journey.ways else None


def answers(journey: Journey) -> dict[Field, Value]:
    """All that she said, field by field; nothing where she contacts us (V-15)."""
    how = how_of(journey)
    if how is None:
        return {}
    said = {**_of_phone(journey.ways, how), **_of_calls(journey.ways, how), **_of_words(journey)}
    return {field: value for field, value in said.items() if value is not None}


def _of_phone(ways: str, how: forms.ContactHow) -> dict[Field, Value | None]:
    phone = _phone_of(how)
    said: dict[Field, Value | None] = {
        Field.ROUTES: frozenset({phone.route}),
        phone.number: how.number,
        phone.whose: how.whose,
        phone.seen_by: how.seen_by,
        phone.call: ways in CALLS,
        Field.HOURS: how.hours if how.hours.weekly else None,
    }
    if phone is _MOBILE:
        said[Field.MOBILE_TEXT] = ways in TEXTS
        said[Field.TEXTS_SHOWN_ELSEWHERE] = how.shown_elsewhere
    return said


def _of_calls(ways: str, how: forms.ContactHow) -> dict[Field, Value | None]:
    if ways not in CALLS:
        return {}
    return {
        _phone_of(how).voicemail: how.voicemail,
        Field.SAY_WHO_CALLS: how.say_who,
        Field.IF_ANOTHER_ANSWERS: how.if_another,
    }


def _phone_of(how: forms.ContactHow) -> _Phone:
    return _MOBILE if kind_of(how.number) is PhoneKind.UK_MOBILE else _OTHER


def _of_words(journey: Journey) -> dict[Field, Value | None]:
    words = approved_words(journey)
    if not words:
        return {}
    any_of_them = next(iter(words.values()))
    return {
        Field.PURPOSES: frozenset(words),
        Field.LANGUAGE: any_of_them.language,
        Field.STYLE: any_of_them.style,
        Field.ELEMENTS: frozenset(any_of_them.elements) or None,
    }


def approved_words(journey: Journey) -> dict[Kind, Wording]:
    """The words that she allowed, by what they are for (S-09); none unless texts may come."""
    said = journey.approved
    if journey.ways not in TEXTS or not said:
        return {}
    elements = frozenset(map(Element, said["elements"].split()))
    return {
        kind: Wording(said[kind.value], said["language"], said["style"], elements)
        for kind in Kind
        if kind.value in said
    }


def preference(journey: Journey, now: datetime) -> Preference:
    """As it will stand once it is kept."""
    said, how = answers(journey), how_of(journey)
    return Preference(
        {field: Answer(value, now + LIFE) for field, value in said.items()},
        approved={(kind, Channel.TEXT): it for kind, it in approved_words(journey).items()},
        mobile_is=kind_of(how.number) if how else PhoneKind.NO_NUMBER,
    )
