"""A day and a time on the wall, typed in two fields that belong together."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from bookings.cases.forms.words import day_typed
from portal.web.forms import Problems, Typed, one


def moment_in(
    typed: Typed, day: str, clock: str, zone: ZoneInfo, problems: Problems, *, needed: bool = True
) -> datetime | None:
    """The moment that the fields `day` and `clock` say together; None with neither, where none is
    needed. Half of one is a problem."""
    is_said = needed or bool(one(typed, day) or one(typed, clock))
    found = day_typed(typed, day, problems, needed=is_said)
    at = clock_in(typed, clock, problems, needed=is_said)
    return datetime.combine(found, at, zone) if found is not None and at is not None else None


def clock_in(typed: Typed, name: str, problems: Problems, *, needed: bool = True) -> time | None:
    """A time such as 9:30 or 09.30, to the minute."""
    text = one(typed, name).replace(".", ":")
    if not text and not needed:
        return None
    try:
        return time.fromisoformat(text.zfill(5) if len(text) == 4 else text).replace(second=0)
    except ValueError:
        problems[name] = "not_a_time"
        return None


def as_typed(moment: datetime | None, zone: ZoneInfo) -> tuple[str, str]:
    """A day and a time as those two fields hold them."""
    local = moment.astimezone(zone) if moment else None
    return (f"{local:%Y-%m-%d}", f"{local:%H:%M}") if local else ("", "")
