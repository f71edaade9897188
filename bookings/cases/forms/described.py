"""What was done, what happened, and what somebody writes of a person, as it is typed."""

from typing import Any

from bookings.cases.forms.words import choice_in, day_typed, line_in, words_in
from bookings.people.rules.abuse import AbuseKind, Happened, Pattern
from portal.web.forms import Problems, Typed

THREE = ("seen", "said", "view")


def read_three(typed: Typed, problems: Problems, *, needed: bool) -> dict[str, str | None]:
    """What was seen, what was said and what the writer thinks, each by itself."""
    words = {name: words_in(typed, name, problems) or None for name in THREE}
    if needed and not any(words.values()) and not set(THREE) & set(problems):
        problems["seen"] = "in_words"
    return words


def read_abuse(typed: Typed) -> dict[str, Any] | Problems:
    """A kind and its pattern; or that it was not told us yet, which is an answer, as an empty
    field is none (C-18)."""
    problems = Problems()
    kind = choice_in(typed, "kind", AbuseKind, problems)
    if kind is AbuseKind.NOT_TOLD_YET:
        return {"kind": kind, "pattern": Pattern.NOT_TOLD_YET}
    pattern = choice_in(typed, "pattern", Pattern, problems)
    by_whom = line_in(typed, "by_whom", problems, needed=True)
    three = read_three(typed, problems, needed=False)
    return problems or {"kind": kind, "pattern": pattern, "by_whom": by_whom, **three}


def read_event(typed: Typed) -> dict[str, Any] | Problems:
    """What happened and on which day; who turned them away where a refuge had no place."""
    problems = Problems()
    kind = choice_in(typed, "kind", Happened, problems)
    day = day_typed(typed, "happened_on", problems)
    who = line_in(typed, "who", problems, needed=kind is Happened.REFUGE_FULL)
    three = read_three(typed, problems, needed=kind is Happened.OTHER)
    return problems or {"kind": kind, "happened_on": day, "who": who or None, **three}


def read_note(typed: Typed) -> dict[str, Any] | Problems:
    problems = Problems()
    three = read_three(typed, problems, needed=True)
    return problems or three
