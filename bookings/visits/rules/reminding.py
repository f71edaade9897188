"""When a reminder of a visit may go: not so early that it is forgotten, not so late that it is no
use. Within this it waits for a safe hour."""

from datetime import datetime, timedelta

EARLIEST = timedelta(hours=48)
LATEST = timedelta(hours=2)


def reminder_span(begins_at: datetime, now: datetime) -> tuple[datetime, datetime]:
    """From when on the reminder of a visit that begins then may go, and from when on it would come
    too late (S-03). The first is not before the second where a visit is booked at the last hour."""
    return max(now, begins_at - EARLIEST), begins_at - LATEST
