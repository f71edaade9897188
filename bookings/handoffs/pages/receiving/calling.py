"""Ringing her, for whoever received it: a number once, to somebody who has checked today, and what
came of the call (R-06, R-07)."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bookings.contact.rules.fields import Field
from bookings.handoffs.actions.calling import say_what_came, show_number
from bookings.handoffs.pages.receiving.packet import Asked, own_open_call, packet_page
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import PacketField
from bookings.reaching.actions.calls import (
    AlreadySaid,
    BeingRung,
    CallStillOpen,
    NotNow,
    Shown,
)
from bookings.reaching.forms.calls import CameForm
from bookings.reaching.rules.calls import as_dialled
from portal.web.forms import Problems, ticked
from services_directory.places.rules import names_a_door

CALL = "bookings/handoffs/receiver_call.html"
NOT_CHECKED, STILL_OPEN, BEING_RUNG, NOT_NOW, SAID = (
    "not_checked",
    "still_open",
    "being_rung",
    "not_now",
    "said_before",
)


def press_number(asked: Asked) -> Response:
    """Shows the number this once, if she let them have a way to reach her, and may be rung now."""
    if PacketField.SAFE_CONTACT not in asked.subject.packet.fields:
        raise HTTPException(404)
    if not ticked(asked.typed, "checked"):
        return packet_page(asked, said=NOT_CHECKED)
    try:
        shown = show_number(asked.db, asked.subject.handoff, by=asked.actor, at=asked.now)
    except CallStillOpen:
        return packet_page(asked, said=STILL_OPEN)
    except BeingRung:
        return packet_page(asked, said=BEING_RUNG)
    except NotNow:
        return packet_page(asked, said=NOT_NOW)
    return _call(asked, shown)


def press_came(asked: Asked) -> Response:
    """What came of the call; said once."""
    call = own_open_call(asked)
    if call is None:
        return packet_page(asked, said=SAID)
    form = CameForm.read(asked.typed)
    if isinstance(form, Problems):
        return packet_page(asked, go="came", problems=form)
    handoff, by, at = asked.subject.handoff, asked.actor, asked.now
    if handoff.desk is DeskKind.REFUGE and names_a_door(form.words):
        return packet_page(asked, go="came", problems=Problems(words="only_an_area"))
    try:
        say_what_came(asked.db, handoff, call, form.came, form.words, by=by, at=at)
    except AlreadySaid:
        return packet_page(asked, said=SAID)
    return asked.sent_to(f"/tray/{handoff.id}")


def _call(asked: Asked, shown: Shown) -> Response:
    """The number stands in this answer alone: asked for again, the page has it no more."""
    handoff, packet = asked.subject
    asked.note("packet read", handoff.id)
    called = next((e.value for e in packet.entries if e.field is PacketField.CALLED), "")
    return asked.show(
        CALL,
        fragment="content",
        secret=True,
        here="tray",
        handoff=handoff,
        name=called,
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
