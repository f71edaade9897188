"""What a shared screen may say of a morning: chosen names, rooms and times; no service, no worker,
and nobody who is not here (S-48, S-58, S-27)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bookings.day.rules.rows import row_of
from bookings.day.rules.stops import Person, Stop, StopState


class Where(Enum):
    """What somebody reads beside their name."""

    GO_TO = "go_to"
    IN = "in"
    NEXT = "next"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Call:
    """One line of the screen. A line that waits has no room and no time."""

    name: str
    number: int | None
    where: Where
    room: str = ""
    at: datetime | None = None


_ORDER = list(Where)
_WHERE = {
    StopState.CALLED: Where.GO_TO,
    StopState.WITH: Where.IN,
    StopState.PLANNED: Where.NEXT,
}


def calls(people: Iterable[Person], now: datetime) -> list[Call]:
    """A line for everybody who is here and has been welcomed: those who are called first, then
    those in a room, then by the time of the next stop."""
    found = [_call(person, row_of(person, now).stop) for person in people if _may_show(person)]
    return sorted(found, key=lambda call: (_ORDER.index(call.where), call.at or now, call.name))


def _may_show(person: Person) -> bool:
    return person.is_here and person.welcomed is not None


def _call(person: Person, stop: Stop | None) -> Call:
    if stop is None:
        return Call(person.name, person.number, Where.WAIT)
    at = stop.starts if stop.state is StopState.PLANNED else stop.began or stop.called
    return Call(person.name, person.number, _WHERE[stop.state], stop.room, at)
