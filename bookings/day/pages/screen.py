"""The screen that all in the room can read: chosen names, rooms and times, and no service."""

from typing import Any

from starlette.responses import RedirectResponse, Response

from bookings.day.actions.screens import end_screens, open_screen
from bookings.day.actions.still_open import SessionIsClosed
from bookings.day.pages.board import UNCHANGED, none_planned, seen_at
from bookings.day.queries.board import everybody
from bookings.day.queries.today import (
    SessionOfTheDay,
    Watched,
    in_hand,
    session_at,
    sessions_today,
)
from bookings.day.rules.screen import calls
from portal.access import Actor
from portal.staff.actions.attendance import end
from portal.web import cookie
from portal.web.page import PageRequest

SCREEN = "bookings/day/screen.html"
ROOMS = "bookings/day/rooms.html"


def show_screen(asked: PageRequest[Watched]) -> Response:
    """The room's screen. It was recorded when it was opened, and is not each time that it looks."""
    session = session_at(asked.db, asked.subject.session_id)
    if session is None:
        return UNCHANGED
    return asked.show(SCREEN, fragment="rows", **_context(asked, session, "/screen/rows"))


def show_rooms(asked: PageRequest[Actor]) -> Response:
    """The same for whoever is at the door, under their own sign-in; recorded as a reading."""
    zone = asked.house.settings.timezone
    session = in_hand(sessions_today(asked.db, asked.actor, asked.now, zone), asked.now)
    if session is None:
        return none_planned(asked, "rooms")
    return rooms(asked, session)


def show_rooms_of(asked: PageRequest[SessionOfTheDay]) -> Response:
    return rooms(asked, asked.subject)


def poll_screen(asked: PageRequest[Watched]) -> Response:
    """The screen's rows, where anything has changed since they were `seen`, or the minute has."""
    if asked.http.query_params.get("seen") == seen_at(asked, asked.subject.changes):
        return UNCHANGED
    return show_screen(asked)


def poll_rooms(asked: PageRequest[Watched]) -> Response:
    """The same for whoever is signed in: what has changed is recorded as a reading."""
    watched, seen = asked.subject, asked.http.query_params.get("seen", "")
    if seen == seen_at(asked, watched.changes):
        return UNCHANGED
    session = session_at(asked.db, watched.session_id)
    if session is None:
        return UNCHANGED
    if not seen.startswith(f"{watched.changes}-"):
        asked.note("rooms seen", session.id)
    return asked.show(ROOMS, fragment="rows", **_context(asked, session, _rows_of(session)))


def rooms(asked: PageRequest[Any], session: SessionOfTheDay) -> Response:
    asked.note("rooms seen", session.id)
    return asked.show(ROOMS, fragment="rows", **_context(asked, session, _rows_of(session)))


def _rows_of(session: SessionOfTheDay) -> str:
    return f"/rooms/{session.id}/rows"


def press_open(asked: PageRequest[SessionOfTheDay]) -> Response:
    """This browser becomes the room's screen: it knows nobody's sign-in any more."""
    token, settings = cookie.new_token(), asked.house.settings
    mine = cookie.token(asked.http, settings, cookie.STAFFS)
    try:
        open_screen(asked.db, asked.subject, token, by=asked.actor, at=asked.now)
    except SessionIsClosed:
        return asked.done(f"/board/{asked.subject.id}")
    end(asked.db, mine, by=asked.actor, at=asked.now)
    answer = RedirectResponse("/screen", status_code=303)
    return cookie.give(answer, token, settings, cookie.STAFFS)


def press_end(asked: PageRequest[SessionOfTheDay]) -> Response:
    """Every screen of the session goes dark."""
    end_screens(asked.db, asked.subject.id, by=asked.actor, at=asked.now)
    return asked.done(f"/board/{asked.subject.id}")


def _context(asked: PageRequest[Any], session: SessionOfTheDay, address: str) -> dict[str, Any]:
    people = everybody(asked.db, asked.actor, session.id)
    return {
        "here": "rooms",
        "session": session,
        "calls": calls(people, asked.now),
        "seen": seen_at(asked, session.changes),
        "address": address,
    }
