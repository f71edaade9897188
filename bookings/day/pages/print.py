"""The morning on paper, for a power cut: initials, times and rooms (C-28)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from bookings.day.queries.board import everybody
from bookings.day.queries.door import open_alert
from bookings.day.queries.today import SessionOfTheDay
from bookings.day.rules.stops import Person
from bookings.day.rules.welcome import initials
from portal.web.page import PageRequest

PRINT = "bookings/day/print.html"


@dataclass(frozen=True, slots=True, order=True)
class PaperStop:
    """One line of paper: who is in a room, from when to when."""

    starts: datetime
    ends: datetime
    who: str


@dataclass(frozen=True, slots=True)
class PaperPerson:
    """One line of paper: who, whether here, and until when."""

    who: str
    is_here: bool
    first: datetime | None
    gone_by: datetime | None


def show_print(asked: PageRequest[SessionOfTheDay]) -> Response:
    """Who is where when, by initials. That it was opened is recorded (P-02)."""
    session = asked.subject
    asked.note("print view seen", session.id)
    people = [each for each in everybody(asked.db, asked.actor, session.id) if not _gone(each)]
    return asked.show(
        PRINT,
        fragment="paper",
        here="board",
        session=session,
        alert=open_alert(asked.db, session.id),
        rooms=_rooms(people),
        people=sorted((_on_paper(each) for each in people), key=lambda each: each.who),
    )


def _gone(person: Person) -> bool:
    return person.left is not None or (person.cancelled and not person.is_here)


def _rooms(people: list[Person]) -> list[tuple[str, list[PaperStop]]]:
    rooms: dict[str, list[PaperStop]] = defaultdict(list)
    for person in people:
        for stop in person.stops:
            if not stop.is_over:
                rooms[stop.room].append(PaperStop(stop.starts, stop.ends, _who(person)))
    return [(room, sorted(stops)) for room, stops in sorted(rooms.items())]


def _on_paper(person: Person) -> PaperPerson:
    first = min((stop.starts for stop in person.stops if not stop.is_over), default=None)
    return PaperPerson(_who(person), person.is_here, first, person.gone_by)


def _who(person: Person) -> str:
    """Initials, and the number of whoever is here: never a name."""
    number = str(person.number) if person.number else ""
    return " ".join(each for each in (initials(person.name), number) if each) or "–"
