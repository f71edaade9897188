"""What is typed to call a session off."""

from dataclasses import dataclass

from portal.web.forms import Problems, Typed, one
from services_directory.sessions.actions.calling_off import Instead
from services_directory.sessions.forms import fields

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class CallOffForm:
    """Who is at the door, the day held instead, and which count of changes was looked at."""

    at_the_door: str
    instead: Instead | None
    seen: int


def read_call_off(typed: Typed) -> CallOffForm | Problems:
    problems = Problems()
    name = " ".join(one(typed, "at_the_door").split())
    if len(name) > LONGEST_NAME:
        problems["at_the_door"] = "too_long"
    day = fields.day(typed, "instead", problems, needed=False)
    opens = fields.wall(typed, "opens_at", problems, needed=False)
    closes = fields.wall(typed, "closes_at", problems, needed=False)
    if (opens or closes) and not day:
        problems.setdefault("instead", "day_missing")
    if opens and closes and closes <= opens:
        problems["closes_at"] = "closes_too_early"
    if problems:
        return problems
    seen = one(typed, "seen")[:9]
    instead = Instead(day, opens, closes) if day else None
    return CallOffForm(name, instead, int(seen) if seen.isdecimal() else -1)
