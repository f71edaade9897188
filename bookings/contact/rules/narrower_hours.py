"""Whether hours lie wholly within other hours, on every day that will ever come (S-07).

What is weekly must lie within what was weekly, a pattern within one that turns alike, a single date
within anything. So hours that are fewer only by chance of two patterns count as wider: then a
person is asked, and nobody is reached at a wrong hour.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from bookings.contact.rules.hours import A_DAY, Hours, Rotation, Times, Wall, merged, wall_spans

# A Monday on which every circle is laid out; which one is of no matter.
A_MONDAY = date(2024, 1, 1)


def no_wider(old: Hours, new: Hours) -> bool:
    """Whether every moment that `new` allows, `old` allows too."""
    return (
        old.blocked <= new.blocked
        and _ends_no_later(old, new)
        and _lie_within(_week(new), _week(old))
        and all(_turns_within(rotation, old) for rotation in new.rotations)
        and _lie_within(_single(new), _around(old, new))
    )


def _ends_no_later(old: Hours, new: Hours) -> bool:
    return old.until is None or (new.until is not None and new.until <= old.until)


def _week(hours: Hours) -> list[Wall]:
    return _circle(7, [(each.weekday, each.times) for each in hours.weekly])


def _turns_within(rotation: Rotation, old: Hours) -> bool:
    """Within all the patterns of `old` that are as long, turned to begin where this one does."""
    alike = [each for each in old.rotations if each.days == rotation.days]
    turned = [
        ((turn - each.turn_of(rotation.anchor)) % each.days, times)
        for each in alike
        for turn, times in each.turns
    ]
    mine = _circle(rotation.days, list(rotation.turns))
    return _lie_within(mine, _circle(rotation.days, turned))


def _circle(days: int, turns: Iterable[tuple[int, Times]]) -> list[Wall]:
    """Times on a circle of days, three rounds of it, of which the one in the middle is whole."""
    rounds = [
        times.on(A_MONDAY + timedelta(days=turn + days * lap))
        for turn, times in turns
        for lap in range(3)
    ]
    begins = datetime.combine(A_MONDAY + timedelta(days=days), datetime.min.time())
    ends = begins + timedelta(days=days)
    return [(max(a, begins), min(b, ends)) for a, b in merged(rounds) if a < ends and b > begins]


def _single(hours: Hours) -> list[Wall]:
    return merged([times.on(day) for day, times in hours.extra])


def _around(old: Hours, new: Hours) -> list[Wall]:
    """All that `old` allows about the single dates of `new`; what it blocks, `new` blocks too."""
    free = replace(old, blocked=frozenset(), until=None)
    spans = [
        span
        for begins, ends in _single(new)
        for span in wall_spans(free, begins - A_DAY, ends + A_DAY)
    ]
    return merged(spans)


def _lie_within(inner: list[Wall], outer: list[Wall]) -> bool:
    return all(any(a <= begins and ends <= b for a, b in outer) for begins, ends in inner)
