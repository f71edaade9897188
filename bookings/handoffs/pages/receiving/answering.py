"""What a receiver answers: each of the steps that are open, with what it must say (R-05, S-44)."""

from collections.abc import Callable

from starlette.responses import Response

from bookings.handoffs.actions import answering, ending
from bookings.handoffs.forms.receiving import (
    DeclineForm,
    HoldForm,
    NotAvailableForm,
    OutcomeForm,
    ToldForm,
    WordsForm,
)
from bookings.handoffs.forms.steps import of_step, on_the_page
from bookings.handoffs.pages.receiving.packet import Asked, packet_page
from bookings.handoffs.queries.receiving import opened_in
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.parallel import AlreadyTaken
from bookings.handoffs.rules.receiving import contacts_her
from bookings.handoffs.rules.state import Lacks, NotDeclared, NotTheirs
from bookings.handoffs.rules.steps import Need
from portal.web.forms import Problems, Typed, one

MOVED, PLACE_ELSEWHERE = "moved", "place_elsewhere"

_ASKS = {
    Need.REASON: ("words", "say_this"),
    Need.NEXT_STEP: ("next_step", "choose_one"),
    Need.HOLDER: ("holder", "choose_one"),
    Need.OUTCOME: ("outcome", "choose_one"),
}


def press_answer(asked: Asked) -> Response:
    """Take the step that was pressed. Where it has moved on meanwhile, the page says so."""
    go = one(asked.typed, "go")
    try:
        problems = _ANSWERS.get(go, _nothing)(asked)
    except (NotDeclared, NotTheirs):
        return packet_page(asked, said=MOVED)
    except AlreadyTaken:
        return packet_page(asked, said=PLACE_ELSEWHERE)
    except Lacks as lacks:
        problems = Problems([_ASKS[each] for each in lacks.needs if each in _ASKS])
    if problems:
        return packet_page(asked, go=go, problems=on_the_page(go, problems))
    return asked.sent_to(_after(asked))


def _after(asked: Asked) -> str:
    """The same page while it is still theirs to read; else the tray."""
    handoff = asked.subject.handoff
    still = opened_in(asked.db, asked.actor, {"handoff_id": handoff.id})
    return f"/tray/{handoff.id}" if still else "/tray"


def _typed(asked: Asked) -> Typed:
    return of_step(asked.typed, one(asked.typed, "go"))


def _accept(asked: Asked) -> Problems:
    answering.accept(asked.db, asked.subject.handoff, by=asked.actor, at=asked.now)
    return Problems()


def _ask(asked: Asked) -> Problems:
    form = WordsForm.read(_typed(asked), asked.subject.handoff.desk)
    if isinstance(form, Problems):
        return form
    answering.ask(asked.db, asked.subject.handoff, form.words, by=asked.actor, at=asked.now)
    return Problems()


def _decline(asked: Asked) -> Problems:
    handoff = asked.subject.handoff
    form = DeclineForm.read(_typed(asked), handoff.desk)
    if isinstance(form, Problems):
        return form
    no, by, at = form.decline, asked.actor, asked.now
    answering.decline(asked.db, handoff, no.reason, no.next_step, no.holder, no.words, by=by, at=at)
    return Problems()


def _not_available(asked: Asked) -> Problems:
    form = NotAvailableForm.read(_typed(asked))
    if isinstance(form, Problems):
        return form
    handoff, by, at = asked.subject.handoff, asked.actor, asked.now
    answering.say_not_available(asked.db, handoff, form.next_step, form.holder, by=by, at=at)
    return Problems()


def _made(asked: Asked) -> Problems:
    _refuse_without_contact(asked)
    answering.make_contact(asked.db, asked.subject.handoff, by=asked.actor, at=asked.now)
    return Problems()


def _tried(asked: Asked) -> Problems:
    _refuse_without_contact(asked)
    form = WordsForm.read(_typed(asked), asked.subject.handoff.desk)
    if isinstance(form, Problems):
        return form
    handoff, by, at = asked.subject.handoff, asked.actor, asked.now
    answering.try_contact(asked.db, handoff, form.words, by=by, at=at)
    return Problems()


def _holds(asked: Asked) -> Problems:
    handoff = asked.subject.handoff
    if handoff.desk is not DeskKind.REFUGE:
        raise NotDeclared("only a refuge holds a place")
    form = HoldForm.read(_typed(asked), asked.now, asked.house.settings.timezone)
    if isinstance(form, Problems):
        return form
    answering.say_holds(asked.db, handoff, form.until, by=asked.actor, at=asked.now)
    return Problems()


def _settle(asked: Asked) -> Problems:
    handoff = asked.subject.handoff
    form = OutcomeForm.read(_typed(asked), handoff.desk)
    if isinstance(form, Problems):
        return form
    ending.settle(asked.db, handoff, form.outcome, form.words, by=asked.actor, at=asked.now)
    return Problems()


def _tell(asked: Asked) -> Problems:
    _refuse_without_contact(asked)
    form = ToldForm.read(_typed(asked))
    if isinstance(form, Problems):
        return form
    ending.tell(asked.db, asked.subject.handoff, form.how, by=asked.actor, at=asked.now)
    return Problems()


def _nothing(_asked: Asked) -> Problems:
    raise NotDeclared("no such step")


def _refuse_without_contact(asked: Asked) -> None:
    """A desk that is given no way to reach her has neither reached her nor tried (R-11)."""
    if not contacts_her(asked.subject.handoff.desk):
        raise NotDeclared("this desk contacts nobody")


_ANSWERS: dict[str, Callable[[Asked], Problems]] = {
    "accept": _accept,
    "ask": _ask,
    "decline": _decline,
    "say_not_available": _not_available,
    "make_contact": _made,
    "try": _tried,
    "hold": _holds,
    "settle": _settle,
    "tell": _tell,
}
