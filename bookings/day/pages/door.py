"""The door: who is expected and who is here, by name and time; finding somebody; coming and
leaving. It says nothing of services, and the script for whoever asks stands on it (S-27, S-58)."""

from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response

from bookings.day.actions.arriving import NotToday, arrive, leave
from bookings.day.actions.still_open import SessionIsClosed
from bookings.day.pages.board import UNCHANGED, seen_at
from bookings.day.pages.todays import beside, not_held, show_todays
from bookings.day.queries.apart import waits_for_coordinator
from bookings.day.queries.door import Guest, guests, keep_out, open_alert
from bookings.day.queries.running import arrival_of
from bookings.day.queries.today import SessionOfTheDay, Watched, session_at
from bookings.day.rules.welcome import meant
from bookings.visits.models import Visit
from portal.access import Actor
from portal.web.forms import one
from portal.web.page import PageRequest

DOOR = "bookings/day/door.html"
CLOSED, ANOTHER_DAY = "closed", "another_day"


@dataclass(slots=True)
class Lists:
    """Who is where, in the order in which the door needs them."""

    waiting: list[Guest] = field(default_factory=list)
    expected: list[Guest] = field(default_factory=list)
    cancelled: list[Guest] = field(default_factory=list)
    welcomed: list[Guest] = field(default_factory=list)
    left: list[Guest] = field(default_factory=list)


def show_door(asked: PageRequest[Actor]) -> Response:
    """The door of the session in hand."""
    return show_todays(asked, door, here="door")


def show_door_of(asked: PageRequest[SessionOfTheDay]) -> Response:
    """The door of one session."""
    return door(asked, asked.subject)


def poll_door(asked: PageRequest[Watched]) -> Response:
    """The lists, where anything has changed since they were `seen`."""
    if asked.http.query_params.get("seen", "") == seen_at(asked, asked.subject.changes):
        return UNCHANGED
    session = session_at(asked.db, asked.subject.session_id)
    if session is None:
        return UNCHANGED
    if not asked.wants_fragment:
        return door(asked, session)
    asked.note("door seen", session.id)
    return asked.show(DOOR, fragment="lists", **_context(asked, session))


def find_at_door(asked: PageRequest[SessionOfTheDay]) -> Response:
    """Whom a name or number may mean, among those of this session alone (P-01)."""
    typed = one(asked.typed, "who")
    found = meant(typed, guests(asked.db, asked.actor, asked.subject.id))
    return door(asked, asked.subject, typed=typed, found=found)


def press_here(asked: PageRequest[Visit]) -> Response:
    """She is here."""
    visit = asked.subject
    try:
        arrive(asked.db, visit, by=asked.actor, at=asked.now)
    except NotToday:
        return refuse(asked, visit, ANOTHER_DAY)
    except SessionIsClosed:
        return refuse(asked, visit, CLOSED)
    return to_door(asked, visit)


def press_left(asked: PageRequest[Visit]) -> Response:
    """She has left."""
    visit = asked.subject
    arrival = arrival_of(asked.db, visit.id)
    try:
        if arrival is not None and arrival.left_at is None:
            leave(asked.db, arrival, by=asked.actor, at=asked.now)
    except SessionIsClosed:
        return refuse(asked, visit, CLOSED)
    return to_door(asked, visit)


def door(
    asked: PageRequest[Any],
    session: SessionOfTheDay,
    *,
    status: int = 200,
    typed: str = "",
    found: list[Guest] | None = None,
    problem: str = "",
) -> Response:
    """The door's page; `found` are those whom `typed` may mean, None while nobody was looked for.
    That it was looked at is recorded (P-02)."""
    asked.note("door seen", session.id)
    return asked.show(
        DOOR,
        fragment="content",
        status=status,
        **_context(asked, session),
        choices=beside(asked, session),
        not_held=not_held(asked),
        typed=typed,
        found=found,
        problem=problem,
    )


def refuse(asked: PageRequest[Any], visit: Visit, problem: str) -> Response:
    """The door again, with why nothing was changed."""
    session = session_at(asked.db, visit.session_id)
    if session is None:
        raise LookupError("a visit has a session")
    return door(asked, session, status=409, problem=problem)


def to_door(asked: PageRequest[Any], visit: Visit) -> Response:
    return asked.done(f"/session/{visit.session_id}/door")


def _context(asked: PageRequest[Any], session: SessionOfTheDay) -> dict[str, Any]:
    return {
        "here": "door",
        "session": session,
        "lists": _lists(guests(asked.db, asked.actor, session.id)),
        "keep_out": keep_out(asked.db, asked.actor, session.id),
        "alert": open_alert(asked.db, session.id),
        "hold_on": waits_for_coordinator(asked.db, session.id, asked.now),
        "seen": seen_at(asked, session.changes),
    }


def _lists(found: list[Guest]) -> Lists:
    lists = Lists()
    for each in found:
        _list_of(lists, each).append(each)
    lists.waiting.sort(key=_number)
    lists.welcomed.sort(key=_number)
    return lists


def _list_of(lists: Lists, each: Guest) -> list[Guest]:
    if each.left_at is not None:
        return lists.left
    if each.arrived_at is None:
        return lists.cancelled if each.cancelled else lists.expected
    return lists.waiting if each.welcomed_at is None else lists.welcomed


def _number(each: Guest) -> int:
    return each.number or 0
