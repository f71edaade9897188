"""Requests for what is kept: how a person answers one, and which came in. The portal drafts nothing
and looks nothing up, so that it neither confirms nor denies (S-59)."""

from datetime import timedelta

from starlette.responses import Response

from bookings.cases.forms.words import choice_in, day_typed, words_in
from bookings.cases.queries.lists import names_of
from bookings.people.actions.requests import answered
from bookings.people.actions.writing import write_down
from bookings.people.models.requests import CameBy, RightsRequest
from bookings.people.queries.requests import all_colleagues, possible_holders, requests_of
from portal.access import Actor, Permission
from portal.web.forms import Problems, chosen
from portal.web.page import PageRequest

REQUESTS = "bookings/cases/requests.html"

# A month in law; by days, so that nobody counts on a long one.
ANSWER_WITHIN = timedelta(days=28)


def show_requests(asked: PageRequest[Actor]) -> Response:
    """How to answer, and what came in."""
    return _page(asked)


def press_requests(asked: PageRequest[Actor]) -> Response:
    """One came in: when, how, in whose words, and who holds it."""
    problems = Problems()
    day = day_typed(asked.typed, "came_on", problems)
    came_by = choice_in(asked.typed, "came_by", CameBy, problems)
    words = words_in(asked.typed, "words", problems, needed=True)
    holders = possible_holders(asked.db, asked.actor)
    everybody = all_colleagues(asked.db, asked.actor)
    holder = chosen(asked.typed, "holder", holders, gone=everybody)
    if holder is None:
        problems["holder"] = "choose_one"
    if problems or holder is None or asked.actor.organization_id is None:
        return _page(asked, problems)
    row = RightsRequest(
        organization_id=asked.actor.organization_id,
        came_on=day,
        came_by=came_by,
        words=words,
        holder=holder.id,
    )
    write_down(asked.db, row, "request written", row.id, by=asked.actor, at=asked.now)
    return asked.done("/requests")


def press_answered(asked: PageRequest[RightsRequest]) -> Response:
    answered(asked.db, asked.subject, by=asked.actor, at=asked.now)
    return asked.done("/requests")


def _page(asked: PageRequest[Actor], problems: Problems | None = None) -> Response:
    rows = requests_of(asked.db, asked.actor)
    for each in rows:
        asked.note("request read", each.id)
    return asked.show(
        REQUESTS,
        fragment="content",
        status=422 if problems else 200,
        here="cases" if asked.actor.may(Permission.CASES_SEE) else "requests",
        requests=rows,
        within=ANSWER_WITHIN,
        today=asked.now.date(),
        holders=possible_holders(asked.db, asked.actor),
        names=names_of(asked.db, [each.holder for each in rows]),
        came_by=list(CameBy),
        problems=problems or {},
        typed=asked.typed if problems else {},
    )
