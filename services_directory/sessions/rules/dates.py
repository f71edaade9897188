"""On which days a weekly pattern is held: weekdays, validity, exceptions, bank holidays."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TypeAlias

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class NoSuchWeekday(ValueError):
    """A weekday that is none of iCalendar's seven."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Not held on this date."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Held on another day instead, or at other times; a time left out stays as it is."""

    to: date
    opens_at: time | None = None
    closes_at: time | None = None


@dataclass(frozen=True, slots=True)
class Extra:
    """Held on a date that the week or a bank holiday would not give, or at other times."""

    opens_at: time | None = None
    closes_at: time | None = None


Change: TypeAlias = Skipped | Moved | Extra


@dataclass(frozen=True, slots=True)
class Week:
    """A weekly pattern in wall time. Monday is 0; `valid_to` is its last day, None for no end."""

    weekdays: frozenset[int]
    opens_at: time
    closes_at: time
    valid_from: date
    valid_to: date | None = None
    exceptions: Mapping[date, Change] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeldDay:
    """One date of a pattern, and the day and wall times at which it is really held."""

    pattern_date: date
    day: date
    opens_at: time
    closes_at: time


def weekdays_in(byday: str) -> frozenset[int]:
    """Days as iCalendar writes them ("MO,WE"), Monday as 0. Raises NoSuchWeekday."""
    codes = byday.split(",")
    if unknown := set(codes) - set(WEEKDAYS):
        raise NoSuchWeekday(f"{', '.join(sorted(unknown))!r}: write days as {','.join(WEEKDAYS)}")
    return frozenset(WEEKDAYS.index(code) for code in codes)


def held(week: Week, pattern_date: date, holidays: AbstractSet[date]) -> HeldDay | None:
    """When this date of the pattern is held, or None for not at all.

    Outside its validity nothing is held. An exception has the last word over the weekday (Extra)
    and over a bank holiday (Moved, Extra): a person wrote it down for that very date.
    """
    exception = week.exceptions.get(pattern_date)
    if not _is_valid_on(week, pattern_date) or isinstance(exception, Skipped):
        return None
    if isinstance(exception, Extra):
        return _at(week, pattern_date, pattern_date, exception)
    if pattern_date.weekday() not in week.weekdays:
        return None
    if isinstance(exception, Moved):
        return _at(week, pattern_date, exception.to, exception)
    return None if pattern_date in holidays else _at(week, pattern_date, pattern_date, Extra())


def days_held(
    week: Week, first: date, last: date, holidays: AbstractSet[date]
) -> tuple[HeldDay, ...]:
    """Every date that is held on a day from `first` to `last`, both included, in order of day."""
    candidates = {*_days(first, last), *week.exceptions}
    found = (held(week, each, holidays) for each in candidates)
    within = (each for each in found if each and first <= each.day <= last)
    return tuple(sorted(within, key=lambda each: (each.day, each.opens_at, each.pattern_date)))


def _is_valid_on(week: Week, day: date) -> bool:
    return week.valid_from <= day and (week.valid_to is None or day <= week.valid_to)


def _at(week: Week, pattern_date: date, day: date, times: Moved | Extra) -> HeldDay:
    opens_at, closes_at = times.opens_at or week.opens_at, times.closes_at or week.closes_at
    return HeldDay(pattern_date, day, opens_at, closes_at)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
