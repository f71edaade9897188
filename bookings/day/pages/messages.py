"""Messages that wait, why and until when; what came in; and no way to send one (C-11, C-12)."""

from starlette.responses import Response

from bookings.day.actions.messaging import call_off, look_at, open_way, see_to
from bookings.day.queries import messages
from portal.access import Actor
from portal.outbox.models import InboundText, Message, ShutWay
from portal.outbox.rules.states import State
from portal.web.page import PageRequest

HERE = "/messages"
# So much of a number that it is known again, and not enough to ring it.
SHOWN_DIGITS = 3


def show_messages(asked: PageRequest[Actor]) -> Response:
    """All of it; each person whose message is shown is recorded as read."""
    return _show(asked.actor, asked)


def press_call_off(asked: PageRequest[Message]) -> Response:
    """It will not go, unless it was on its way already: then the page says so."""
    done = call_off(asked.db, asked.subject, by=asked.actor, at=asked.now)
    if done.on_their_way:
        return _show(asked.actor, asked, late=True)
    return asked.done(HERE)


def press_looked_at(asked: PageRequest[Message]) -> Response:
    if asked.subject.state in messages.TO_LOOK_AT:
        look_at(asked.db, asked.subject, by=asked.actor, at=asked.now)
    return asked.done(HERE)


def press_seen_to(asked: PageRequest[InboundText]) -> Response:
    see_to(asked.db, asked.subject, by=asked.actor, at=asked.now)
    return asked.done(HERE)


def press_open_way(asked: PageRequest[ShutWay]) -> Response:
    open_way(asked.db, asked.subject, by=asked.actor, at=asked.now)
    return asked.done(HERE)


def _show(
    actor: Actor, asked: PageRequest[Actor] | PageRequest[Message], *, late: bool = False
) -> Response:
    waiting = messages.waiting(asked.db, actor)
    ended = messages.to_look_at(asked.db, actor, asked.now)
    texts = messages.texts(asked.db, actor)
    for client_id in {each.message.client_id for each in (*waiting, *ended)}:
        asked.note("messages seen", client_id)
    for text in texts:
        asked.note("text read", text.id)
    return asked.show(
        "bookings/day/messages.html",
        fragment="content",
        here="messages",
        waiting=waiting,
        ended=ended,
        texts=[(text, (text.number or "")[-SHOWN_DIGITS:]) for text in texts],
        shut=messages.shut_ways(asked.db),
        late=late,
        on_its_way=State.IN_FLIGHT,
    )
