"""When an introduced call is to be, as it is typed."""

from datetime import UTC, date, datetime, time, tzinfo

from portal.web.forms import Problems, Typed, one


def moment_in(typed: Typed, problems: Problems, zone: tzinfo) -> datetime | None:
    """The day and the time on the wall there, in UTC; None with a problem beside it. A time that
    the clocks skip is the one after."""
    try:
        day = date.fromisoformat(one(typed, "introduce-day"))
    except ValueError:
        problems["introduce-day"] = "day"
        return None
    try:
        at = time.fromisoformat(one(typed, "introduce-at"))
    except ValueError:
        problems["introduce-at"] = "time"
        return None
    return datetime.combine(day, at.replace(second=0, tzinfo=None), zone).astimezone(UTC)
