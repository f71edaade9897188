"""Who receives for a service, who hears of what is late, and its hours, as they are typed."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bookings.cases.forms.words import day_typed
from bookings.contact.rules.hours import Times, Weekly
from bookings.handoffs.actions.teams import Part
from bookings.handoffs.forms.moments import clock_in
from portal.web.forms import Problems, Typed, one, ticked

# As many rungs as a page offers; what is late climbs no further here than to the last.
RUNGS = ("first", "second", "third")
WEEK = 7


@dataclass(frozen=True, slots=True)
class PartForm:
    """What somebody does for a service; None where it is nothing."""

    part: Part | None

    @classmethod
    def read(cls, typed: Typed, now: datetime, zone: ZoneInfo) -> "PartForm | Problems":
        problems = Problems()
        rung = _rung(typed, problems)
        back = day_typed(typed, "back", problems, needed=False)
        away_until = datetime.combine(back, time(0), zone) if back else None
        if away_until is not None and away_until <= now:
            problems["back"] = "in_the_past"
        if problems:
            return problems
        receives = ticked(typed, "receives")
        is_named = receives or rung is not None
        return cls(Part(receives, rung, away_until) if is_named else None)


def _rung(typed: Typed, problems: Problems) -> int | None:
    text = one(typed, "rung")
    if text and text not in RUNGS:
        problems["rung"] = "choose_one"
    return RUNGS.index(text) if text in RUNGS else None


@dataclass(frozen=True, slots=True)
class HoursForm:
    """The hours of each weekday, 0 is Monday; a day without any is a day on which nobody works."""

    weekly: tuple[Weekly, ...]

    @classmethod
    def read(cls, typed: Typed) -> "HoursForm | Problems":
        problems = Problems()
        found = [_of_day(typed, day, problems) for day in range(WEEK)]
        return problems or cls(tuple(each for each in found if each is not None))


def _of_day(typed: Typed, day: int, problems: Problems) -> Weekly | None:
    """Both times of a day, or neither."""
    begins, ends = f"{day}-opens", f"{day}-closes"
    is_said = bool(one(typed, begins) or one(typed, ends))
    since = clock_in(typed, begins, problems, needed=is_said)
    till = clock_in(typed, ends, problems, needed=is_said)
    if since is None or till is None:
        return None
    if till <= since:
        problems[ends] = "not_after"
        return None
    return Weekly(day, Times(since, till))
