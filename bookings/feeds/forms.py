"""Which worker or desk a calendar is asked for."""

from collections.abc import Iterable

from bookings.feeds.queries.own import Whose
from portal.web.forms import Problems, Typed, chosen


def key_of(whose: Whose) -> str:
    """How the form names a worker or a desk."""
    return str(whose.worker_id or whose.desk_pattern_id)


def read_whose(typed: Typed, choices: Iterable[Whose]) -> Whose | Problems:
    """One of those that may be had."""
    found = chosen(typed, "whose", choices, named=key_of)
    return found if found is not None else Problems(whose="missing")
