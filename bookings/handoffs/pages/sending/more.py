"""Asking one more place for the same need: another service, a place by telephone, and which places
are asked again first (R-09)."""

from typing import Any

from sqlalchemy.orm import Session
from starlette.responses import Response

from bookings.cases.pages.record import shown_with
from bookings.handoffs.actions.drafting import Avoided, NotOfThisDesk, Place, also_to, draft
from bookings.handoffs.forms.sending.needs import OUTSIDE, places_in
from bookings.handoffs.models import Handoff, HandoffNeed
from bookings.handoffs.pages.prefilled import prefilled
from bookings.handoffs.pages.sending.refuges import (
    ASK,
    asked_place,
    is_of_refuges,
    press_refuges,
    refuges_shown,
)
from bookings.handoffs.queries.attempts import attempts_of
from bookings.handoffs.queries.seeing import handoffs_of
from bookings.handoffs.queries.sending import Needed, not_asked_yet
from bookings.handoffs.rules.parallel import ask_next
from bookings.handoffs.rules.stages import Stage
from portal.web.forms import Problems, one
from portal.web.page import PageRequest

NEED = "bookings/handoffs/sender_need.html"

Asked = PageRequest[Needed]


def show_need(asked: Asked) -> Response:
    """Who was asked, and who could be."""
    return _need(asked)


def press_need(asked: Asked) -> Response:
    """Draw up a draft for each place more. What is drawn up already goes along with it, with what
    they said to each line; whom they agree to is asked anew (V-29)."""
    if is_of_refuges(asked):
        return _refuges(asked)
    problems = Problems()
    places = _places(asked, problems)
    if problems:
        return _need(asked, problems)
    try:
        drafts = [_drawn_up(asked, each) for each in places]
    except (Avoided, NotOfThisDesk, LookupError):
        return _need(asked, Problems(service="choose_one"))
    return asked.done(f"/handed-on/{drafts[0].id}/draft")


def _refuges(asked: Asked) -> Response:
    said = press_refuges(asked)
    if not said:
        return asked.done(f"/handed-on/need/{asked.subject.need.id}")
    return _need(asked, household=said) if isinstance(said, Problems) else _need(asked, notice=said)


def _places(asked: Asked, problems: Problems) -> list[Place]:
    """The refuge that has the place that was pressed; else what was chosen in the form."""
    if one(asked.typed, "go") != ASK:
        return places_in(asked.typed, asked.subject.need.desk, problems)
    known = asked_place(asked)
    if known is None:
        problems["service"] = "choose_one"
    return [Place(known.service_id)] if known else []


def _drawn_up(asked: Asked, place: Place) -> Handoff:
    db, need, by, at = asked.db, asked.subject.need, asked.actor, asked.now
    begun = _begun(db, need)
    if begun is not None:
        return also_to(db, begun, place, by=by, at=at)
    values = prefilled(db, need, asked.house.templates, at)
    return draft(db, need, place, values, by=by, at=at)


def _begun(db: Session, need: HandoffNeed) -> Handoff | None:
    """A draft that is in hand."""
    drafts = (each for each in handoffs_of(db, need) if each.stage is Stage.DRAFT)
    return next(drafts, None)


def _need(
    asked: Asked,
    problems: Problems | None = None,
    *,
    household: Problems | None = None,
    notice: str = "",
) -> Response:
    db, (need, case) = asked.db, asked.subject
    asked.note("case read", case.id)
    by_id = {each.id: each for each in handoffs_of(db, need)}
    shown: dict[str, Any] = {
        "need": need,
        "kind": need.desk,
        "attempts": list(by_id.values()),
        "again": [by_id[each] for each in ask_next(attempts_of(db, need))],
        "services": not_asked_yet(db, case, need),
        "ways": OUTSIDE,
        "chosen": set(asked.typed.get("service", [])),
        "address": f"/handed-on/need/{need.id}",
        "problems": problems or {},
        "typed": asked.typed if problems else {},
    }
    refuges = refuges_shown(asked, household or Problems(), notice)
    context = {**shown_with(asked, case), **shown, **refuges, "here": "handed-on"}
    status = 422 if problems or household else 409 if notice else 200
    return asked.show(NEED, fragment="content", status=status, **context)
