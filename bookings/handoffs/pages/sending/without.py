"""Sharing without agreement: why each field, why nothing less, whether they know; and somebody else
who agrees before it goes or looks at it within a day (C-23, S-32, S-39)."""

from contextlib import suppress

from starlette.responses import Response

from bookings.cases.queries.lists import names_of
from bookings.handoffs.actions.agreeing import (
    Decided,
    NotTheSecond,
    agree_as_second,
    change,
    decide_without_her,
    review,
)
from bookings.handoffs.actions.drafting import NotDrawnUp, answer_field, give_ground
from bookings.handoffs.actions.sending import answer, send
from bookings.handoffs.forms.sending.agreements import WithoutForm
from bookings.handoffs.models import HandoffDecision, HandoffField
from bookings.handoffs.pages.sending.shared import Asked, shown_of, to_page
from bookings.handoffs.queries.packets import (
    decision_of,
    drawn_up,
    fields_of,
    packet_for,
    packets_of,
)
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import fields_for
from bookings.handoffs.rules.outcomes import says_something
from bookings.handoffs.rules.packet import LawfulReason
from bookings.handoffs.rules.stages import NOT_SENT, Stage
from bookings.handoffs.rules.state import Lacks, NotDeclared
from bookings.handoffs.rules.steps import Who
from bookings.people.actions.writing import account_of
from portal.web.forms import Problems, Typed, one

WITHOUT = "bookings/handoffs/sender_without.html"
SECOND = "bookings/handoffs/sender_second.html"


def show_without(asked: Asked) -> Response:
    """The fields of this desk, each with why it would have to go."""
    if asked.subject.handoff.stage not in NOT_SENT | {Stage.ASKED}:
        return asked.sent_to(f"/handed-on/{asked.subject.handoff.id}")
    return _without(asked)


def press_without(asked: Asked) -> Response:
    """Write the decision down. It goes at once where nobody else is waited for; else a colleague
    finds it among what waits for them."""
    handoff = asked.subject.handoff
    form = WithoutForm.read(asked.typed, handoff.desk)
    if isinstance(form, Problems):
        return _without(asked, form)
    try:
        _decide(asked, form)
    except NotDrawnUp:
        return to_page(asked)
    return _go(asked)


def show_second(asked: Asked) -> Response:
    """What somebody decided without their agreement, for whoever looks at it beside them."""
    return _second(asked)


def press_second(asked: Asked) -> Response:
    """Agree before it goes, or write down what was found afterwards."""
    decision = decision_of(asked.db, asked.subject.handoff)
    if decision is None:
        return to_page(asked)
    try:
        if _is_before(asked, decision):
            return _agree(asked, decision)
        return _look(asked, decision)
    except NotTheSecond:
        return _second(asked, Problems(go="not_yourself"))


def _agree(asked: Asked, decision: HandoffDecision) -> Response:
    """To what stood on the page, and to nothing that was written since (C-23). A look alone is no
    agreement."""
    db, handoff = asked.db, asked.subject.handoff
    if one(asked.typed, "go") != "agree":
        return to_page(asked, "/second")
    if one(asked.typed, "digest") != drawn_up(db, handoff).digest:
        return _second(asked, Problems(digest="shown_again"))
    agree_as_second(db, handoff, decision, by=asked.actor, at=asked.now)
    return _go(asked)


def _look(asked: Asked, decision: HandoffDecision) -> Response:
    words = one(asked.typed, "words")
    if not says_something(words):
        return _second(asked, Problems(words="say_this"))
    review(asked.db, asked.subject.handoff, decision, words, by=asked.actor, at=asked.now)
    return to_page(asked)


def _is_before(asked: Asked, decision: HandoffDecision) -> bool:
    """Whether nothing has gone on this decision yet: what was asked since it went is another."""
    handoff = asked.subject.handoff
    if handoff.stage is Stage.ASKED:
        return packets_of(asked.db, handoff)[0].frozen_at < decision.decided_at
    return handoff.stage in NOT_SENT


def _decide(asked: Asked, form: WithoutForm) -> None:
    """What has no reason of its own does not go along: it would wait for their agreement, and what
    must go does not."""
    db, handoff, by, at = asked.db, asked.subject.handoff, asked.actor, asked.now
    if handoff.stage is Stage.SHOWN:
        change(db, handoff, by=by, at=at)
    for each in fields_for(handoff.desk):
        words = form.necessity.get(each, "")
        give_ground(db, handoff, each, form.reason if words else None, words, by=by, at=at)
        if not words:
            answer_field(db, handoff, each, None, by=by, at=at)
    said = Decided(form.proportion, form.she_knows, form.why_not)
    decide_without_her(db, handoff, said, by=by, at=at)


def _go(asked: Asked) -> Response:
    """Pass it on, where nothing is missing any more."""
    handoff = asked.subject.handoff
    does = answer if handoff.stage is Stage.ASKED else send
    with suppress(Lacks, NotDeclared):
        does(asked.db, handoff, by=asked.actor, at=asked.now)
    return to_page(asked)


def _without(asked: Asked, problems: Problems | None = None) -> Response:
    handoff = asked.subject.handoff
    asked.note("draft read", handoff.id)
    rows = fields_of(asked.db, handoff)
    return asked.show(
        WITHOUT,
        fragment="content",
        status=422 if problems else 200,
        **shown_of(asked),
        rows=[each for each in rows if each.value],
        reasons=list(LawfulReason),
        is_childs=handoff.desk is DeskKind.CHILDRENS_SOCIAL_CARE,
        problems=problems or {},
        typed=asked.typed if problems else _as_typed(rows),
    )


def _as_typed(rows: list[HandoffField]) -> Typed:
    """What was decided before, as a form is typed."""
    reasons = [each.lawful.value for each in rows if each.lawful is not None]
    return {
        "reason": reasons[:1] or [""],
        **{f"{each.field.value}-why": [each.necessity or ""] for each in rows},
    }


def _second(asked: Asked, problems: Problems | None = None) -> Response:
    db, handoff = asked.db, asked.subject.handoff
    asked.note("packet read", handoff.id)
    decision = decision_of(db, handoff)
    is_before = decision is not None and _is_before(asked, decision)
    went = packet_for(db, asked.actor, handoff, Who.SENDER, asked.now)
    return asked.show(
        SECOND,
        fragment="content",
        status=422 if problems else 200,
        **shown_of(asked),
        decision=decision,
        grounds=decision.as_ruled.grounds if decision else {},
        packet=drawn_up(db, handoff) if is_before else went,
        is_before=is_before,
        is_own=decision is not None and decision.decided_by == account_of(asked.actor),
        names=names_of(db, [decision.decided_by, decision.second] if decision else []),
        problems=problems or {},
        typed=asked.typed if problems else {},
    )
