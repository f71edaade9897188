"""A worker is late or has gone: old and new side by side, and nothing happens until it is said."""

from datetime import datetime, time, timedelta
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bookings.day.actions.replanning import Drawn, PlanHasChanged, confirm, draw, is_back
from bookings.day.actions.still_open import SessionIsClosed
from bookings.day.forms.replan import GONE, LATE, TroubleForm
from bookings.day.queries.board import everybody
from bookings.day.queries.door import open_alert
from bookings.day.queries.sitting_here import away_at, rooms_of, seated
from bookings.day.queries.today import SessionOfTheDay
from bookings.day.rules.side_by_side import side_by_side, unmoved
from bookings.day.rules.sittings import Trouble
from portal.web.forms import Typed, as_id, one
from portal.web.page import PageRequest
from services_directory.sessions.rules.cells import cell_at, start_of

QUARTER = timedelta(minutes=15)
REPLAN = "bookings/day/replan.html"


def show_replan(asked: PageRequest[SessionOfTheDay]) -> Response:
    """The choice of a worker, and what would then be done. To look changes nothing (C-05)."""
    queried = asked.http.query_params
    typed = {name: queried.getlist(name) for name in queried}
    drawn = _drawn(asked, TroubleForm.read(typed))
    return _shown(asked, drawn, typed)


def press_replan(asked: PageRequest[SessionOfTheDay]) -> Response:
    """Do what was shown, all of it. Where another plan would be made by now, nothing is done and
    that one is shown instead (409)."""
    form = TroubleForm.read(asked.typed)
    trouble = _trouble(asked, form)
    if trouble is None:
        return asked.done(_address(asked))
    try:
        confirm(asked.db, asked.subject, trouble, form.mark, by=asked.actor, at=asked.now)
    except PlanHasChanged:
        return _shown(asked, _drawn(asked, form), asked.typed, status=409, said="changed")
    except SessionIsClosed:
        return _shown(asked, None, asked.typed, status=409, said="closed")
    return asked.sent_to(f"/board/{asked.subject.id}")


def press_back(asked: PageRequest[SessionOfTheDay]) -> Response:
    """The worker sees people again."""
    away_id = as_id(one(asked.typed, "away"))
    for each in away_at(asked.db, asked.subject.id, asked.now):
        if each.id == away_id:
            try:
                is_back(asked.db, each, by=asked.actor, at=asked.now)
            except SessionIsClosed:
                return _shown(asked, None, {}, status=409, said="closed")
    return asked.done(_address(asked))


def _address(asked: PageRequest[SessionOfTheDay]) -> str:
    return f"/session/{asked.subject.id}/replan"


def _drawn(asked: PageRequest[SessionOfTheDay], form: TroubleForm) -> Drawn | None:
    trouble = _trouble(asked, form)
    if trouble is None:
        return None
    return draw(asked.db, asked.subject, trouble, by=asked.actor, at=asked.now)


def _trouble(asked: PageRequest[SessionOfTheDay], form: TroubleForm) -> Trouble | None:
    """None where no worker was chosen. Answers 404 for one who does not sit at this session."""
    if form.worker_id is None:
        return None
    here: set[UUID] = {each.worker_id for each in seated(asked.db, asked.subject.id)}
    if form.worker_id not in here:
        raise HTTPException(404)
    return Trouble(form.worker_id, form.minutes, _cell(asked, form.since))


def _cell(asked: PageRequest[SessionOfTheDay], wall: time | None) -> int | None:
    if wall is None:
        return None
    zone = asked.house.settings.timezone
    day = asked.subject.starts_at.astimezone(zone).date()
    return cell_at(datetime.combine(day, wall, zone))


def _quarters(session: SessionOfTheDay) -> list[datetime]:
    """The quarters of an hour from which somebody can be away."""
    count = (session.ends_at - session.starts_at) // QUARTER
    return [session.starts_at + QUARTER * number for number in range(count)]


def _shown(
    asked: PageRequest[SessionOfTheDay],
    drawn: Drawn | None,
    typed: Typed,
    *,
    status: int = 200,
    said: str = "",
) -> Response:
    session_id = asked.subject.id
    asked.note("plan seen", session_id)
    people = everybody(asked.db, asked.actor, session_id) if drawn else []
    workers = seated(asked.db, session_id)
    return asked.show(
        REPLAN,
        fragment="plan",
        status=status,
        here="board",
        session=asked.subject,
        alert=open_alert(asked.db, session_id),
        said=said,
        drawn=drawn,
        beside=side_by_side(people, drawn.proposal) if drawn else [],
        unmoved=unmoved(people, drawn.proposal) if drawn else [],
        seats=workers,
        names={each.worker_id: each.name for each in workers},
        rooms=rooms_of(asked.db, session_id),
        away=away_at(asked.db, session_id, asked.now),
        typed={name: one(typed, name) for name in ("worker", "late", "since")},
        late=LATE,
        gone=GONE,
        quarters=_quarters(asked.subject),
        start_of=start_of,
    )
