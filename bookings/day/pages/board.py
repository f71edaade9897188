"""The board: one session on one screen, live (C-02)."""

from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from bookings.day.pages.drawn import drawn_once
from bookings.day.pages.todays import beside, not_held, show_todays
from bookings.day.queries.apart import waits_for_coordinator
from bookings.day.queries.board import everybody
from bookings.day.queries.door import keep_out, open_alert
from bookings.day.queries.screens import screens_open
from bookings.day.queries.today import SessionOfTheDay, Watched, session_at
from bookings.day.rules.lateness import late_desks
from bookings.day.rules.picture import picture_of
from bookings.day.rules.rows import Row, rows
from portal.access import Actor
from portal.web.page import PageRequest

BOARD = "bookings/day/board.html"
UNCHANGED = Response(status_code=204)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are here, how many are still expected, how many have left."""

    here: int
    expected: int
    left: int


def show_todays_board(asked: PageRequest[Actor]) -> Response:
    """The board of the session in hand."""
    return show_todays(asked, board, here="board")


def show_board(asked: PageRequest[SessionOfTheDay]) -> Response:
    """The board of one session. That it was looked at is recorded (P-02)."""
    return board(asked, asked.subject)


def poll_board(asked: PageRequest[Watched]) -> Response:
    """The rows, where anything has changed since they were `seen`, or the minute has."""
    seen, now = asked.http.query_params.get("seen", ""), seen_at(asked, asked.subject.changes)
    if seen == now:
        return UNCHANGED
    if not seen.startswith(f"{asked.subject.changes}-"):
        asked.note("board seen", asked.subject.session_id)
    session = session_at(asked.db, asked.subject.session_id)
    if session is None or not asked.wants_fragment:
        return asked.done(f"/board/{asked.subject.session_id}")

    def draw() -> Response:
        return asked.show(BOARD, fragment="rows", **context(asked, session), answered=False)

    return drawn_once(asked, session.id, now, draw)


def board(
    asked: PageRequest[Any], session: SessionOfTheDay, *, status: int = 200, **said: Any
) -> Response:
    """The board, or its rows for a script, with what there is to say about the last button."""
    asked.note("board seen", session.id)
    return asked.show(
        BOARD,
        fragment="rows",
        status=status,
        **context(asked, session),
        choices=beside(asked, session),
        not_held=not_held(asked),
        answered=True,
        **said,
    )


def context(asked: PageRequest[Any], session: SessionOfTheDay) -> dict[str, Any]:
    """All that the rows are drawn from."""
    people = everybody(asked.db, asked.actor, session.id)
    lines = rows(people, asked.now)
    times = [(stop.starts, stop.ends) for person in people for stop in person.stops]
    return {
        "here": "board",
        "session": session,
        "rows": lines,
        "late": late_desks(people, asked.now),
        "counts": _counts(lines),
        "picture": picture_of(session.starts_at, session.ends_at, times),
        "seen": seen_at(asked, session.changes),
        "alert": open_alert(asked.db, session.id),
        "hold_on": waits_for_coordinator(asked.db, session.id, asked.now),
        "keep_out": keep_out(asked.db, asked.actor, session.id),
        "screens": screens_open(asked.db, session.id, asked.now),
    }


def seen_at(asked: PageRequest[Any], changes: int) -> str:
    """What a page that was answered now has seen: the count of changes, and the minute."""
    return f"{changes}-{int(asked.now.timestamp()) // 60}"


def _counts(lines: list[Row]) -> Counts:
    here = sum(row.is_here for row in lines)
    expected = sum(row.is_expected for row in lines)
    left = sum(row.person.left is not None for row in lines)
    return Counts(here, expected, left)
