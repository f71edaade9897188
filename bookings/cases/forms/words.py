"""Words, days and choices as they are typed on the pages of a case."""

from datetime import date
from enum import Enum
from typing import TypeVar

from bookings.people.rules.facts import day_in
from portal.web.forms import Problems, Typed, one

LONGEST = 500
LONGEST_LINE = 240

Choice = TypeVar("Choice", bound=Enum)


def words_in(
    typed: Typed, name: str, problems: Problems, *, longest: int = LONGEST, needed: bool = False
) -> str:
    """What was written under `name`; what is too long, or missing and needed, is a problem."""
    text = one(typed, name).replace("\r", "")
    if len(text) > longest:
        problems[name] = "too_long"
    elif needed and not text:
        problems[name] = "say_this"
    return text


def line_in(typed: Typed, name: str, problems: Problems, *, needed: bool = False) -> str:
    """As `words_in`, for one line."""
    text = words_in(typed, name, problems, longest=LONGEST_LINE, needed=needed)
    return " ".join(text.split())


def choice_in(typed: Typed, name: str, kind: type[Choice], problems: Problems) -> Choice | None:
    """What was chosen; nothing is assumed, so None is a problem too."""
    try:
        return kind(one(typed, name))
    except ValueError:
        problems[name] = "choose_one"
        return None


def day_typed(typed: Typed, name: str, problems: Problems, *, needed: bool = True) -> date | None:
    """The day that was typed as 2026-11-25."""
    text = one(typed, name)
    found = day_in(text)
    if found is None and (text or needed):
        problems[name] = "not_a_day"
    return found


def count_in(typed: Typed, name: str, problems: Problems, most: int) -> int | None:
    """A whole number from none to `most`; None where the field was left empty."""
    text = one(typed, name)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text) <= most):
        problems[name] = "not_a_count"
        return None
    return int(text)
