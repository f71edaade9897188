"""When a notice to staff may go: in working hours, at any hour of a day with a session, and for
whoever has not looked since the last one, not again within an hour (R-03)."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

AT_MOST_EVERY = timedelta(hours=1)

# Judgement: when somebody reads the mail of their work.
WORK_BEGINS, WORK_ENDS = time(9), time(17)
WORKING_DAYS = range(5)

# A notice that found no hour by then tells of what has long been seen otherwise.
USEFUL_FOR = timedelta(days=7)


def earliest(at: datetime, last: datetime | None, looked: datetime | None) -> datetime:
    """From when on another may go, as far as the `last` one is concerned; whoever has `looked`
    since then may be told again at once."""
    if last is None or (looked is not None and looked > last):
        return at
    return max(at, last + AT_MOST_EVERY)


def next_hour(since: datetime, zone: ZoneInfo, has_session: Callable[[datetime], bool]) -> datetime:
    """The first moment from `since` on that is in working hours by the clock on the wall, or on a
    day with a session. `has_session` is asked of a moment of the day that is meant."""
    moment = since.astimezone(zone)
    for _ in range(USEFUL_FOR.days + 1):
        if has_session(moment) or _is_working(moment):
            break
        moment = _next_begin(moment, zone)
    return moment.astimezone(since.tzinfo)


def _is_working(moment: datetime) -> bool:
    return moment.weekday() in WORKING_DAYS and WORK_BEGINS <= moment.time() < WORK_ENDS


def _next_begin(moment: datetime, zone: ZoneInfo) -> datetime:
    """Nine o'clock of a working day that has still to begin, else the next midnight."""
    if moment.weekday() in WORKING_DAYS and moment.time() < WORK_BEGINS:
        return datetime.combine(moment.date(), WORK_BEGINS, zone)
    return datetime.combine(moment.date() + timedelta(days=1), time(0), zone)
