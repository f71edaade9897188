"""The session in hand: what the board, the door, a desk, the rooms and the creche begin with, and
what each offers to look at beside it."""

from collections.abc import Callable, Sequence
from typing import Any

from starlette.responses import Response

from bookings.day.queries.called_off import NotHeld, called_off_today
from bookings.day.queries.door import OpenAlert, open_alert
from bookings.day.queries.today import SessionOfTheDay, in_hand, sessions_today
from portal.access import Actor
from portal.web.page import PageRequest

NONE_PLANNED = "bookings/day/no_session.html"


def show_todays(
    asked: PageRequest[Actor],
    show: Callable[[PageRequest[Any], SessionOfTheDay], Response],
    *,
    here: str,
) -> Response:
    """The session in hand as `show` shows it; where none is planned, that."""
    session = in_hand(todays(asked), asked.now)
    if session is None:
        return asked.show(NONE_PLANNED, fragment="content", here=here, not_held=not_held(asked))
    return show(asked, session)


def not_held(asked: PageRequest[Any]) -> Sequence[NotHeld]:
    """What was called off today, for whoever stands at a door (S-56)."""
    return called_off_today(asked.db, asked.actor, asked.now, asked.house.settings.timezone)


def beside(asked: PageRequest[Any], session: SessionOfTheDay) -> Sequence[SessionOfTheDay]:
    """The day's sessions to choose from: this one alone where it is on another day."""
    found = todays(asked)
    return found if session in found else [session]


def alert_today(asked: PageRequest[Any]) -> tuple[SessionOfTheDay, OpenAlert] | None:
    """Where somebody dangerous is now, for a page that is about another day (C-10)."""
    for session in todays(asked):
        alert = open_alert(asked.db, session.id)
        if alert is not None:
            return session, alert
    return None


def todays(asked: PageRequest[Any]) -> Sequence[SessionOfTheDay]:
    """Today's sessions that the actor is at, or the next day's."""
    return sessions_today(asked.db, asked.actor, asked.now, asked.house.settings.timezone)
