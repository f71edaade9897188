"""Asking somebody for totals: in person, each question optional, and never shown again (C-24)."""

from uuid import UUID

from starlette.responses import Response

from bookings.cases.pages.record import shown_with
from bookings.cases.queries.children import lines_of
from bookings.people.actions.equality import answer_for_totals
from bookings.people.models import CaseRecord
from bookings.people.queries.equality import was_asked
from bookings.people.rules.equality import QUESTIONS, RATHER_NOT, is_answer
from portal.web.forms import Problems, chosen, one
from portal.web.page import PageRequest

EQUALITY = "bookings/cases/equality.html"

Asked = PageRequest[CaseRecord]


def show_equality(asked: Asked) -> Response:
    """The questions, for whoever of the case they are put to; no answer is ever shown."""
    return _page(asked)


def press_equality(asked: Asked) -> Response:
    """Keep the answers of one person, apart from the case."""
    person = chosen(asked.typed, "person", _people(asked), named=str)
    answers = {name: one(asked.typed, name) for name in QUESTIONS}
    wrong = {n: "choose_one" for n, text in answers.items() if text and not is_answer(n, text)}
    problems = Problems(wrong)
    if person is None:
        problems["person"] = "choose_one"
    if problems or person is None:
        return _page(asked, problems)
    answer_for_totals(asked.db, asked.subject, person, answers, by=asked.actor, at=asked.now)
    return asked.done(f"/cases/{asked.subject.id}/equality")


def _people(asked: Asked) -> list[UUID]:
    """The person of the case first, then each child."""
    return [asked.subject.client_id, *(each.id for each in lines_of(asked.db, asked.subject))]


def _page(asked: Asked, problems: Problems | None = None) -> Response:
    case = asked.subject
    asked.note("case read", case.id)
    return asked.show(
        EQUALITY,
        fragment="content",
        status=422 if problems else 200,
        **shown_with(asked, case),
        children=lines_of(asked.db, case),
        asked_of={person for person in _people(asked) if was_asked(asked.db, person)},
        questions=QUESTIONS,
        rather_not=RATHER_NOT,
        problems=problems or {},
        typed=asked.typed if problems else {},
    )
