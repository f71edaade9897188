"""The hours that a calendar must tell around a change of the clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
# The Saturday before a change of the clocks, and the day of it.
CHANGES = {
    "spring": (datetime(2026, 3, 21, 15, tzinfo=UTC), date(2026, 3, 29)),
    "autumn": (datetime(2026, 10, 17, 15, tzinfo=UTC), date(2026, 10, 25)),
}


def wanted(day: date) -> list[tuple[str, str]]:
    """The mornings that must stand there, by London's clock: Wednesdays, and Saturdays."""
    first = day - timedelta(days=8)
    days = [first + timedelta(days=number) for number in range(1, 28)]
    hours = {2: "10:00", 5: "09:30"}
    return [(each.isoformat(), hours[each.weekday()]) for each in days if each.weekday() in hours]


def told(moments: list[datetime]) -> list[tuple[str, str]]:
    local = [each.astimezone(LONDON) for each in sorted(moments)]
    return [(f"{each:%Y-%m-%d}", f"{each:%H:%M}") for each in local]
