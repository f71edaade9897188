"""Why are you looking? Asked before a person is opened who is none of one's own work."""

from collections.abc import Callable
from functools import wraps
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from starlette.responses import Response

from bookings.looking.actions.reasons import give_reason
from bookings.looking.forms import WordsForm, way_back
from bookings.looking.pages.limits import limits_of
from bookings.looking.queries.reasons import needs_reason
from bookings.people.models import Client
from portal.web.forms import Problems
from portal.web.page import PageRequest

WHY = "bookings/looking/why.html"


Somebodys = TypeVar("Somebodys")

# Of a visit, a case, and whatever else hangs on one person.
OF_SUBJECT: Callable[[Any], UUID] = attrgetter("client_id")


def with_reason(
    handler: Callable[[PageRequest[Somebodys]], Response],
    *,
    whose: Callable[[Somebodys], UUID] = OF_SUBJECT,
) -> Callable[[PageRequest[Somebodys]], Response]:
    """The handler of a page about one person, which asks first for a reason where that is needed
    (P-02). Nothing of the person is read, told or changed before. `whose` client a subject is."""

    @wraps(handler)
    def after_reason(asked: PageRequest[Somebodys]) -> Response:
        return ask_for_reason(asked, whose(asked.subject)) or handler(asked)

    return after_reason


def ask_for_reason(asked: PageRequest[Any], client_id: UUID) -> Response | None:
    """The question, in the place of the page that was asked for; None where none is needed."""
    limits = limits_of(asked.house.settings)
    if not needs_reason(asked.db, asked.actor, client_id, asked.now, limits):
        return None
    return _page(asked, client_id, asked.http.url.path)


def press_reason(asked: PageRequest[Client]) -> Response:
    """The reason is written down, and the page that was asked for is open for twelve hours."""
    form, to = WordsForm.read(asked.typed), way_back(asked.typed)
    if isinstance(form, Problems):
        return _page(asked, asked.subject.id, to, form)
    give_reason(asked.db, asked.subject.id, form.words, by=asked.actor, at=asked.now)
    return asked.done(to)


def _page(
    asked: PageRequest[Any], client_id: UUID, to: str, problems: Problems | None = None
) -> Response:
    return asked.show(
        WHY,
        fragment="content",
        status=422 if problems else 200,
        here="cases",
        client_id=client_id,
        to=to,
        problems=problems or {},
        typed=asked.typed if problems else {},
    )
