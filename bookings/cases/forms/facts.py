"""A fact of a case, as it is typed: what, what for, and who said it."""

from typing import Any

from bookings.cases.forms.words import choice_in, line_in, words_in
from bookings.people.rules.facts import (
    NEEDS_NO_REASON,
    ONLY_THEMSELVES,
    FactKind,
    SaidBy,
    day_in,
    is_area,
)
from portal.web.forms import Problems, Typed, ticked


def read_fact(typed: Typed) -> dict[str, Any] | Problems:
    """The columns of a fact, or what is to be mended. An area holds no number (S-29); what only
    they can say is not taken from anybody else."""
    problems = Problems()
    kind = choice_in(typed, "kind", FactKind, problems)
    said_by = choice_in(typed, "said_by", SaidBy, problems)
    value = words_in(typed, "value", problems, needed=True)
    why = line_in(typed, "why", problems, needed=kind not in NEEDS_NO_REASON)
    source = line_in(typed, "source", problems)
    if kind is FactKind.BORN_ON and value and day_in(value) is None:
        problems["value"] = "not_a_day"
    if kind is FactKind.CONFIDENTIAL_AREA and not is_area(value):
        problems["value"] = "only_an_area"
    if kind in ONLY_THEMSELVES and said_by not in (None, SaidBy.THEMSELVES):
        problems["said_by"] = "only_they_say"
    may_post = kind is FactKind.ADDRESS and ticked(typed, "safe_for_post")
    if may_post and said_by not in (None, SaidBy.THEMSELVES):
        problems["safe_for_post"] = "only_they_say"
    return problems or {
        "kind": kind,
        "value": value,
        "why": why or None,
        "said_by": said_by,
        "source": source or None,
        "is_safe_for_post": may_post,
    }
