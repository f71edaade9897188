"""Her answers, read from text and written to it: what cannot be read is refused, never guessed."""

import re
from datetime import date
from enum import Enum
from typing import TypeAlias

from bookings.contact.rules.choices import ALONE, Route
from bookings.contact.rules.fields import Field
from bookings.contact.rules.hours import Hours, NotHours
from bookings.contact.rules.hours_text import read_day, read_hours, write_hours
from bookings.contact.rules.questions import QUESTIONS, Takes

Value: TypeAlias = bool | str | date | Hours | Enum | frozenset[Enum] | tuple[str, ...]

LONGEST = 240
MOST_NAMES = 20

# Enough to keep a slip of the finger, and a second address, out of a header.
ADDRESS = re.compile(r"[^@\s<>(),;:\"\\]+@[^@\s<>(),;:\"\\]+\.[^@\s<>(),;:\"\\.]+")

# What a form sends of a box that was ticked, or of two buttons; as it is kept, too.
YES, NO = "yes", "no"


class Why(Enum):
    """Why an answer cannot be read."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    TOO_MANY = "too many"
    NOT_A_CHOICE = "not a choice"
    NOT_TOGETHER = "not together with others"
    NOT_A_DAY = "not a date"
    NOT_HOURS = "not hours"
    NOT_AN_ADDRESS = "not an address"


class Unreadable(ValueError):
    """An answer that cannot be read; `words` is the part of it that cannot."""

    def __init__(self, field: Field, why: Why, words: str = "") -> None:
        super().__init__(f"{field.value}: {why.value}")
        self.field, self.why, self.words = field, why, words


def read(field: Field, text: str) -> Value:
    """The answer in a form's text. Names and chosen words stand one a line. Raises Unreadable; an
    empty text is no answer, and whoever has none leaves the field unknown."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if not lines:
        raise Unreadable(field, Why.EMPTY)
    match QUESTIONS[field].takes:
        case Takes.SOME:
            return _some(field, lines)
        case Takes.TEXT:
            return _text(field, " ".join(lines))
        case Takes.NAMES:
            return _names(field, lines)
        case Takes.HOURS:
            return _hours(field, "\n".join(lines))
        case takes:
            return _one(takes, field, lines)


def _one(takes: Takes, field: Field, lines: list[str]) -> Value:
    if len(lines) > 1:
        raise Unreadable(field, Why.TOO_MANY)
    if takes is Takes.YES_NO:
        return _yes_no(field, lines[0])
    return _day(field, lines[0]) if takes is Takes.DAY else _choice(field, lines[0])


def write(value: Value) -> str:
    """The text that `read` reads this value from."""
    match value:
        case bool():
            return YES if value else NO
        case Enum():
            return str(value.value)
        case frozenset():
            return "\n".join(sorted(str(each.value) for each in value))
        case tuple():
            return "\n".join(value)
        case Hours():
            return write_hours(value)
        case date():
            return value.isoformat()
        case str():
            return value


def _yes_no(field: Field, said: str) -> bool:
    if said not in (YES, NO):
        raise Unreadable(field, Why.NOT_A_CHOICE, said)
    return said == YES


def _choice(field: Field, said: str) -> Enum:
    choices = QUESTIONS[field].choices
    for each in choices or ():
        if each.value == said:
            return each
    raise Unreadable(field, Why.NOT_A_CHOICE, said)


def _some(field: Field, lines: list[str]) -> frozenset[Enum]:
    """ "In person only" and "I will contact you" are said alone: beside a way they would be two
    answers, and which is meant is not for us to guess."""
    found = frozenset(_choice(field, line) for line in lines)
    if field is Field.ROUTES and len(found) > 1 and any(way in ALONE for way in found):
        raise Unreadable(field, Why.NOT_TOGETHER)
    return found


def _text(field: Field, said: str) -> str:
    if field is Field.EMAIL_ADDRESS and not ADDRESS.fullmatch(said):
        raise Unreadable(field, Why.NOT_AN_ADDRESS)
    return _short(field, said)


def _short(field: Field, said: str) -> str:
    if len(said) > LONGEST:
        raise Unreadable(field, Why.TOO_LONG)
    return said


def _names(field: Field, lines: list[str]) -> tuple[str, ...]:
    if len(lines) > MOST_NAMES:
        raise Unreadable(field, Why.TOO_MANY)
    return tuple(_short(field, line) for line in lines)


def _hours(field: Field, text: str) -> Hours:
    try:
        return read_hours(text)
    except NotHours as problem:
        raise Unreadable(field, Why.NOT_HOURS, str(problem)) from None


def _day(field: Field, said: str) -> date:
    try:
        return read_day(said)
    except ValueError:
        raise Unreadable(field, Why.NOT_A_DAY, said) from None


# What stands where nobody was asked (V-15).
DEFAULT_ROUTES = frozenset({Route.SHE_CONTACTS_US})
