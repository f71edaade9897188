"""Which weeks are whose: linked people come in different weeks, booked or not (C-08, S-26).

A turn only ever narrows. So what was apart stays apart, and no link that is written later gives
anybody a week in which somebody else is expected.
"""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

# Turns come round after so many weeks; where that is too few for the links of somebody, after twice
# as many, up to the longest.
ROUND = 4
LONGEST = 32


class NoTurnLeft(Exception):
    """So many are linked with one another that no week is left to give."""


class Turn(NamedTuple):
    """Somebody's weeks: bit n of `weeks` is week n of every round of `of` weeks, a power of two."""

    weeks: int
    of: int

    def has(self, day: date) -> bool:
        """Whether this day is in one of the weeks."""
        return bool(self.weeks >> (week_of(day) % self.of) & 1)


EVERY_WEEK = Turn((1 << ROUND) - 1, ROUND)


def week_of(day: date) -> int:
    """Weeks counted without end, from Monday to Sunday: no year begins them anew."""
    return (day.toordinal() - 1) // 7


def are_apart(one: Turn, other: Turn) -> bool:
    """Whether no week is both's."""
    one, other = _alike(one, other)
    return not one.weeks & other.weeks


def part(kept: Turn, yields: Turn, coming: Collection[int] = ()) -> tuple[Turn, Turn]:
    """Both turns with no week in common. Whoever `yields` gives way: to weeks that were never the
    other's where there are some; else to one single week of the round, which the other gives up,
    if it can be none of the weeks in which the other is `coming`.

    Raises NoTurnLeft.
    """
    kept, yields = _alike(kept, yields)
    if not kept.weeks & yields.weeks:
        return kept, yields
    own = yields.weeks & ~kept.weeks
    if own:
        return kept, Turn(own, yields.of)
    one = _one_of(yields, coming)
    if kept.weeks != one:
        return Turn(kept.weeks & ~one, kept.of), Turn(one, yields.of)
    if kept.of >= LONGEST:
        raise NoTurnLeft
    return part(_in(kept, 2 * kept.of), _in(yields, 2 * yields.of), coming)


def _one_of(turn: Turn, coming: Collection[int]) -> int:
    """One week of a turn, as a bit: the one in which the other is expected least."""
    expected = [week % turn.of for week in coming]
    weeks = [week for week in range(turn.of) if turn.weeks >> week & 1]
    return 1 << min(weeks, key=lambda week: (expected.count(week), week))


def _alike(one: Turn, other: Turn) -> tuple[Turn, Turn]:
    longer = max(one.of, other.of)
    return _in(one, longer), _in(other, longer)


def _in(turn: Turn, weeks: int) -> Turn:
    """The very same weeks, told in rounds of so many."""
    times = weeks // turn.of
    return Turn(sum(turn.weeks << (turn.of * each) for each in range(times)), weeks)
