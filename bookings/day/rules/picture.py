"""The day as a picture: where on one line of columns a time stands, and how long it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

HALF_AN_HOUR = timedelta(minutes=30)
QUARTER = timedelta(minutes=15)

# What one column may stand for. As many columns as a screen can show; no morning is longer.
UNITS = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 15, 30))
MOST_COLUMNS = 48


@dataclass(frozen=True, slots=True)
class Picture:
    """Columns of `unit` each from `starts` on; their number is a multiple of six."""

    starts: datetime
    unit: timedelta
    columns: int

    def at(self, moment: datetime) -> int:
        """The column that a moment stands in; one outside stands at the edge."""
        return min(max((moment - self.starts) // self.unit, 0), self.columns - 1)

    def length(self, starts: datetime, ends: datetime) -> int:
        """How many columns a time takes from its own on, at least one."""
        last = self.at(ends - timedelta(microseconds=1))
        return max(last - self.at(starts) + 1, 1)

    def shows(self, moment: datetime) -> bool:
        return timedelta(0) <= moment - self.starts < self.unit * self.columns

    def ticks(self) -> Iterator[tuple[int, datetime]]:
        """Each column with a time over it, every quarter of an hour or every half."""
        step = QUARTER if self.unit * self.columns <= 5 * HALF_AN_HOUR else HALF_AN_HOUR
        for number in range(self.unit * self.columns // step):
            moment = self.starts + number * step
            yield self.at(moment), moment


def picture_of(
    starts: datetime, ends: datetime, times: Iterable[tuple[datetime, datetime]] = ()
) -> Picture:
    """A picture that has room for the session and for all of these times."""
    spans = [(starts, ends), *times]
    first = _half_hour(min(begin for begin, _ in spans))
    last = max(end for _, end in spans)
    for unit in UNITS:
        block = unit * 6
        columns = -(-(last - first) // block) * 6
        if columns <= MOST_COLUMNS:
            return Picture(first, unit, max(columns, 12))
    return Picture(first, UNITS[-1], MOST_COLUMNS)


def _half_hour(moment: datetime) -> datetime:
    """The half hour that a moment lies in."""
    return moment - timedelta(
        minutes=moment.minute % 30, seconds=moment.second, microseconds=moment.microsecond
    )
