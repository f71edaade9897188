"""The steps of those who sent it, by the button of their page; for a place outside also what was
said there (R-09). Each says what is to be mended, or nothing."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from starlette.responses import Response

from bookings.handoffs.actions import answering, ending
from bookings.handoffs.actions.drafting import Avoided, NotOfThisDesk, Place, draw_up_answer
from bookings.handoffs.forms.sending.steps import (
    NoForm,
    OutcomeForm,
    ToldForm,
    name_in,
    said_in,
    today_at,
)
from bookings.handoffs.pages.prefilled import prefilled
from bookings.handoffs.pages.sending import introducing
from bookings.handoffs.pages.sending.shared import Asked, to_page
from bookings.handoffs.queries.packets import packet_for
from bookings.handoffs.queries.results import latest_visit
from bookings.handoffs.rules.fields import PacketField
from bookings.handoffs.rules.outcomes import TAKES_TWO
from bookings.handoffs.rules.parallel import AlreadyTaken
from bookings.handoffs.rules.steps import Who
from bookings.people.actions.writing import account_of
from bookings.reaching.actions.asking import ask_to_ring
from portal.web.forms import Problems, as_id, one

Pressed: TypeAlias = Problems | Response | None


def _recall(asked: Asked) -> Pressed:
    problems = Problems()
    words = said_in(asked.typed, "recall-words", problems)
    if not problems:
        ending.recall(asked.db, asked.subject.handoff, words, by=asked.actor, at=asked.now)
    return problems


def _withdraw(asked: Asked) -> Pressed:
    """They said so: nobody asks them why (V-29)."""
    ending.withdraw(asked.db, asked.subject.handoff, by=asked.actor, at=asked.now)
    return None


def _hand_over(asked: Asked) -> Pressed:
    to = as_id(one(asked.typed, "to"))
    if to is None:
        return Problems(to="choose_one")
    handoff, by, at = asked.subject.handoff, asked.actor, asked.now
    ending.hand_over(asked.db, handoff, to, by=by, at=at, side=Who.SENDER)
    return None


def _settle(asked: Asked) -> Pressed:
    form = OutcomeForm.read(asked.typed)
    if isinstance(form, Problems):
        return form
    handoff, by, at = asked.subject.handoff, asked.actor, asked.now
    ending.settle(asked.db, handoff, form.outcome, form.words, form.holder, by=by, at=at)
    return None


def _tell(asked: Asked) -> Pressed:
    form = ToldForm.read(asked.typed)
    if isinstance(form, Problems):
        return form
    handoff, by, at = asked.subject.handoff, asked.actor, asked.now
    if form.how is not None:
        ending.tell(asked.db, handoff, form.how, by=by, at=at)
    elif form.why_not is not None:
        is_alone = form.second in (None, account_of(by))
        if form.why_not in TAKES_TWO and is_alone:
            return Problems({"told-second": "choose_one"})
        ending.say_not_told(asked.db, handoff, form.why_not, form.second, by=by, at=at)
    return None


def _close(asked: Asked) -> Pressed:
    ending.close(asked.db, asked.subject.handoff, by=asked.actor, at=asked.now)
    return None


def _reroute(asked: Asked) -> Pressed:
    """On to another service with what was written; every answer is asked again."""
    service_id = as_id(one(asked.typed, "service"))
    if service_id is None:
        return Problems(service="choose_one")
    place, values = Place(service_id), _values_again(asked)
    try:
        another = ending.reroute(
            asked.db, asked.subject.handoff, place, values, by=asked.actor, at=asked.now
        )
    except (Avoided, NotOfThisDesk, LookupError):
        return Problems(service="choose_one")
    return asked.done(f"/handed-on/{another.id}/draft")


def _values_again(asked: Asked) -> dict[PacketField, str]:
    """What the record knows, under the words that went, where those may still be read."""
    db, handoff = asked.db, asked.subject.handoff
    values = prefilled(db, asked.subject.need, asked.house.templates, asked.now)
    packet = packet_for(db, asked.actor, handoff, Who.SENDER, asked.now)
    if packet is not None:
        asked.note("packet read", handoff.id)
        values |= {each.field: each.value for each in packet.entries}
    return values


def _answer(asked: Asked) -> Pressed:
    """They asked for more: a new packet is drawn up, and asked about from the beginning (S-31)."""
    values = _values_again(asked)
    draw_up_answer(asked.db, asked.subject.handoff, values, by=asked.actor, at=asked.now)
    return to_page(asked, "/draft")


def _ring(asked: Asked) -> Pressed:
    """They are asked to ring us, by the way that they allowed, in words that say nothing (V-25)."""
    visit = latest_visit(asked.db, asked.subject.case)
    if visit is None:
        return Problems(ring="no_way")
    ask_to_ring(asked.db, visit, by=asked.actor, at=asked.now)
    return None


def _receive(asked: Asked) -> Pressed:
    problems = Problems()
    name = name_in(asked.typed, "outside", problems)
    if not problems:
        handoff = asked.subject.handoff
        answering.receive(asked.db, handoff, outside=name, by=asked.actor, at=asked.now)
    return problems


def _accept(asked: Asked) -> Pressed:
    try:
        answering.accept(asked.db, asked.subject.handoff, by=asked.actor, at=asked.now)
    except AlreadyTaken:
        return Problems(go="already_taken")
    return None


def _decline(asked: Asked) -> Pressed:
    form = NoForm.read(asked.typed, "no", says_why=True)
    if isinstance(form, Problems):
        return form
    answering.decline(
        asked.db,
        asked.subject.handoff,
        form.reason,
        form.next_step,
        form.holder,
        form.words,
        by=asked.actor,
        at=asked.now,
    )
    return None


def _not_available(asked: Asked) -> Pressed:
    form = NoForm.read(asked.typed, "na", says_why=False)
    if isinstance(form, Problems):
        return form
    handoff, by, at = asked.subject.handoff, asked.actor, asked.now
    answering.say_not_available(asked.db, handoff, form.next_step, form.holder, by=by, at=at)
    return None


def _ask(asked: Asked) -> Pressed:
    problems = Problems()
    words = said_in(asked.typed, "question", problems)
    if not problems:
        answering.ask(asked.db, asked.subject.handoff, words, by=asked.actor, at=asked.now)
    return problems


def _contact(asked: Asked) -> Pressed:
    answering.make_contact(asked.db, asked.subject.handoff, by=asked.actor, at=asked.now)
    return None


def _tried(asked: Asked) -> Pressed:
    problems = Problems()
    words = said_in(asked.typed, "tried-words", problems)
    if not problems:
        answering.try_contact(asked.db, asked.subject.handoff, words, by=asked.actor, at=asked.now)
    return problems


def _holds(asked: Asked) -> Pressed:
    problems, zone = Problems(), asked.house.settings.timezone
    until = today_at(asked.typed, "holds-until", problems, asked.now, zone)
    if until is not None:
        answering.say_holds(asked.db, asked.subject.handoff, until, by=asked.actor, at=asked.now)
    return problems


def _nobody(asked: Asked) -> Pressed:
    answering.nobody_answered(asked.db, asked.subject.handoff, by=asked.actor, at=asked.now)
    return None


PRESSES: Mapping[str, Callable[[Asked], Pressed]] = {
    "recall": _recall,
    "withdraw": _withdraw,
    "hand_over": _hand_over,
    "settle": _settle,
    "tell": _tell,
    "not_told": _tell,
    "close": _close,
    "reroute": _reroute,
    "answer": _answer,
    "ring": _ring,
    "receive": _receive,
    "accept": _accept,
    "decline": _decline,
    "say_not_available": _not_available,
    "ask": _ask,
    "make_contact": _contact,
    "try": _tried,
    "holds": _holds,
    "nobody": _nobody,
    "introduce_call": introducing.press_call,
    "introduce_stop": introducing.press_stop,
    "introduce_off": introducing.press_off,
}
