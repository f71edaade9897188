"""The warm handover on the sender's page: a stop of hers or a call in her safe hours (R-15)."""

from typing import Any

from starlette.responses import Response

from bookings.handoffs.actions.introducing import (
    CannotCall,
    call_off,
    introduce_at_stop,
    introduce_on_call,
)
from bookings.handoffs.forms.sending.introducing import moment_in
from bookings.handoffs.pages.sending.shared import Asked
from bookings.handoffs.queries.introducing import introduction_of, stops_for
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.stages import Stage
from portal.web.forms import Problems, chosen
from services_directory.sessions.actions import SlotJustTaken

# While somebody has it who could be introduced. A check of names meets nobody.
_WITH_SOMEBODY = frozenset(
    {Stage.RECEIVED, Stage.ASKED, Stage.ACCEPTED, Stage.CONTACT_MADE, Stage.TRIED}
)


def introducing(asked: Asked) -> dict[str, Any]:
    """What the page shows of it."""
    handoff = asked.subject.handoff
    is_open = handoff.stage in _WITH_SOMEBODY and not handoff.is_shut
    may = is_open and handoff.desk is not DeskKind.CONFLICT_CHECK
    return {
        "may_introduce": may,
        "introduction": introduction_of(asked.db, handoff, asked.now) if may else None,
        "stops": stops_for(asked.db, handoff, asked.now) if may else [],
    }


def press_call(asked: Asked) -> Problems | Response | None:
    """Plan an introduced call."""
    problems = Problems()
    when = moment_in(asked.typed, problems, asked.house.settings.timezone)
    if when is None:
        return problems
    try:
        introduce_on_call(asked.db, asked.subject.handoff, when, by=asked.actor, at=asked.now)
    except CannotCall as refusal:
        return Problems({"introduce-at": refusal.why.value})
    return None


def press_stop(asked: Asked) -> Problems | Response | None:
    """Be there at one of her stops."""
    handoff = asked.subject.handoff
    stop = chosen(asked.typed, "stop", stops_for(asked.db, handoff, asked.now))
    if stop is None:
        return Problems(stop="choose_one")
    try:
        introduce_at_stop(asked.db, handoff, stop, by=asked.actor, at=asked.now)
    except SlotJustTaken:
        return Problems(stop="busy")
    return None


def press_off(asked: Asked) -> Problems | Response | None:
    """It does not take place."""
    call_off(asked.db, asked.subject.handoff, by=asked.actor, at=asked.now)
    return None
