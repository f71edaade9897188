"""What somebody asked for and does not have yet, so that it stands out (V-20)."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from enum import Enum

from bookings.day.rules.asked_for import AskedFor


class Lacking(Enum):
    """What is not arranged yet."""

    INTERPRETER = "interpreter"
    SIGNS = "signs"
    CRECHE = "creche"


@dataclass(frozen=True, slots=True)
class Covered:
    """Her stops that are ahead, and at which of them somebody interprets for her."""

    stops: frozenset[Hashable]
    spoken: frozenset[Hashable]
    signed: frozenset[Hashable]


def lacking(
    asked: AskedFor,
    covered: Covered,
    hours: tuple[int, int] | None,
    wishes: Iterable[tuple[int, int] | None],
) -> tuple[Lacking, ...]:
    """`hours` are those she is there, in cells; `wishes` has for each child who should go to the
    creche and has not gone home, the hours of the place, or None. Nothing is lacking for hours
    that are over."""
    found: list[Lacking] = []
    if asked.interpreter and _is_open(covered.stops, covered.spoken):
        found.append(Lacking.INTERPRETER)
    if asked.signs and _is_open(covered.stops, covered.signed):
        found.append(Lacking.SIGNS)
    if hours and any(place is None or not _covers(place, hours) for place in wishes):
        found.append(Lacking.CRECHE)
    return tuple(found)


def _is_open(stops: Collection[Hashable], covered: Collection[Hashable]) -> bool:
    return not set(stops) <= set(covered)


def _covers(place: tuple[int, int], hours: tuple[int, int]) -> bool:
    return place[0] <= hours[0] and hours[1] <= place[1]
