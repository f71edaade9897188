"""The call list. Who can be rung now and for how long yet; a number, one at a time and for once;
and what came of the call (R-06, R-07, S-12, S-27)."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from bookings.contact.rules.fields import Field
from bookings.contact.rules.ringing import Ring
from bookings.contact.rules.verdicts import Wait
from bookings.day.queries.named import visit_in
from bookings.reaching.actions.calls import (
    AlreadySaid,
    BeingRung,
    CallStillOpen,
    NotNow,
    Shown,
    end_call,
    show_number,
)
from bookings.reaching.forms.calls import CameForm
from bookings.reaching.models import Call
from bookings.reaching.queries.calls import call_list, open_call_of
from bookings.reaching.queries.people import somebody
from bookings.reaching.rules.calls import as_dialled, last_digits
from bookings.visits.models import Visit
from portal.access import Actor
from portal.web.forms import Problems, ticked
from portal.web.page import PageRequest

CALLS, CALL = "bookings/reaching/calls.html", "bookings/reaching/call.html"
STILL_OPEN, BEING_RUNG, NOT_CHECKED, NOT_NOW, SAID = (
    "still_open",
    "being_rung",
    "not_checked",
    "not_now",
    "said",
)


def show_calls(asked: PageRequest[Actor]) -> Response:
    """Everybody who may be rung: now, later, and why not."""
    return _list(asked)


def press_show(asked: PageRequest[Visit]) -> Response:
    """Shows the number this once, if it may be rung at this very moment."""
    if not ticked(asked.typed, "checked"):
        return _list(asked, status=422, said=NOT_CHECKED, of=asked.subject.id)
    try:
        shown = show_number(asked.db, asked.subject, by=asked.actor, at=asked.now)
    except CallStillOpen:
        return _list(asked, status=409, said=STILL_OPEN)
    except BeingRung:
        return _list(asked, status=409, said=BEING_RUNG, of=asked.subject.id)
    except NotNow as refusal:
        return _list(asked, status=409, said=NOT_NOW, of=asked.subject.id, verdict=refusal.ringing)
    return _call(asked, shown)


def press_came(asked: PageRequest[Call]) -> Response:
    """What came of it. Said once; whoever says it again is shown the list."""
    form = CameForm.read(asked.typed)
    if isinstance(form, Problems):
        return _list(asked, status=422, problems=form)
    try:
        end_call(asked.db, asked.subject, form.came, form.words, by=asked.actor, at=asked.now)
    except AlreadySaid:
        return _list(asked, status=409, said=SAID)
    return asked.done("/calls")


def _call(asked: PageRequest[Visit], shown: Shown) -> Response:
    """The number stands in this answer alone: asked for again, the page has it no more."""
    return asked.show(
        CALL,
        fragment="content",
        secret=True,
        here="calls",
        who=somebody(asked.db, asked.subject),
        call=shown.call,
        ring=shown.ring,
        number=as_dialled(shown.ring.number),
        call_them=shown.preference.text(Field.CALL_HER),
        cannot_talk=shown.preference.text(Field.DURESS_PHRASE),
        never_names=shown.preference.value(Field.NEVER_NAMES) or (),
        never_speak_to=shown.preference.value(Field.NEVER_SPEAK_TO) or (),
        typed={},
        problems={},
    )


def _name_of(asked: PageRequest[Any], call: Call) -> str:
    """What they are called; who was rung for what was passed on has their name there alone, and
    whoever is shut out since reads none (S-28)."""
    path = {"visit_id": call.visit_id}
    visit = visit_in(asked.db, asked.actor, path) if call.visit_id else None
    return somebody(asked.db, visit).name if visit else ""


def _list(
    asked: PageRequest[Any],
    *,
    status: int = 200,
    said: str = "",
    of: UUID | None = None,
    verdict: Any = None,
    problems: Problems | None = None,
) -> Response:
    lines = call_list(asked.db, asked.actor, asked.now)
    for each in lines:
        asked.note("call listed", each.who.visit_id)
    call = open_call_of(asked.db, asked.actor)
    return asked.show(
        CALLS,
        fragment="content",
        status=status,
        here="calls",
        now_lines=[each for each in lines if isinstance(each.ringing, Ring)],
        later=[each for each in lines if isinstance(each.ringing, Wait)],
        others=[each for each in lines if not isinstance(each.ringing, (Ring, Wait))],
        open_call=call,
        open_name=_name_of(asked, call) if call else "",
        said=said,
        of=of,
        verdict=verdict,
        digits=last_digits,
        problems=problems or {},
        typed=asked.typed if problems else {},
    )
