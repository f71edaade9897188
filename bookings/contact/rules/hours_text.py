"""Safe hours as lines of text and back: one statement a line, the same however it was typed.

mon 09:30-15:00                  every Monday
every 8 from 2026-11-02          a pattern of eight days that began on that date
day 0 07:00-19:00                times on the first day of the pattern above
on 2026-12-01 10:00-12:00        once
never 2026-12-25                 not on that date
until 2027-01-31                 nothing after that date
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

from bookings.contact.rules.hours import Hours, NotHours, Rotation, Times, Weekly

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_LINES = 200
YEARS = range(2020, 2100)


@dataclass
class _Read:
    weekly: set[Weekly] = field(default_factory=set)
    patterns: list[tuple[date, int, set[tuple[int, Times]]]] = field(default_factory=list)
    extra: set[tuple[date, Times]] = field(default_factory=set)
    blocked: set[date] = field(default_factory=set)
    until: list[date] = field(default_factory=list)

    def hours(self) -> Hours:
        turned = (Rotation(anchor, days, frozenset(turns)) for anchor, days, turns in self.patterns)
        return Hours(
            frozenset(self.weekly),
            frozenset(turned),
            frozenset(self.extra),
            frozenset(self.blocked),
            min(self.until, default=None),
        )


def read_hours(text: str) -> Hours:
    """Raises NotHours with the line that cannot be kept to."""
    lines = [line.split() for line in text.lower().splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise NotHours("too many lines")
    found = _Read()
    for words in lines:
        try:
            _add(found, words)
        except (ValueError, IndexError, OverflowError):
            raise NotHours(" ".join(words)) from None
    return found.hours()


def write_hours(hours: Hours) -> str:
    """The lines that `read_hours` reads the same hours from; the same hours, the same lines."""
    return "\n".join(_lines(hours))


def _add(found: _Read, words: list[str]) -> None:
    match words:
        case [weekday, times] if weekday in WEEKDAYS:
            found.weekly.add(Weekly(WEEKDAYS.index(weekday), _times(times)))
        case ["every", days, "from", anchor]:
            Rotation(read_day(anchor), int(days), frozenset())
            found.patterns.append((read_day(anchor), int(days), set()))
        case ["day", turn, times]:
            anchor_day, length, turns = found.patterns[-1]
            turns.add((int(turn), _times(times)))
            Rotation(anchor_day, length, frozenset(turns))
        case ["on", day, times]:
            found.extra.add((read_day(day), _times(times)))
        case ["never", day]:
            found.blocked.add(read_day(day))
        case ["until", day]:
            found.until.append(read_day(day))
        case _:
            raise NotHours(" ".join(words))


def _lines(hours: Hours) -> Iterator[str]:
    for weekly in sorted(hours.weekly, key=lambda each: (each.weekday, _span(each.times))):
        yield f"{WEEKDAYS[weekly.weekday]} {_span(weekly.times)}"
    for pattern in sorted(_pattern(rotation) for rotation in hours.rotations):
        yield from pattern
    yield from sorted(f"on {day.isoformat()} {_span(times)}" for day, times in hours.extra)
    yield from sorted(f"never {day.isoformat()}" for day in hours.blocked)
    if hours.until is not None:
        yield f"until {hours.until.isoformat()}"


def _pattern(rotation: Rotation) -> list[str]:
    turns = sorted(f"day {turn} {_span(times)}" for turn, times in rotation.turns)
    return [f"every {rotation.days} from {rotation.anchor.isoformat()}", *turns]


def _times(text: str) -> Times:
    begins, ends = text.split("-")
    return Times(_time(begins), _time(ends))


def _time(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def read_day(text: str) -> date:
    """Raises ValueError; also for a year that is a slip of the finger."""
    day = date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError(text)
    return day


def _span(times: Times) -> str:
    return f"{times.begins:%H:%M}-{times.ends:%H:%M}"
