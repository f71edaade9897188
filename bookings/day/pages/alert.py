"""Somebody dangerous is here: one press says it, with what to do now and who leaves when (C-10)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bookings.day.actions.alerting import end_alert, raise_alert
from bookings.day.actions.still_open import SessionIsClosed
from bookings.day.pages.board import UNCHANGED, seen_at
from bookings.day.queries.door import Guest, OpenAlert, guests, keep_out, open_alert
from bookings.day.queries.today import SessionOfTheDay
from bookings.day.rules.danger import Here, leaving
from portal.access import Permission
from portal.web.forms import one
from portal.web.page import PageRequest

ALERT = "bookings/day/alert.html"
LONGEST_WORDS = 240

# Nobody is there yet to be in danger, or has long gone.
AROUND = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who is here, and from when on she may leave; None while she is told not to."""

    guest: Guest
    at: datetime | None


def show_alert(asked: PageRequest[SessionOfTheDay]) -> Response:
    """What to do now, and who leaves when; before an alert, the button that raises one."""
    return _page(asked)


def poll_alert(asked: PageRequest[SessionOfTheDay]) -> Response:
    """The same, where anything has changed since it was `seen`, or the minute has."""
    if asked.http.query_params.get("seen", "") == seen_at(asked, asked.subject.changes):
        return UNCHANGED
    return _page(asked)


def press_alert(asked: PageRequest[SessionOfTheDay]) -> Response:
    """Say it: from now on every page of the session does."""
    session, words = asked.subject, " ".join(one(asked.typed, "words").split())
    if not session.starts_at - AROUND <= asked.now <= session.ends_at + AROUND:
        raise HTTPException(409)
    try:
        raise_alert(asked.db, session.id, words[:LONGEST_WORDS], by=asked.actor, at=asked.now)
    except SessionIsClosed:
        raise HTTPException(409) from None
    return asked.sent_to(f"/session/{session.id}/alert")


def press_over(asked: PageRequest[SessionOfTheDay]) -> Response:
    """It is over."""
    try:
        end_alert(asked.db, asked.subject.id, by=asked.actor, at=asked.now)
    except SessionIsClosed:
        raise HTTPException(409) from None
    return asked.sent_to(f"/session/{asked.subject.id}/alert")


def _page(asked: PageRequest[SessionOfTheDay]) -> Response:
    session = asked.subject
    asked.note("alert seen", session.id)
    alert = open_alert(asked.db, session.id)
    at_door = asked.actor.may(Permission.DOOR)
    return asked.show(
        ALERT,
        fragment="standing",
        here="alert",
        session=session,
        alert=alert,
        leavers=_leavers(asked, alert) if alert else [],
        keep_out=keep_out(asked.db, asked.actor, session.id) if at_door else [],
        seen=seen_at(asked, session.changes),
    )


def _leavers(asked: PageRequest[SessionOfTheDay], alert: OpenAlert) -> list[Leaver]:
    found = guests(asked.db, asked.actor, asked.subject.id)
    here = {each.visit_id: each for each in found if each.is_here}
    order = leaving(
        [
            Here(each.visit_id, each.number or 0, each.gone_by, each.is_sought)
            for each in here.values()
        ],
        raised_at=alert.raised_at,
        last_left=max((each.left_at for each in found if each.left_at), default=None),
        now=asked.now,
    )
    by_id = {str(visit_id): guest for visit_id, guest in here.items()}
    return [Leaver(by_id[str(each.visit_id)], each.at) for each in order]
