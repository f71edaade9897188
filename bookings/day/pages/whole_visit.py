"""What a coordinator does with a whole visit from the board: somebody does not stay, and a booking
that was set aside has been looked at (S-57)."""

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from bookings.day.actions.arriving import leave
from bookings.day.actions.looking_at import looked_at
from bookings.day.actions.still_open import SessionIsClosed
from bookings.day.pages.board import board
from bookings.day.pages.running import Refused
from bookings.day.queries.board import everybody
from bookings.day.queries.door import open_alert
from bookings.day.queries.running import arrival_of
from bookings.day.queries.today import session_at
from bookings.day.rules.stops import Person
from bookings.visits.models import Visit
from portal.web.page import PageRequest

NOT_STAYING = "bookings/day/not_staying.html"


def show_not_staying(asked: PageRequest[Visit]) -> Response:
    """Whom it is about, and the stops that would be free for others; nothing has changed yet."""
    visit = asked.subject
    session, person = session_at(asked.db, visit.session_id), _person(asked)
    if session is None or person is None or not person.is_here or session.closed_at:
        return asked.sent_to(f"/board/{visit.session_id}")
    asked.note("board seen", visit.session_id)
    return asked.show(
        NOT_STAYING,
        fragment="content",
        here="board",
        session=session,
        alert=open_alert(asked.db, session.id),
        person=person,
        given_up=[stop for stop in person.stops if not stop.is_over and stop.began is None],
    )


def press_not_staying(asked: PageRequest[Visit]) -> Response:
    """She has left, and what she had still to come is free; pressed twice it is done once."""

    def go() -> None:
        arrival = arrival_of(asked.db, asked.subject.id)
        if arrival is not None and arrival.left_at is None:
            leave(asked.db, arrival, by=asked.actor, at=asked.now)

    return _then_the_board(asked, go)


def press_looked_at(asked: PageRequest[Visit]) -> Response:
    """The booking counts like any other from now on."""
    return _then_the_board(
        asked, lambda: looked_at(asked.db, asked.subject, by=asked.actor, at=asked.now)
    )


def _then_the_board(asked: PageRequest[Visit], act: Callable[[], Any]) -> Response:
    session_id, said = asked.subject.session_id, None
    try:
        act()
    except SessionIsClosed:
        said = Refused("closed", None, None)
    session = session_at(asked.db, session_id)
    if session is None or (said is None and not asked.wants_fragment):
        return asked.done(f"/board/{session_id}")
    return board(asked, session, status=409 if said else 200, refused=said)


def _person(asked: PageRequest[Visit]) -> Person | None:
    """As the board has her."""
    people = everybody(asked.db, asked.actor, asked.subject.session_id)
    return next((each for each in people if each.visit_id == asked.subject.id), None)
