"""The journey's two handlers: look at the step, and take one."""

from dataclasses import replace
from typing import Any

from starlette.responses import Response

from bookings.visits import leaving
from bookings.visits.actions import drafts
from bookings.visits.calendar_file import calendar_answer
from bookings.visits.models import VisitIsOver
from bookings.visits.queries import openings
from bookings.visits.queries.journeys import actor_of
from bookings.visits.steps.step import Asked, Refused, Step
from bookings.visits.steps.table import ASIDES, DOORS, STEPS
from portal.web import cookie
from portal.web.forms import Problems, one

FIRST = "bookings/visits/first.html"
NOT_TYPED = ("go", "step", "plan", "slot")


def show_journey(asked: Asked) -> Response:
    """The step that she is on; the first page for everybody without a journey (V-07)."""
    if asked.subject.draft is None:
        return show_first(asked)
    return _show_step(asked)


def show_first(asked: Asked) -> Response:
    ahead = openings.sessions_ahead(asked.db, asked.now, 0, 2)
    response = asked.show(FIRST, fragment="step", step="first", sessions=ahead)
    return cookie.give(response, cookie.NOBODY, asked.house.settings)


def take_step(asked: Asked) -> Response:
    """Carry out what was pressed. Scripts get the next step, a plain post a way to look (S-54)."""
    go, _, what = (one(asked.typed, "go") or "next").partition(":")
    if go == "leave":
        return leaving.leave(asked)
    if asked.subject.draft is None and (go in DOORS or go in ASIDES):
        return _begin(asked, go)
    if asked.subject.draft is None:
        return show_first(asked) if asked.wants_fragment else asked.done("/")
    if go == "calendar":
        return calendar_answer(asked)
    _turn(asked, go, what)
    drafts.keep(asked.subject, at=asked.now)
    return _answer(asked)


def _begin(asked: Asked, go: str) -> Response:
    token = cookie.new_token()
    asked.subject.journey.step = DOORS.get(go, go)
    drafts.begin(asked.db, asked.subject, token, at=asked.now)
    drafts.keep(asked.subject, at=asked.now)
    return cookie.give(_answer(asked), token, asked.house.settings)


def _turn(asked: Asked, go: str, what: str) -> None:
    """Move the journey, or note on it what to mend."""
    journey = asked.subject.journey
    step = _step_in_hand(asked)
    _keep_typed(asked, step)
    try:
        if go in ASIDES:
            journey.go_to(go)
        elif go == "back":
            journey.go_back()
        elif go in step.buttons:
            step.buttons[go](asked, what)
        elif go == "next":
            _take(asked, step)
    except Refused as refused:
        journey.problems = refused.problems
    except VisitIsOver:
        journey.start_over_at("before")


def _step_in_hand(asked: Asked) -> Step:
    """The step whose form was posted. One that she has passed, shown by an old page, is taken up
    again where she left it; anything else means the present step."""
    journey, posted = asked.subject.journey, one(asked.typed, "step")
    if posted != journey.step and posted in journey.trail and posted in STEPS:
        journey.go_to(posted)
    return STEPS[journey.step]


def _keep_typed(asked: Asked, step: Step) -> None:
    """Whatever is pressed, what was typed so far is kept, mistakes included."""
    if one(asked.typed, "step") == step.name:
        kept = {name: list(values) for name, values in asked.typed.items() if name not in NOT_TYPED}
        asked.subject.journey.typed[step.name] = kept


def _take(asked: Asked, step: Step) -> None:
    if not asked.actor.may(step.needs):
        raise VisitIsOver
    form = step.form.read(asked.typed)
    if isinstance(form, Problems):
        asked.subject.journey.problems = form
    else:
        step.action(asked, form)


def _answer(asked: Asked) -> Response:
    return _show_step(asked) if asked.wants_fragment else asked.done("/")


def _show_step(asked: Asked) -> Response:
    journey = asked.subject.journey
    now_known = replace(asked, actor=actor_of(asked.subject.kept))
    step = STEPS[journey.step]
    context: dict[str, Any] = {"step": step.name, "journey": journey, **step.view(now_known)}
    context["typed"] = journey.typed.get(step.name, {})
    return asked.show(step.template, fragment=step.block, secret=step.secret, **context)
