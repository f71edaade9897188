"""Closing a session: how each morning ended, one after the other, and then the session (C-27)."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from bookings.day.actions.closing import (
    AlertStands,
    ChildStillHere,
    NotAllSaid,
    SomebodyElseCloses,
    close,
    end_visit,
)
from bookings.day.actions.still_open import SessionIsClosed
from bookings.day.forms.closing import read_ended
from bookings.day.models import Outcome
from bookings.day.pages.door import CLOSED
from bookings.day.pages.drawn import forget_session
from bookings.day.queries.closing import (
    ToClose,
    has_unseen,
    holders,
    to_close,
    with_child_in_creche,
    without_outcome,
)
from bookings.day.queries.door import open_alert
from bookings.day.queries.missed import asked_after_miss
from bookings.day.queries.today import SessionOfTheDay
from bookings.visits.models import Visit
from portal.web.forms import Problems, Typed
from portal.web.page import PageRequest
from portal.web.ready import Erased

CLOSING = "bookings/day/closing.html"
REFUSED = {
    NotAllSaid: "not_all_said",
    SomebodyElseCloses: "somebody_else",
    ChildStillHere: "child_still_here",
    AlertStands: "alert_stands",
    SessionIsClosed: CLOSED,
}


def show_closing(asked: PageRequest[SessionOfTheDay]) -> Response:
    """Everybody on the list; what is still open comes first."""
    return _page(asked)


def press_outcome(asked: PageRequest[tuple[SessionOfTheDay, Visit]]) -> Response:
    """Write down how one visit ended, or say what is missing of it."""
    session, visit = asked.subject
    lines = to_close(asked.db, asked.actor, session.id)
    line = next(each for each in lines if each.guest.visit_id == visit.id)
    known = {each.account_id for each in holders(asked.db, session.id)} - line.kept_from
    said = read_ended(asked.typed, endings=line.endings, holders=known)
    if isinstance(said, Problems):
        return _page(asked, session, of=visit.id, problems=said)
    try:
        end_visit(asked.db, visit, said, by=asked.actor, at=asked.now)
    except SessionIsClosed:
        return _page(asked, session, notice=CLOSED)
    return asked.done(f"/session/{session.id}/close")


def press_close(asked: PageRequest[SessionOfTheDay]) -> Response:
    """Close the session, or say of whom something is missing. What is erased with it is gone from
    the disk, and from memory, before the answer leaves."""
    session = asked.subject
    try:
        close(asked.db, session.id, by=asked.actor, at=asked.now)
    except tuple(REFUSED) as refused:
        return _page(asked, notice=REFUSED[type(refused)])
    forget_session(asked.house.database, session.id)
    return Erased(status_code=303, headers={"location": f"/session/{session.id}/close"})


def typed_of(outcome: Outcome | None) -> dict[str, list[str]]:
    """What is written down of an outcome, as it was typed."""
    if outcome is None:
        return {}
    return {
        "ending": [outcome.ending.value],
        "reason": [outcome.reason or ""],
        "tonight": [outcome.tonight or ""],
        "safe_until": [outcome.safe_until or ""],
        "held_by": [str(outcome.held_by or "")],
        "number_given": ["yes" if outcome.number_given else "no"],
    }


def _page(
    asked: PageRequest[Any],
    session: SessionOfTheDay | None = None,
    *,
    of: UUID | None = None,
    problems: Problems | None = None,
    notice: str = "",
) -> Response:
    at = session or asked.subject
    asked.note("outcomes seen", at.id)
    lines = to_close(asked.db, asked.actor, at.id)
    shown = {each.guest.visit_id for each in lines}
    lacking = without_outcome(asked.db, at.id)
    is_open = lacking | with_child_in_creche(asked.db, at.id)
    return asked.show(
        CLOSING,
        fragment="content",
        status=422 if problems else 409 if notice else 200,
        here="board",
        session=at,
        lines=[(each, _typed(asked, each, of)) for each in lines],
        asked_for=asked_after_miss(asked.db, lines, asked.now),
        of=of,
        problems=problems or {},
        notice=notice,
        lacking=len(lacking & shown),
        somebody_else=has_unseen(asked.db, asked.actor, is_open),
        holders=holders(asked.db, at.id),
        alert=open_alert(asked.db, at.id),
    )


def _typed(asked: PageRequest[Any], line: ToClose, of: UUID | None) -> Typed:
    return asked.typed if line.guest.visit_id == of else typed_of(line.outcome)
