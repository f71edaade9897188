"""A desk's own page: who is with me, who is next, how long, and how late I run (S-58)."""

from typing import Any

from starlette.responses import Response

from bookings.day.pages.board import UNCHANGED, none_planned, seen_at
from bookings.day.queries.board import everybody
from bookings.day.queries.desk import coming, with_somebody_else
from bookings.day.queries.door import open_alert
from bookings.day.queries.today import (
    SessionOfTheDay,
    Watched,
    in_hand,
    session_at,
    sessions_today,
)
from bookings.day.rules.lateness import lateness
from bookings.day.rules.rows import desk_rows
from bookings.day.rules.running import Step, steps_from
from bookings.day.rules.stops import Person, Stop, whole_minutes
from portal.access import Actor
from portal.web.page import PageRequest

DESK = "bookings/day/desk.html"


def show_desk(asked: PageRequest[Actor]) -> Response:
    """The desk at the session in hand."""
    zone = asked.house.settings.timezone
    session = in_hand(sessions_today(asked.db, asked.actor, asked.now, zone), asked.now)
    if session is None:
        return none_planned(asked, "desk")
    return desk(asked, session)


def poll_desk(asked: PageRequest[Watched]) -> Response:
    """The rows, where anything has changed since they were `seen`, or the minute has."""
    seen = asked.http.query_params.get("seen", "")
    if seen == seen_at(asked, asked.subject.changes):
        return UNCHANGED
    if not seen.startswith(f"{asked.subject.changes}-"):
        asked.note("desk seen", asked.subject.session_id)
    session = session_at(asked.db, asked.subject.session_id)
    if session is None or not asked.wants_fragment:
        return asked.done("/desk")
    return asked.show(DESK, fragment="rows", **_context(asked, session), answered=False)


def desk(
    asked: PageRequest[Any], session: SessionOfTheDay, *, status: int = 200, **said: Any
) -> Response:
    """The desk's page, or its rows for a script. That it was looked at is recorded (P-02)."""
    asked.note("desk seen", session.id)
    return asked.show(
        DESK, fragment="rows", status=status, **_context(asked, session), answered=True, **said
    )


def _context(asked: PageRequest[Any], session: SessionOfTheDay) -> dict[str, Any]:
    people = everybody(asked.db, asked.actor, session.id)
    stops = [stop for person in people for stop in person.stops]
    busy = with_somebody_else(asked.db, asked.actor, session.id, [stop.id for stop in stops])
    late, _ = lateness(
        [
            (stop, person.visit_id not in busy and person.is_here)
            for person in people
            for stop in person.stops
        ],
        asked.now,
    )
    return {
        "here": "desk",
        "session": session,
        "rows": desk_rows(people, asked.now),
        "busy": busy,
        "coming": coming(asked.db, asked.actor, session.id),
        "alert": open_alert(asked.db, session.id),
        "steps_of": _steps_of,
        "late": whole_minutes(late),
        "seen": seen_at(asked, session.changes),
    }


def _steps_of(stop: Stop, person: Person) -> tuple[Step, ...]:
    return steps_from(stop.state, is_here=person.is_here)
