"""Single fields as they were typed: a time, a line of text, a choice from a list."""

import re
from datetime import time

from portal.web.forms import Problems, Typed, one

CLOCK_TIME = re.compile("[0-9]{2}:[0-9]{2}")


def time_in(typed: Typed, name: str, problems: Problems) -> time | None:
    """A time of day; None where the field is empty, or unreadable and then a problem."""
    text = one(typed, name)
    if not text:
        return None
    try:
        if CLOCK_TIME.fullmatch(text):
            return time.fromisoformat(text)
    except ValueError:
        pass
    problems[name] = "time_unreadable"
    return None


def line_in(typed: Typed, name: str, longest: int, problems: Problems) -> str:
    """One line, whatever was typed: a list that people read by lines must not be forged."""
    text = " ".join(one(typed, name).split())
    if len(text) > longest:
        problems[name] = "too_long"
    return text


def among(typed: Typed, name: str, choices: tuple[str, ...]) -> str:
    """One of `choices`, or the empty text."""
    text = one(typed, name)
    return text if text in choices else ""
