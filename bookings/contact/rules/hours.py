"""Safe hours as she tells them: by the clock on the wall, day by day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

A_DAY = timedelta(days=1)
MIDNIGHT = time(0)
LONGEST_CYCLE = 366

# From one reading of the wall clock to another, without a zone; the end is not within.
Wall: TypeAlias = tuple[datetime, datetime]


class NotHours(ValueError):
    """These hours say nothing that can be kept to."""


@dataclass(frozen=True, slots=True)
class Times:
    """From one wall time to another. An end at or before the beginning is on the next day; the two
    are equal only from midnight to midnight, so that a slip of the finger is no whole day."""

    begins: time
    ends: time

    def __post_init__(self) -> None:
        if self.begins == self.ends != MIDNIGHT:
            raise NotHours("begins as it ends")
        if any(each.second or each.microsecond or each.tzinfo for each in (self.begins, self.ends)):
            raise NotHours("not whole minutes of the wall clock")

    def on(self, day: date) -> Wall:
        """These times as they begin on a day."""
        last = day if self.ends > self.begins else day + A_DAY
        return datetime.combine(day, self.begins), datetime.combine(last, self.ends)


@dataclass(frozen=True, slots=True)
class Weekly:
    """Times that begin on this day of every week; Monday is 0."""

    weekday: int
    times: Times

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise NotHours("no such day of the week")


@dataclass(frozen=True, slots=True)
class Rotation:
    """A pattern that comes again every `days` days, say somebody's shifts. Each of `turns` is a
    day of it, the anchor being day 0, and times that begin then."""

    anchor: date
    days: int
    turns: frozenset[tuple[int, Times]]

    def __post_init__(self) -> None:
        if not 2 <= self.days <= LONGEST_CYCLE:
            raise NotHours("a pattern has 2 to 366 days")
        if not all(0 <= turn < self.days for turn, _ in self.turns):
            raise NotHours("no such day of the pattern")

    def turn_of(self, day: date) -> int:
        return (day - self.anchor).days % self.days


@dataclass(frozen=True, slots=True)
class Hours:
    """All that she said of when she may be reached. A blocked date wins over everything; after
    `until` nothing stands. Said of nothing, no moment is safe."""

    weekly: frozenset[Weekly] = frozenset()
    rotations: frozenset[Rotation] = frozenset()
    extra: frozenset[tuple[date, Times]] = frozenset()
    blocked: frozenset[date] = frozenset()
    until: date | None = None

    def begun_on(self, day: date) -> Iterator[Wall]:
        """What begins on a day, blocked or not."""
        for weekly in self.weekly:
            if weekly.weekday == day.weekday():
                yield weekly.times.on(day)
        for rotation in self.rotations:
            turn = rotation.turn_of(day)
            yield from (times.on(day) for each, times in rotation.turns if each == turn)
        yield from (times.on(day) for each, times in self.extra if each == day)


def wall_spans(hours: Hours, begins: datetime, ends: datetime) -> list[Wall]:
    """The safe readings of the wall clock between two of them, merged and in order."""
    found: list[Wall] = []
    # What began the evening before may go on over midnight.
    day = begins.date() - A_DAY
    while day <= ends.date():
        found += hours.begun_on(day)
        day += A_DAY
    kept = merged(found)
    for blocked in hours.blocked:
        kept = _without(kept, blocked)
    last = ends if hours.until is None else min(ends, _midnight(hours.until + A_DAY))
    return [(max(a, begins), min(b, last)) for a, b in kept if max(a, begins) < min(b, last)]


def merged(spans: Sequence[Wall]) -> list[Wall]:
    """Spans in order, those that overlap or touch as one."""
    found: list[Wall] = []
    for begins, ends in sorted(spans):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return found


def _without(spans: Sequence[Wall], blocked: date) -> list[Wall]:
    first, last = _midnight(blocked), _midnight(blocked + A_DAY)
    parts = [part for a, b in spans for part in ((a, min(b, first)), (max(a, last), b))]
    return [(a, b) for a, b in parts if a < b]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, MIDNIGHT)
