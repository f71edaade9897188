"""From the board to the case: open one for somebody, or join their visit to one of ours."""

from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bookings.cases.actions.joining import IsACaseItself, TooLate, join_visit, undo_join
from bookings.cases.forms.opening import JoiningForm, OpeningForm
from bookings.cases.models import JoinedVisit
from bookings.cases.queries.lists import cases_of
from bookings.people.actions.records import AlreadyACase, open_case
from bookings.people.queries.records import case_in, case_of
from bookings.reaching.queries.people import somebody
from bookings.visits.models import Visit
from portal.web.forms import Problems, one
from portal.web.page import PageRequest

OPENING = "bookings/cases/opening.html"
ELSEWHERE = "elsewhere"


def show_opening(asked: PageRequest[Visit]) -> Response:
    """The case of this person where there is one; else how to come to one."""
    case = case_of(asked.db, asked.actor, asked.subject.client_id)
    if case is not None:
        return asked.sent_to(f"/cases/{case.id}")
    return _form(asked)


def press_opening(asked: PageRequest[Visit]) -> Response:
    """Open a case, or join the visit to one, because they say that it is theirs."""
    if one(asked.typed, "go") == "join":
        return _join(asked)
    form = OpeningForm.read(asked.typed)
    if isinstance(form, Problems):
        return _form(asked, status=422, problems=form)
    try:
        client_id = asked.subject.client_id
        case = open_case(asked.db, client_id, form.wants, by=asked.actor, at=asked.now)
    except AlreadyACase:
        return _form(asked, status=409, said=ELSEWHERE)
    return asked.done(f"/cases/{case.id}")


def press_undo(asked: PageRequest[JoinedVisit]) -> Response:
    """Take a visit apart from the case again; where it is too late, the case shows no way to."""
    with suppress(TooLate):
        undo_join(asked.db, asked.subject, by=asked.actor, at=asked.now)
    return asked.done(f"/cases/{asked.subject.case_id}")


def _join(asked: PageRequest[Visit]) -> Response:
    form = JoiningForm.read(asked.typed)
    if isinstance(form, Problems):
        return _form(asked, status=422, problems=form)
    case = case_in(asked.db, asked.actor, {"case_id": form.case_id})
    if case is None:
        raise HTTPException(404)
    try:
        join_visit(asked.db, asked.subject, case, said_by_them=True, by=asked.actor, at=asked.now)
    except IsACaseItself:
        return _form(asked, status=409, said=ELSEWHERE)
    return asked.done(f"/cases/{case.id}")


def _form(
    asked: PageRequest[Visit],
    *,
    status: int = 200,
    problems: Problems | None = None,
    said: str = "",
) -> Response:
    lines = cases_of(asked.db, asked.actor, own=False)
    for each in lines:
        asked.note("case listed", each.id)
    return asked.show(
        OPENING,
        fragment="content",
        status=status,
        here="cases",
        visit=asked.subject,
        who=somebody(asked.db, asked.subject),
        lines=lines,
        said=said,
        problems=problems or {},
        typed=asked.typed if problems else {},
    )
