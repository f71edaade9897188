"""The cases that somebody holds, and those of the whole organisation."""

from starlette.responses import Response

from bookings.cases.queries.lists import cases_of
from portal.access import Actor
from portal.web.page import PageRequest

LIST = "bookings/cases/list.html"


def show_own(asked: PageRequest[Actor]) -> Response:
    """One's own cases."""
    return _list(asked, own=True)


def show_ours(asked: PageRequest[Actor]) -> Response:
    """All cases of the organisation, for whoever stands in for a colleague."""
    return _list(asked, own=False)


def _list(asked: PageRequest[Actor], *, own: bool) -> Response:
    lines = cases_of(asked.db, asked.actor, own=own)
    for each in lines:
        asked.note("case listed", each.id)
    return asked.show(LIST, fragment="content", here="cases", lines=lines, own=own)
