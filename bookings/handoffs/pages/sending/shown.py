"""Exactly what goes, for their eyes or to be read out; their agreement to that, and passing it on
(V-24, V-29, C-23). Later: what went."""

from datetime import timedelta
from typing import Any

from starlette.responses import Response

from bookings.handoffs.actions.agreeing import Agreed, NotWhatSheSaw, take_agreement
from bookings.handoffs.actions.drafting import NotDrawnUp
from bookings.handoffs.actions.on_visits import say_on_page
from bookings.handoffs.actions.sending import answer, send
from bookings.handoffs.forms.sending.agreements import USUALLY, AgreementForm
from bookings.handoffs.models import Handoff
from bookings.handoffs.pages.sending.shared import Asked, shown_of, to_page
from bookings.handoffs.queries.packets import (
    decision_of,
    drawn_up,
    fields_of,
    packet_for,
    waits_for,
)
from bookings.handoffs.queries.sending import together
from bookings.handoffs.rules.agreement import AT_LONGEST, GivenHow
from bookings.handoffs.rules.beforehand import before
from bookings.handoffs.rules.packet import Packet
from bookings.handoffs.rules.stages import Stage
from bookings.handoffs.rules.state import Lacks, NotDeclared
from bookings.handoffs.rules.steps import Who
from portal.web.forms import Problems, one

SHOWN = "bookings/handoffs/sender_shown.html"

# Counts the versions of the words on that page which somebody agrees to.
WORDING = "1"


def show_shown(asked: Asked) -> Response:
    """What would go; once it went, what they can read there now."""
    handoff = asked.subject.handoff
    if handoff.stage is Stage.DRAFT:
        return asked.sent_to(f"/handed-on/{handoff.id}/draft")
    return _shown(asked)


def press_shown(asked: Asked) -> Response:
    """Write down what they agreed to, and pass it on; or pass on what a decision lets go."""
    if one(asked.typed, "go") == "send":
        return _pass_on(asked, [asked.subject.handoff])
    zone = asked.house.settings.timezone
    form = AgreementForm.read(asked.typed, asked.subject.handoff.desk, asked.now, zone)
    if isinstance(form, Problems):
        return _shown(asked, form)
    chosen = [each for each in _same(asked) if each.id in form.recipients]
    try:
        for each in chosen:
            take_agreement(asked.db, each, _agreed(form), by=asked.actor, at=asked.now)
            say_on_page(asked.db, each, allowed=form.may_show, by=asked.actor, at=asked.now)
    except NotDrawnUp:
        return to_page(asked)
    except NotWhatSheSaw:
        return _shown(asked, Problems(digest="shown_again"))
    return _pass_on(asked, chosen)


def _pass_on(asked: Asked, chosen: list[Handoff]) -> Response:
    """All of them or none: what is missing is said, and nothing is changed."""
    for each in chosen:
        does = answer if each.stage is Stage.ASKED else send
        try:
            does(asked.db, each, by=asked.actor, at=asked.now)
        except NotDeclared:
            return to_page(asked)
        except Lacks:
            return _shown(asked, Problems(go="lacks"))
    return asked.done(f"/cases/{asked.subject.case.id}/handoffs")


def _agreed(form: AgreementForm) -> Agreed:
    return Agreed(
        digest=form.digest,
        purpose=form.purpose,
        until=form.until,
        how=form.how,
        wording=WORDING,
        was_told_they_may_keep=True,
        heard=form.heard,
    )


def _same(asked: Asked) -> list[Handoff]:
    """The places to which the very same would go: they can say yes to all of them at once, each by
    its name."""
    handoff = asked.subject.handoff
    digest = drawn_up(asked.db, handoff).digest
    return [
        each for each in together(asked.db, handoff) if drawn_up(asked.db, each).digest == digest
    ]


def _is_open(asked: Asked) -> bool:
    handoff = asked.subject.handoff
    is_answer = handoff.stage is Stage.ASKED and bool(fields_of(asked.db, handoff))
    return handoff.stage is Stage.SHOWN or is_answer


def _shown(asked: Asked, problems: Problems | None = None) -> Response:
    is_open = _is_open(asked)
    asked.note("packet read", asked.subject.handoff.id)
    shown = _to_agree(asked) if is_open else {"packet": _went(asked)}
    return asked.show(
        SHOWN,
        fragment="content",
        status=422 if problems else 200,
        **shown_of(asked),
        **shown,
        is_open=is_open,
        problems=problems or {},
        typed=asked.typed if problems else {"until": [_usual_day(asked)]},
    )


def _went(asked: Asked) -> Packet | None:
    return packet_for(asked.db, asked.actor, asked.subject.handoff, Who.SENDER, asked.now)


def _to_agree(asked: Asked) -> dict[str, Any]:
    handoff = asked.subject.handoff
    packet = drawn_up(asked.db, handoff)
    waits = waits_for(asked.db, handoff, asked.now)
    return {
        "packet": packet,
        "places": _same(asked),
        "before": before(handoff.desk),
        "hows": list(GivenHow),
        "lacks": [each.value for each in (*waits.shares, *waits.consents)],
        "may_go": waits.may_go,
        "decision": decision_of(asked.db, handoff),
        "longest": AT_LONGEST // timedelta(days=1),
    }


def _usual_day(asked: Asked) -> str:
    zone = asked.house.settings.timezone
    return (asked.now + USUALLY).astimezone(zone).date().isoformat()
