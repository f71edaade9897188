"""What staff or an agency will do, as it is typed: never what she will do (S-42, S-62)."""

from typing import Any

from bookings.cases.forms.words import choice_in, day_typed, line_in, words_in
from bookings.people.rules.steps import Doer
from portal.web.forms import Problems, Typed


def read_step(typed: Typed) -> dict[str, Any] | Problems:
    """Who does what, and by when; who it is there is known by name where that is known."""
    problems = Problems()
    doer = choice_in(typed, "doer", Doer, problems)
    who = line_in(typed, "who", problems)
    what = words_in(typed, "what", problems, needed=True)
    by_when = day_typed(typed, "by_when", problems)
    return problems or {"doer": doer, "who": who or None, "what": what, "by_when": by_when}
