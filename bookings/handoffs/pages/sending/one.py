"""One handoff: where it stands, what happened to it, and the steps that are open to those who sent
it. They see what came of it, and nothing that the receiver keeps (R-16)."""

from typing import Any

from starlette.responses import Response

from bookings.cases.queries.lists import names_of
from bookings.handoffs.models import Handoff, HandoffStep
from bookings.handoffs.pages.sending.introducing import introducing
from bookings.handoffs.pages.sending.presses import PRESSES
from bookings.handoffs.pages.sending.shared import Asked, shown_of, to_page
from bookings.handoffs.queries.packets import decision_of, waits_for
from bookings.handoffs.queries.results import application_of, refusal_of
from bookings.handoffs.queries.seeing import handoffs_of
from bookings.handoffs.queries.sending import not_asked_yet, steps_of
from bookings.handoffs.queries.teams import colleagues_of
from bookings.handoffs.rules.clock import standing
from bookings.handoffs.rules.declines import NextStep, reasons_for
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.outcomes import TAKES_TWO, Outcome, ToldHow, WhyNotTold
from bookings.handoffs.rules.stages import NOT_SENT, UNANSWERED, Stage
from bookings.handoffs.rules.state import Lacks, NotDeclared, NotTheirs, steps_open
from bookings.handoffs.rules.steps import Step, Who
from portal.web.forms import Problems, one
from services_directory.places.rules import names_a_door

ONE = "bookings/handoffs/sender_one.html"

# Of a receiver's step those who sent it read what they must go on with, and no more.
_TOLD_TO_US = frozenset({Step.ASK, Step.DECLINE, Step.SETTLE})


# What is typed beside a step, by its field.
_WORDS = ("recall-words", "outcome-words", "no-words", "tried-words", "question", "outside")


def show_one(asked: Asked) -> Response:
    """Where it stands."""
    return _one(asked)


def press_one(asked: Asked) -> Response:
    """Take one step. One that is not open any more says so, and changes nothing."""
    press = PRESSES.get(one(asked.typed, "go"))
    if press is None:
        return to_page(asked)
    doors = _doors(asked)
    if doors:
        return _one(asked, doors)
    try:
        problems = press(asked)
    except (NotDeclared, NotTheirs):
        return _one(asked, Problems(go="moved_on"), status=409)
    except Lacks as lacks:
        return _one(asked, Problems({each.value: "say_this" for each in lacks.needs}))
    if isinstance(problems, Response):
        return problems
    return _one(asked, problems) if problems else to_page(asked)


def _doors(asked: Asked) -> Problems:
    """Where a refuge is stands in no words about it (S-29)."""
    if asked.subject.handoff.desk is not DeskKind.REFUGE:
        return Problems()
    return Problems(
        {each: "only_an_area" for each in _WORDS if names_a_door(one(asked.typed, each))}
    )


def _one(asked: Asked, problems: Problems | None = None, status: int = 422) -> Response:
    db, handoff = asked.db, asked.subject.handoff
    asked.note("handoff read", handoff.id)
    taken = steps_of(db, handoff)
    sides = steps_open(handoff.state, Who.SENDER), steps_open(handoff.state, Who.HER)
    return asked.show(
        ONE,
        fragment="content",
        status=status if problems else 200,
        **shown_of(asked),
        **_choices(asked),
        **_standing(asked),
        **introducing(asked),
        open={each.value for side in sides for each in side},
        taken=[(each, _words(each)) for each in taken],
        question=_question(taken) if handoff.stage is Stage.ASKED else "",
        names=names_of(db, _named(handoff, taken)),
        problems=problems or {},
        typed=asked.typed if problems else {},
    )


def _standing(asked: Asked) -> dict[str, Any]:
    db, handoff, need = asked.db, asked.subject.handoff, asked.subject.need
    drawn = handoff.stage in NOT_SENT
    return {
        "standing": standing(handoff.stage, handoff.since, handoff.due_at, asked.now),
        "decision": decision_of(db, handoff),
        "lacks": [each.value for each in waits_for(db, handoff, asked.now).shares] if drawn else [],
        "application": application_of(db, handoff),
        "refusal": refusal_of(db, asked.subject.case, handoff),
        "to_ring": _to_ring(asked) if need.is_met else [],
        "waits_for_answer": handoff.stage in UNANSWERED and not handoff.is_shut,
    }


def _choices(asked: Asked) -> dict[str, Any]:
    handoff = asked.subject.handoff
    return {
        "colleagues": colleagues_of(asked.db, handoff),
        "others": not_asked_yet(asked.db, asked.subject.case, asked.subject.need),
        "reasons": reasons_for(handoff.desk),
        "next_steps": list(NextStep),
        "outcomes": list(Outcome),
        "told": list(ToldHow),
        "why_not": list(WhyNotTold),
        "takes_two": TAKES_TWO,
    }


def _to_ring(asked: Asked) -> list[Handoff]:
    """Another place said yes: where there is no account, a person must ring (R-09)."""
    others = handoffs_of(asked.db, asked.subject.need)
    return [each for each in others if each.is_outside and each.stage in UNANSWERED]


def _question(taken: list[HandoffStep]) -> str:
    asks = [each.words or "" for each in taken if each.step is Step.ASK]
    return asks[-1] if asks else ""


def _words(step: HandoffStep) -> str:
    is_ours = step.who is not Who.RECEIVER
    return (step.words or "") if is_ours or step.step in _TOLD_TO_US else ""


def _named(handoff: Handoff, taken: list[HandoffStep]) -> list[Any]:
    own = [handoff.sender, handoff.receiver, handoff.holder, handoff.told_by]
    return [*own, *(each.by for each in taken), *(each.holder for each in taken)]
