"""The buttons of one stop, on the board and at a desk, and what is said where one does nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from bookings.day.actions.running import (
    AnotherIsGoingOn,
    ChangedMeanwhile,
    NoSuchStep,
    NotHere,
    take_step,
)
from bookings.day.actions.still_open import SessionIsClosed
from bookings.day.forms.running import StepForm
from bookings.day.pages.board import board
from bookings.day.pages.desk import desk
from bookings.day.queries.moving import person_of
from bookings.day.queries.running import LastChange, StopOfHers, last_change
from bookings.day.queries.today import session_at
from bookings.day.rules.stops import Person
from portal.access import Permission
from portal.web.page import PageRequest
from services_directory.sessions.actions import SlotJustTaken

# What is said beside each refusal, and whether somebody else's change is why.
REFUSALS: dict[type[Exception], tuple[str, int]] = {
    ChangedMeanwhile: ("changed", 409),
    NoSuchStep: ("changed", 409),
    SlotJustTaken: ("time_gone", 409),
    SessionIsClosed: ("closed", 409),
    NotHere: ("not_here", 422),
    AnotherIsGoingOn: ("going_on", 422),
}


@dataclass(frozen=True, slots=True)
class Refused:
    """A button that did nothing, or not all of it: why, whose stop it is, and who changed it
    last."""

    code: str
    person: Person | None
    change: LastChange | None
    is_hers: bool = False


def press_step(asked: PageRequest[StopOfHers]) -> Response:
    """Call, begin, end, miss or undo. A stop that was changed meanwhile is shown as it is now."""
    form = StepForm.read(asked.typed)

    def step() -> None:
        if form.step is None:
            raise NoSuchStep
        take_step(asked.db, asked.subject, form.step, was=form.was, by=asked.actor, at=asked.now)

    return carried_out(asked, step)


def carried_out(asked: PageRequest[StopOfHers], button: Callable[[], str | None]) -> Response:
    """What a button of the stop does, and the rows as they are now for a script; for everyone else
    the way back to them. Where it is refused nothing has changed, and the rows say why; what it
    gives back is the code of what could not be done along with it."""
    try:
        undone = button()
    except tuple(REFUSALS) as refusal:
        return _refused(asked, refusal)
    if undone:
        about = Refused(undone, person_of(asked.db, asked.actor, asked.subject), None)
        return _where_it_was_pressed(asked, 200, about)
    if asked.wants_fragment:
        return _where_it_was_pressed(asked, 200, None)
    if asked.actor.may(Permission.BOARD_SEE):
        return asked.done(f"/board/{asked.subject.visit.session_id}")
    return asked.done("/desk")


def _refused(asked: PageRequest[StopOfHers], refusal: Exception) -> Response:
    """The same page, with what it is now and what was in the way."""
    code, status = REFUSALS[type(refusal)]
    each = asked.subject
    about = Refused(
        code,
        person_of(asked.db, asked.actor, each),
        last_change(asked.db, each.stop.id, each.visit.id),
        isinstance(refusal, AnotherIsGoingOn) and refusal.stop.visit_id == each.visit.id,
    )
    return _where_it_was_pressed(asked, status, about)


def _where_it_was_pressed(asked: PageRequest[Any], status: int, about: Refused | None) -> Response:
    session = session_at(asked.db, asked.subject.visit.session_id)
    if session is None:
        return asked.done("/board")
    show = board if asked.actor.may(Permission.BOARD_SEE) else desk
    return show(asked, session, status=status, refused=about)
