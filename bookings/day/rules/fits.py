"""Whether another time fits into somebody's day: never twice at once, never past her limit."""

from collections.abc import Iterable
from datetime import datetime

from bookings.day.rules.stops import Stop


def fits(
    starts: datetime, ends: datetime, others: Iterable[Stop], gone_by: datetime | None
) -> bool:
    """`others` are her other stops; those that were missed take no time. A stop that runs over is
    given until its own end only: how long it will take nobody knows."""
    if gone_by is not None and ends > gone_by:
        return False
    return all(ends <= each.starts or each.ends <= starts for each in others if not each.missed)
