"""One group of her answers, as they are typed while she says them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from bookings.contact.rules.answers import Unreadable, Value, read
from bookings.contact.rules.fields import Field
from bookings.contact.rules.questions import QUESTIONS, Group, Takes
from bookings.reaching.forms.hours import plain_hours
from bookings.reaching.rules.shown import HIDDEN, fields_of
from portal.web.forms import Problems, Typed, one, ticked


class How(Enum):
    """How somebody of the staff heard it. There is no third way to widen anything (S-07)."""

    HERE = "here"
    RANG = "rang"


@dataclass(frozen=True, slots=True)
class GroupSaid:
    """What was said of one group; None is "not known". What is hidden and was left empty stays as
    it stands and is not in `answers`. `was` is the version that the page was made from."""

    how: How
    answers: Mapping[Field, Value | None]
    was: str


def read_how(typed: Typed, problems: Problems) -> How:
    """Chosen each time anew: there is no default."""
    try:
        return How(one(typed, "how"))
    except ValueError:
        problems["how"] = "choose_one"
        return How.HERE


def read_group(group: Group, typed: Typed) -> GroupSaid | Problems:
    """The answers of a group, or by field what is to be mended."""
    problems = Problems()
    how = read_how(typed, problems)
    answers: dict[Field, Value | None] = {}
    for field in fields_of(group, whole=True):
        try:
            if not _is_left(field, typed):
                answers[field] = _answer(field, typed)
        except Unreadable as why:
            problems[field.value] = why.why.name.lower()
    return problems or GroupSaid(how, answers, one(typed, "was"))


def gone(field: Field) -> str:
    """The box that says that something hidden is not known any more."""
    return f"gone_{field.value}"


def _is_left(field: Field, typed: Typed) -> bool:
    return field in HIDDEN and not one(typed, field.value) and not ticked(typed, gone(field))


def _answer(field: Field, typed: Typed) -> Value | None:
    text = _text(field, typed)
    return read(field, text) if text.strip() else None


def _text(field: Field, typed: Typed) -> str:
    if QUESTIONS[field].takes is Takes.SOME:
        return "\n".join(typed.get(field.value, []))
    text = one(typed, field.value)
    return plain_hours(text) if QUESTIONS[field].takes is Takes.HOURS else text
