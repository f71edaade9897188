"""What is typed of somebody who does harm (C-19)."""

from typing import Any

from bookings.cases.forms.words import choice_in, day_typed, line_in, words_in
from bookings.people.rules.facts import SaidBy, day_in
from bookings.people.rules.harm import HarmFactKind
from portal.web.forms import Problems, Typed


def read_harm(typed: Typed) -> dict[str, Any] | Problems:
    """What they are to whoever they harm, in words; that is all it takes to begin."""
    problems = Problems()
    relation = line_in(typed, "relation", problems, needed=True)
    return problems or {"relation": relation}


def read_harm_fact(typed: Typed) -> dict[str, Any] | Problems:
    problems = Problems()
    kind = choice_in(typed, "kind", HarmFactKind, problems)
    said_by = choice_in(typed, "said_by", SaidBy, problems)
    value = words_in(typed, "value", problems, needed=True)
    until = day_typed(typed, "until", problems, needed=False)
    if kind is HarmFactKind.BORN_ON and value and day_in(value) is None:
        problems["value"] = "not_a_day"
    order = until if kind is HarmFactKind.ORDER else None
    return problems or {"kind": kind, "value": value, "said_by": said_by, "until": order}
