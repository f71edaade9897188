"""From the time on the wall to the moment in UTC, right across every change of the clocks."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class NoSuchZone(ValueError):
    """A name that the time zone database does not have."""


def moment_of(day: date, wall: time, zone: str) -> datetime:
    """The moment in UTC at which that clock shows that time. Raises NoSuchZone.

    RFC 5545 (3.3.5) decides for the two odd hours of the year: a time that the clock skips is
    read with the offset from before the gap (01:30 becomes 02:30), and a time that it shows
    twice is the first of the two. `fold=0` is Python's name for both.
    """
    return datetime.combine(day, wall.replace(fold=0), _zone(zone)).astimezone(UTC)


def day_in(moment: datetime, zone: str) -> date:
    """The day that a calendar in that zone shows. Raises NoSuchZone."""
    return moment.astimezone(_zone(zone)).date()


def shown_in(moment: datetime, zone: str) -> str:
    """The time that a clock in that zone shows, such as 10:05. Raises NoSuchZone."""
    return f"{moment.astimezone(_zone(zone)):%H:%M}"


def refuse_unknown_zone(name: str) -> None:
    """Raises NoSuchZone."""
    _zone(name)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise NoSuchZone(f"{name!r} is no time zone; one is Europe/London") from None
