"""The packet as its receiver reads it, on one page: how she may be reached first, then what must be
known, then what she wants; the steps that are open, and nothing beside (R-01, R-02, S-31, S-36)."""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bookings.handoffs.forms.housing import typed_of
from bookings.handoffs.forms.steps import on_the_page
from bookings.handoffs.models import Handoff
from bookings.handoffs.queries.introducing import introduction_of
from bookings.handoffs.queries.receiving import (
    Opened,
    application_of,
    client_of,
    opened_in,
    sender_of,
    services_named,
)
from bookings.handoffs.queries.teams import colleagues_of
from bookings.handoffs.rules.clock import standing
from bookings.handoffs.rules.declines import NextStep, reasons_for
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import PacketField
from bookings.handoffs.rules.housing import Application, Came, Interim, lacking
from bookings.handoffs.rules.outcomes import ToldHow
from bookings.handoffs.rules.packet import Entry, LawfulReason, Packet
from bookings.handoffs.rules.packs import pack_of
from bookings.handoffs.rules.receiving import (
    BEGINS_WITH,
    MUST_KNOW,
    buttons,
    contacts_her,
    outcomes_for,
    the_rest,
)
from bookings.handoffs.rules.stages import UNANSWERED
from bookings.handoffs.rules.state import steps_open
from bookings.handoffs.rules.steps import Who
from bookings.reaching.models import Call
from bookings.reaching.queries.calls import open_call_of, ringing_of_client
from portal.web.page import PageRequest

PACKET = "bookings/handoffs/receiver_packet.html"
NATION = "ENG"
APPLICATION = "application"

Asked = PageRequest[Opened]


def show_packet(asked: Asked) -> Response:
    """What went, to whom it was sent."""
    return packet_page(asked)


def packet_page(
    asked: Asked,
    *,
    go: str = "",
    said: str = "",
    problems: Mapping[str, str] | None = None,
) -> Response:
    """The page; with what is to be mended in the form of one step, or what was refused and why.
    What was typed into that form is kept."""
    handoff, packet = asked.subject
    if said and opened_in(asked.db, asked.actor, {"handoff_id": handoff.id}) is None:
        # What was refused has moved on meanwhile: perhaps it is theirs to read no more (S-36).
        raise HTTPException(404)
    asked.note("packet read", handoff.id)
    return asked.show(
        PACKET,
        fragment="content",
        status=422 if problems else 409 if said else 200,
        here="tray",
        **_read(packet),
        **_reaching(asked),
        **_steps(asked),
        **_of_council(asked, go),
        go=go,
        said=said,
        problems=problems or {},
        typed=asked.typed if go else {},
    )


def own_open_call(asked: Asked) -> Call | None:
    """The call about this handoff of which it is not said yet what came of it."""
    call = open_call_of(asked.db, asked.actor)
    return call if call is not None and call.handoff_id == asked.subject.handoff.id else None


def _read(packet: Packet) -> dict[str, Any]:
    """The packet's own fields, in the order of the page."""
    found = {each.field: each for each in packet.entries}
    return {
        "all_without": _reason_of_all(packet),
        "called": found.get(PacketField.CALLED),
        "pronouns": found.get(PacketField.PRONOUNS),
        "safe_contact": found.get(PacketField.SAFE_CONTACT),
        "must_know": _of(found, MUST_KNOW),
        "begins_with": _of(found, BEGINS_WITH),
        "the_rest": _of(found, the_rest(packet.fields)),
    }


def _reason_of_all(packet: Packet) -> LawfulReason | None:
    """Why all of it went without her agreement, where that is one reason: it is said once then."""
    reasons = {None if each.is_agreed else each.lawful for each in packet.entries}
    return reasons.pop() if len(reasons) == 1 else None


def _of(found: Mapping[PacketField, Entry], which: Any) -> list[Entry]:
    return [found[each] for each in which if each in found]


def _reaching(asked: Asked) -> dict[str, Any]:
    """Whether she may be rung now: only where she let them have a way to reach her at all."""
    handoff, packet = asked.subject
    may_reach = PacketField.SAFE_CONTACT in packet.fields
    ringing = None
    if may_reach:
        _, ringing = ringing_of_client(asked.db, client_of(asked.db, handoff), asked.now)
    return {
        "contacts_her": contacts_her(handoff.desk),
        "ringing": ringing,
        "open_call": own_open_call(asked) if may_reach else None,
        "sender": sender_of(asked.db, handoff),
        "introduction": introduction_of(asked.db, handoff, asked.now),
    }


def _steps(asked: Asked) -> dict[str, Any]:
    """What can be done with it now, by the table of steps alone."""
    handoff = asked.subject.handoff
    open_now = buttons(steps_open(handoff.state, Who.RECEIVER), handoff.desk)
    return {
        "handoff": handoff,
        "standing": standing(handoff.stage, handoff.since, handoff.due_at, asked.now),
        "service": _service(asked, handoff),
        "buttons": {each.value for each in open_now} | _may_hold(handoff),
        "reasons": reasons_for(handoff.desk),
        "next_steps": list(NextStep),
        "senders": colleagues_of(asked.db, handoff),
        "outcomes": outcomes_for(handoff.desk),
        "told_hows": list(ToldHow),
    }


def _may_hold(handoff: Handoff) -> set[str]:
    """A refuge may keep a place for some hours before it says yes; that is no step (R-09)."""
    is_open = handoff.desk is DeskKind.REFUGE and handoff.stage in UNANSWERED
    return {"hold"} if is_open else set()


def _service(asked: Asked, handoff: Handoff) -> str:
    return services_named(asked.db, {handoff.service_id}).get(handoff.service_id or handoff.id, "")


def _of_council(asked: Asked, go: str) -> dict[str, Any]:
    """What the law of the nation gives her, and what the desk has written down (R-08)."""
    handoff = asked.subject.handoff
    if handoff.desk is not DeskKind.HOUSING:
        return {"says": ()}
    row = application_of(asked.db, handoff)
    stands = row.as_ruled if row else Application()
    written = typed_of(row.came, stands, asked.house.settings.timezone) if row else {}
    was = on_the_page(APPLICATION, written)
    return {
        "says": pack_of(NATION).says,
        "application": row,
        "application_typed": asked.typed if go == APPLICATION else was,
        "lacks": tuple(lacking(stands)),
        "came_choices": list(Came),
        "interim_choices": list(Interim),
    }
