"""Safe hours of the wall clock as spans of real time, exact over changes of the clocks (S-02)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bookings.contact.rules.hours import Hours, merged, wall_spans

# Both ends aware, in UTC; the end is not within.
Span: TypeAlias = tuple[datetime, datetime]

# No zone's clocks change twice within so long a time.
STEP = timedelta(days=7)


def safe_spans(hours: Hours, start: datetime, end: datetime, zone: ZoneInfo) -> list[Span]:
    """The safe spans between two aware moments, merged and in order.

    A moment is safe exactly if its wall time is in a window and its local date is not blocked: an
    hour that comes twice in autumn is safe both times or neither, and the hour that spring leaves
    out is no time at all (S-02).
    """
    found: list[Span] = []
    for begins, ends in _between_changes(start.astimezone(UTC), end.astimezone(UTC), zone):
        offset = _offset(begins, zone)
        walls = wall_spans(hours, _wall(begins, offset), _wall(ends, offset))
        found += [(_real(a, offset), _real(b, offset)) for a, b in walls]
    return merged(found)


def _between_changes(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[Span]:
    """Stretches in which the clocks do not change."""
    while start < end:
        until = min(start + STEP, end)
        if _offset(until, zone) != _offset(start, zone):
            until = _change(start, until, zone)
        yield start, until
        start = until


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The second from which the clocks no longer show what they showed at `before`."""
    old = _offset(before, zone)
    low, high = int(before.timestamp()), -int(-after.timestamp() // 1)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(datetime.fromtimestamp(middle, UTC), zone) == old:
            low = middle
        else:
            high = middle
    return datetime.fromtimestamp(high, UTC)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _wall(moment: datetime, offset: timedelta) -> datetime:
    return (moment + offset).replace(tzinfo=None)


def _real(wall: datetime, offset: timedelta) -> datetime:
    return wall.replace(tzinfo=UTC) - offset
