"""A place's working time by its own clocks, its holidays left out: when so much of it has passed.

Where nothing is known of a place's hours every hour counts, and nothing is ever later than
`LONGEST`: no limit waits for an opening that never comes.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bookings.contact.rules.hours import Hours, Times, Weekly
from bookings.contact.rules.spans import Span, safe_spans

LONDON = ZoneInfo("Europe/London")

# No place is closed so long that what it was sent should wait for it.
LONGEST = timedelta(days=28)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Working:
    """When a place works: weekly hours on the wall, holidays, its zone."""

    weekly: frozenset[Weekly] = frozenset()
    holidays: frozenset[date] = frozenset()
    zone: ZoneInfo = LONDON

    def spans(self, start: datetime, end: datetime) -> list[Span]:
        """Working time between two aware moments, in UTC, in order and exact over changes of the
        clocks; all of it where nothing is known."""
        if not self.weekly:
            return [(start.astimezone(UTC), end.astimezone(UTC))]
        hours = Hours(weekly=self.weekly, blocked=self.holidays)
        return safe_spans(hours, start, end, self.zone)

    def day(self, moment: datetime) -> date:
        """The day that this place's calendar shows."""
        return moment.astimezone(self.zone).date()

    def of_day(self, day: date) -> list[Span]:
        """A local day's working time; it may have 23 or 25 hours."""
        return self.spans(_begins(day, self.zone), _begins(day + A_DAY, self.zone))


def office(opens: time, closes: time, holidays: frozenset[date] = frozenset()) -> Working:
    """Monday to Friday between two times of London's clocks."""
    times = Times(opens, closes)
    return Working(frozenset(Weekly(day, times) for day in range(5)), holidays)


def after(start: datetime, needed: timedelta, working: Working) -> datetime:
    """The moment in UTC at which so much working time has passed since `start`, which is aware."""
    last = start.astimezone(UTC) + max(LONGEST, needed)
    for begins, ends in working.spans(start, last):
        if ends - begins >= needed:
            return begins + needed
        needed -= ends - begins
    return last


def end_of_today(start: datetime, working: Working) -> datetime:
    """When this working day is over. Outside of working hours that is `start` itself: nobody is
    there to wait for, and somebody else must know at once."""
    today = working.of_day(working.day(start))
    now = start.astimezone(UTC)
    is_open = any(begins <= now < ends for begins, ends in today)
    is_early = any(now < begins for begins, _ in today)
    return max(ends for _, ends in today) if is_open or is_early else now


def days_after(start: datetime, days: int, working: Working) -> datetime:
    """The same time on the wall so many working days later, within that day's hours. What comes
    outside of working hours counts from the next opening."""
    first = working.spans(start, start + LONGEST)
    if not first:
        return start.astimezone(UTC) + LONGEST
    begins = first[0][0]
    day = _working_day(working.day(begins), days, working)
    wall = begins.astimezone(working.zone).time()
    found = working.of_day(day)
    if not found:
        return start.astimezone(UTC) + LONGEST
    due = datetime.combine(day, wall, working.zone).astimezone(UTC)
    return min(max(due, found[0][0]), found[-1][1])


def _working_day(day: date, days: int, working: Working) -> date:
    """The day that is so many working days later; where there are not so many, none is found."""
    last = day + LONGEST
    while days and day < last:
        day += A_DAY
        days -= bool(working.of_day(day))
    return day


def _begins(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone).astimezone(UTC)
