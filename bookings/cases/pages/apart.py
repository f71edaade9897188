"""Who must not meet whom: of one case, its links and who is shut out; and what a coordinator has to
do so that nobody meets. Nobody is told who may not see both sides (C-08, S-26, S-28)."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bookings.cases.actions.deciding import decide
from bookings.cases.actions.linking import end_link, link_cases
from bookings.cases.actions.shutting_out import shut_out_of
from bookings.cases.forms.apart import LinkForm, ShutOutForm
from bookings.cases.pages.record import shown_with
from bookings.cases.pages.rows import row_among
from bookings.cases.queries.lists import case_names, names_of
from bookings.cases.queries.matches import are_theirs, matches
from bookings.cases.queries.tasks import tasks
from bookings.cases.queries.whom import choices, named, never_shut_out
from bookings.people.actions.links import OnePerson
from bookings.people.actions.shut_out import HoldsTheCase, OwnOrganization, let_in
from bookings.people.models import CaseRecord, ShutOut
from bookings.people.queries.links import links_of
from bookings.people.queries.records import all_of, case_in
from bookings.people.queries.shut_out import is_the_lead, shut_outs_of
from bookings.people.rules.facts import SaidBy
from bookings.people.rules.links import LinkKind, Standing
from portal.access import Actor
from portal.web.forms import Problems, chosen, one
from portal.web.page import PageRequest

APART, TASKS = "bookings/cases/apart.html", "bookings/cases/apart_tasks.html"
GONE = "gone"

Asked = PageRequest[CaseRecord]


def show_apart(asked: Asked) -> Response:
    """The links that this actor may see, and everybody who is shut out."""
    return _apart(asked)


def press_apart(asked: Asked) -> Response:
    """Link, shut out, or say that one of these is so no more."""
    press = {"link": _link, "shut": _shut, "unlink": _unlink, "let_in": _let_in}
    problems = press.get(one(asked.typed, "go"), _nothing)(asked)
    if problems:
        return _apart(asked, problems)
    still = case_in(asked.db, asked.actor, {"case_id": asked.subject.id})
    return asked.done(f"/cases/{asked.subject.id}/apart" if still else "/apart")


def show_tasks(asked: PageRequest[Actor]) -> Response:
    """Who would meet, who sits with whom they must not, and who may be one person."""
    return _tasks(asked)


def press_tasks(asked: PageRequest[Actor]) -> Response:
    """Say of two rows whether they are about one person."""
    code, go = one(asked.typed, "pair"), one(asked.typed, "go")
    found = next((each for each in matches(asked.db, asked.actor) if each.code == code), None)
    if found is None or go not in ("one", "two"):
        if not are_theirs(asked.db, asked.actor, code):
            raise HTTPException(404)
        return _tasks(asked, status=409, said=GONE)
    decide(asked.db, found, is_one_person=go == "one", by=asked.actor, at=asked.now)
    return asked.done("/apart")


def _link(asked: Asked) -> Problems:
    form = LinkForm.read(asked.typed)
    if isinstance(form, Problems):
        return form
    other = case_in(asked.db, asked.actor, {"case_id": form.other})
    if other is None:
        raise HTTPException(404)
    if form.standing is Standing.ASSESSED and not _is_lead(asked):
        return Problems(other="choose_one")
    mine = asked.subject
    safe, away = (mine, other) if form.keeps_this_safe else (other, mine)
    said_by, by, at = form.said_by, asked.actor, asked.now
    try:
        link_cases(asked.db, safe, away, form.kind, form.standing, said_by=said_by, by=by, at=at)
    except OnePerson:
        return Problems(other="choose_one")
    return Problems()


def _shut(asked: Asked) -> Problems:
    form = ShutOutForm.read(asked.typed)
    if isinstance(form, Problems):
        return form
    among = choices(asked.db, asked.actor, asked.subject)
    gone = never_shut_out(asked.db, asked.actor, asked.subject)
    found = chosen(asked.typed, "whom", among, gone=gone, named=attrgetter("value"))
    if found is None:
        return Problems(whom="choose_one")
    by, at = asked.actor, asked.now
    try:
        shut_out_of(asked.db, asked.subject, found.whom, form.said_by, by=by, at=at)
    except (HoldsTheCase, OwnOrganization):
        return Problems(whom="choose_one")
    return Problems()


def _unlink(asked: Asked) -> Problems:
    links = [each for each, _ in links_of(asked.db, asked.actor, asked.subject, ended=True)]
    row = row_among(links, asked.typed)
    if row is not None and row.stands:
        end_link(asked.db, row, by=asked.actor, at=asked.now)
    return Problems()


def _let_in(asked: Asked) -> Problems:
    row = row_among(all_of(asked.db, ShutOut, asked.subject), asked.typed)
    if row is not None:
        let_in(asked.db, row, by=asked.actor, at=asked.now)
    return Problems()


def _nothing(_asked: Asked) -> Problems:
    return Problems()


def _is_lead(asked: PageRequest[Any]) -> bool:
    return is_the_lead(asked.db, asked.actor)


def _apart(asked: Asked, problems: Mapping[str, str] | None = None) -> Response:
    case = asked.subject
    asked.note("apart read", case.id)
    names = case_names(asked.db, asked.actor)
    among = choices(asked.db, asked.actor, case)
    rows = shut_outs_of(asked.db, case)
    found = links_of(asked.db, asked.actor, case)
    standings = [each for each in Standing if each is not Standing.ASSESSED or _is_lead(asked)]
    return asked.show(
        APART,
        fragment="content",
        status=422 if problems else 200,
        **shown_with(asked, case),
        address=f"/cases/{case.id}/apart",
        links=[(link, names.get(other.id, "")) for link, other in found],
        shut=[(row, named(row, among)) for row in rows],
        names=names_of(asked.db, [each.written_by for each in [*rows, *(li for li, _ in found)]]),
        others={key: name for key, name in names.items() if key != case.id},
        among=among,
        kinds=list(LinkKind),
        standings=standings,
        said_by=list(SaidBy),
        problems=problems or {},
        typed=asked.typed if problems else {},
    )


def _tasks(asked: PageRequest[Actor], *, status: int = 200, said: str = "") -> Response:
    found = tasks(asked.db, asked.actor, asked.now)
    alike = matches(asked.db, asked.actor)
    for each in found.moves:
        asked.note("apart listed", each.visit_id)
    for match in alike:
        asked.note("apart listed", match.case_id)
    return asked.show(
        TASKS,
        fragment="content",
        status=status,
        here="apart",
        moves=found.moves,
        undecided=found.undecided,
        elsewhere=found.elsewhere,
        stops=found.stops,
        alike=alike,
        said=said,
    )
