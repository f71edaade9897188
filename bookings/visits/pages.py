"""The journey's two handlers: look at the step, and take one."""

from dataclasses import replace
from typing import Any

from starlette.responses import Response

from bookings.visits import leaving, speaking
from bookings.visits.actions import drafts
from bookings.visits.calendar_file import calendar_answer
from bookings.visits.models import VisitHasBegun, VisitIsOver
from bookings.visits.queries import openings
from bookings.visits.queries.journeys import actor_of, fingerprint, next_token
from bookings.visits.rules.journey import Journey
from bookings.visits.steps.ahead import WAIT, waits
from bookings.visits.steps.contact import AGREEING, may_agree
from bookings.visits.steps.step import Asked, Refused, Step
from bookings.visits.steps.table import ASIDES, CANCELLED, DOORS, GONE, STEPS, VISIT
from portal.access import Role
from portal.i18n import now_speaking
from portal.web import cookie
from portal.web.forms import Problems, one

FIRST, SPEAK = "first", "speak"
FIRST_PAGE = "bookings/visits/first.html"


def show_journey(asked: Asked) -> Response:
    """The step that she is on; the first page for everybody without a journey (V-07)."""
    return _with_new_cookie(asked, _show(asked))


def _show(asked: Asked) -> Response:
    return show_first(asked) if _is_at_first(asked) else _show_step(asked)


def _is_at_first(asked: Asked) -> bool:
    """Without a journey, or with one that is a language and nothing else."""
    return asked.subject.draft is None or asked.subject.journey.step == FIRST


def show_first(asked: Asked) -> Response:
    ahead = openings.sessions_ahead(asked.db, asked.now, 0, 2)
    response = asked.show(FIRST_PAGE, fragment="step", step=FIRST, sessions=ahead)
    if asked.subject.draft is not None:
        return response
    return cookie.give(response, cookie.NOBODY, asked.house.settings)


def take_step(asked: Asked) -> Response:
    """Carry out what was pressed. Scripts get the next step, a plain post a way to look (S-54)."""
    go, _, what = (one(asked.typed, "go") or "next").partition(":")
    if go == "leave":
        return leaving.leave(asked)
    if _is_at_first(asked):
        return _from_first(asked, go, what)
    drafts.forget_former_token(asked.subject.kept, _carried(asked))
    if go == SPEAK:
        return _in_another_language(asked, what)
    now_known = replace(asked, actor=actor_of(asked.subject.kept))
    if go == "calendar":
        return calendar_answer(now_known)
    _turn(now_known, go, what)
    if asked.subject.journey.step == FIRST:
        return _back_at_first(now_known)
    drafts.keep(asked.subject, at=asked.now)
    _renew_cookie(now_known)
    return _with_new_cookie(now_known, _answer(now_known))


def _renew_cookie(asked: Asked) -> None:
    """Whoever has just come to hold a visit gets a new cookie: a copy that somebody made or
    planted before opens nothing of it, from the moment that the new one is used."""
    draft = asked.subject.draft
    if draft is not None and actor_of(draft).role is not asked.actor.role:
        drafts.change_token(draft, _carried(asked), at=asked.now)


def _with_new_cookie(asked: Asked, response: Response) -> Response:
    """The new cookie, as often as the old one asks: the answer that brought it may be lost."""
    draft, carried = asked.subject.draft, _carried(asked)
    if draft is None or draft.former_token != fingerprint(carried):
        return response
    return cookie.give(response, next_token(carried), asked.house.settings)


def _carried(asked: Asked) -> str:
    return cookie.token(asked.http, asked.house.settings)


def _from_first(asked: Asked, go: str, what: str) -> Response:
    """Through a door, to a page beside the journey, or to the same page in another language."""
    if go == SPEAK:
        return _begin(asked, FIRST, language=speaking.chosen(asked, what))
    if go in DOORS or go in ASIDES:
        return _begin(asked, DOORS.get(go, go), language=asked.actor.language)
    return _answer(asked)


def _begin(asked: Asked, step: str, *, language: str) -> Response:
    """A journey at this step, and a cookie for it; on the first page only where she chose a
    language, since nothing else is to be kept there."""
    drafts.end(asked.db, asked.subject)
    asked.subject.journey.begin_at(step, after=FIRST)
    token = cookie.NOBODY
    if step != FIRST or language:
        token = cookie.new_token()
        drafts.begin(asked.db, asked.subject, token, language=language, at=asked.now)
        drafts.keep(asked.subject, at=asked.now)
    anew = language != asked.actor.language
    answer = speaking.whole_page(asked) if anew else _answer(asked)
    return cookie.give(answer, token, asked.house.settings)


def _in_another_language(asked: Asked, tag: str) -> Response:
    """The step that she is on, what she typed there kept."""
    _step_in_hand(asked)
    speaking.speak(asked, tag)
    drafts.keep(asked.subject, at=asked.now)
    return _with_new_cookie(asked, speaking.whole_page(asked))


def _turn(asked: Asked, go: str, what: str) -> None:
    """Move the journey, or note on it what to mend."""
    journey = asked.subject.journey
    step = _step_in_hand(asked)
    try:
        if go in ASIDES:
            journey.go_to(go)
        elif step is not None:
            _press(asked, step, go, what)
    except Refused as refused:
        journey.problems = refused.problems
    except VisitHasBegun:
        journey.start_over_at(VISIT)
    except VisitIsOver:
        journey.go_to(_where_it_ends(asked))


def _step_in_hand(asked: Asked) -> Step | None:
    """The step whose form was posted, with what was typed there kept, mistakes included.

    One that she has passed, shown by an old page or tapped twice, is taken up again where she left
    it. None for any other: whatever it asks is past, and she is shown where she is.
    """
    journey, posted = asked.subject.journey, one(asked.typed, "step")
    if posted in journey.trail and posted in STEPS:
        journey.go_to(posted)
    if posted != journey.step:
        return None
    step = STEPS[posted]
    journey.typed[posted] = {
        name: list(asked.typed[name]) for name in step.form.fields if name in asked.typed
    }
    return step


def _press(asked: Asked, step: Step, go: str, what: str) -> None:
    if go == "back":
        asked.subject.journey.go_back()
    elif not asked.actor.may(step.needs):
        raise VisitIsOver
    elif go in step.buttons:
        step.buttons[go](asked, what)
    elif go == "next":
        _take(asked, step)


def _take(asked: Asked, step: Step) -> None:
    form = step.form.read(asked.typed)
    if step.name in AGREEING and not may_agree(now_speaking()):
        asked.subject.journey.go_to("contact")
    elif isinstance(form, Problems):
        asked.subject.journey.problems = form
    else:
        step.action(asked, form)


def _back_at_first(asked: Asked) -> Response:
    """The journey is over; only the language that she chose goes on."""
    drafts.end(asked.db, asked.subject)
    if not asked.actor.language:
        return _answer(asked)
    asked.subject.journey = Journey()
    return _begin(asked, FIRST, language=asked.actor.language)


def _answer(asked: Asked) -> Response:
    return _show(asked) if asked.wants_fragment else asked.done("/")


def _show_step(asked: Asked) -> Response:
    now_known = replace(asked, actor=actor_of(asked.subject.kept))
    step = STEPS[asked.subject.journey.step]
    try:
        shown = step.view(now_known)
    except VisitIsOver:
        step = STEPS[_where_it_ends(now_known)]
        shown = step.view(now_known)
    return _show_view(asked, step, shown)


def _show_view(asked: Asked, step: Step, shown: dict[str, Any]) -> Response:
    journey = asked.subject.journey
    context = {"step": step.name, "journey": journey, **shown}
    context["typed"] = journey.typed.get(step.name, {})
    return asked.show(step.template, fragment=step.block, secret=step.secret, **context)


def _where_it_ends(asked: Asked) -> str:
    """A booked visit was cancelled on another phone; what was only held has gone, or the morning
    that was to be waited for."""
    if waits(asked.subject.journey):
        return WAIT
    return CANCELLED if asked.actor.role is Role.HOLDER else GONE
