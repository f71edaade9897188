"""What is typed of a child, who is nobody's field (S-38)."""

from typing import Any

from bookings.cases.forms.described import read_three
from bookings.cases.forms.words import choice_in, day_typed, line_in
from bookings.people.rules.children import (
    CHILD_DAYS,
    Adult,
    ChildFactKind,
    ChildNoteKind,
    ChildSaidBy,
    Relation,
)
from bookings.people.rules.facts import day_in
from portal.web.forms import Problems, Typed, one


def read_child(typed: Typed) -> dict[str, Any] | Problems:
    """A child who is born, with an age or a day of birth; or one who is not, with the day on which
    the child is due where that is known."""
    problems = Problems()
    if one(typed, "born") not in ("yes", "no"):
        problems["born"] = "choose_one"
    name = line_in(typed, "name", problems)
    day = day_typed(typed, "day", problems, needed=False)
    told = name or day
    said_by = choice_in(typed, "said_by", ChildSaidBy, problems) if told else None
    is_born = one(typed, "born") == "yes"
    return problems or {"born": is_born, "name": name, "day": day, "said_by": said_by}


def read_child_fact(typed: Typed) -> dict[str, Any] | Problems:
    problems = Problems()
    kind = choice_in(typed, "kind", ChildFactKind, problems)
    said_by = choice_in(typed, "said_by", ChildSaidBy, problems)
    value = line_in(typed, "value", problems, needed=True)
    why = line_in(typed, "why", problems, needed=kind is not ChildFactKind.PRONOUNS)
    if kind in CHILD_DAYS and value and day_in(value) is None:
        problems["value"] = "not_a_day"
    return problems or {"kind": kind, "value": value, "why": why or None, "said_by": said_by}


def read_child_note(typed: Typed) -> dict[str, Any] | Problems:
    """A need, a wish or a feeling, in the child's words or as the child shows it (C-20)."""
    problems = Problems()
    kind = choice_in(typed, "kind", ChildNoteKind, problems)
    three = read_three(typed, problems, needed=True)
    return problems or {"kind": kind, **three}


def read_child_adult(typed: Typed) -> dict[str, Any] | Problems:
    problems = Problems()
    adult = choice_in(typed, "adult", Adult, problems)
    relation = choice_in(typed, "relation", Relation, problems)
    words = line_in(typed, "words", problems, needed=adult is Adult.ANOTHER)
    return problems or {"adult": adult, "relation": relation, "words": words or None}
