"""When an entry of the directory is stale (P-09): plain values in, a verdict out."""

from datetime import datetime, timedelta

# Six months, as the longest six of a year.
GOOD_FOR = timedelta(days=184)


def stale_before(now: datetime) -> datetime:
    """An entry last confirmed at this moment or earlier is stale."""
    return now - GOOD_FOR


def is_stale(confirmed_at: datetime | None, now: datetime) -> bool:
    """Whether nobody has asked for more than six months; or ever."""
    return confirmed_at is None or confirmed_at <= stale_before(now)
