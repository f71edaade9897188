"""What each button on the page of things does."""

from collections.abc import Callable
from typing import TypeAlias

from bookings.day.actions import giving, leaving, things
from bookings.day.actions.things import NotOffered
from bookings.day.forms.things import InterpreterForm, PlacesForm, PressForm, attendance
from bookings.day.models import Interpreter
from bookings.day.queries import things as queries
from bookings.day.queries.today import SessionOfTheDay
from bookings.visits.models import Visit
from portal.web.forms import Problems
from portal.web.page import PageRequest
from services_directory.sessions.rules.cells import cell_at

Asked: TypeAlias = PageRequest[SessionOfTheDay]


class NotRead(Exception):
    """What was typed needs mending; `problems` says where."""

    def __init__(self, problems: Problems) -> None:
        super().__init__()
        self.problems = problems


def _visit(asked: Asked, form: PressForm) -> Visit:
    """Whose button it is. Raises NotOffered where no such visit is to be seen at this session."""
    found = form.visit_id and queries.visit_at(
        asked.db, asked.actor, asked.subject.id, form.visit_id
    )
    if not found:
        raise NotOffered
    return found


def _set_places(asked: Asked, _form: PressForm) -> None:
    read = PlacesForm.read(asked.typed)
    if isinstance(read, Problems):
        raise NotRead(read)
    things.set_creche_places(asked.db, asked.subject.id, read.count, by=asked.actor, at=asked.now)


def _list_interpreter(asked: Asked, _form: PressForm) -> None:
    read = InterpreterForm.read(asked.typed)
    if isinstance(read, Problems):
        raise NotRead(read)
    row = Interpreter(
        name=read.name,
        language=read.language,
        dialect=read.dialect,
        gender=read.gender,
        from_outside=read.from_outside,
        signs=read.signs,
    )
    way = attendance(asked.typed)
    things.list_interpreter(asked.db, asked.subject.id, row, way, by=asked.actor, at=asked.now)


def _offer_interpreter(asked: Asked, form: PressForm) -> None:
    if form.thing_id is None:
        raise NotOffered
    way, session_id = attendance(asked.typed), asked.subject.id
    things.offer_interpreter(asked.db, session_id, form.thing_id, way, by=asked.actor, at=asked.now)


def _give_interpreter(asked: Asked, form: PressForm) -> None:
    if form.thing_id is None:
        raise NotOffered
    giving.give_interpreter(
        asked.db, _visit(asked, form), form.thing_id, by=asked.actor, at=asked.now
    )


def _avoid(asked: Asked, form: PressForm) -> None:
    if form.thing_id is None:
        raise NotOffered
    giving.avoid_interpreter(
        asked.db, _visit(asked, form), form.thing_id, by=asked.actor, at=asked.now
    )


def _hours(asked: Asked, form: PressForm) -> tuple[int, int]:
    """From when until when, within the session, as the page offers it. Raises NotOffered."""
    first, end = cell_at(asked.subject.starts_at), cell_at(asked.subject.ends_at)
    if form.starts is None or form.ends is None or not first <= form.starts < form.ends <= end:
        raise NotOffered
    return form.starts, form.ends


def _give_creche(asked: Asked, form: PressForm) -> None:
    if form.child_id is None:
        raise NotOffered
    visit, hours = _visit(asked, form), _hours(asked, form)
    giving.give_creche(asked.db, visit, form.child_id, *hours, by=asked.actor, at=asked.now)


def _give_room(asked: Asked, form: PressForm) -> None:
    if form.thing_id is None:
        raise NotOffered
    visit, hours = _visit(asked, form), _hours(asked, form)
    giving.give_room(asked.db, visit, form.thing_id, *hours, by=asked.actor, at=asked.now)


def _take_back(asked: Asked, form: PressForm) -> None:
    mine = queries.given_to(asked.db, _visit(asked, form).id)
    chosen = [each for each in mine if each.id == form.given_id]
    giving.take_back(asked.db, chosen, by=asked.actor, at=asked.now)


def _stagger(asked: Asked, form: PressForm) -> None:
    leaving.stagger(asked.db, asked.subject.id, form.minutes, by=asked.actor, at=asked.now)


def _about_thing(act: Callable[..., None]) -> Callable[[Asked, PressForm], None]:
    """A button about one thing of the session and nobody's visit."""

    def press(asked: Asked, form: PressForm) -> None:
        if form.thing_id is None:
            raise NotOffered
        act(asked.db, asked.subject.id, form.thing_id, by=asked.actor, at=asked.now)

    return press


PRESSES: dict[str, Callable[[Asked, PressForm], None]] = {
    "places": _set_places,
    "list": _list_interpreter,
    "offer": _offer_interpreter,
    "withdraw": _about_thing(things.withdraw_interpreter),
    "room": _about_thing(things.offer_room),
    "no_room": _about_thing(things.withdraw_room),
    "give": _give_interpreter,
    "avoid": _avoid,
    "creche": _give_creche,
    "quiet": _give_room,
    "back": _take_back,
    "stagger": _stagger,
}
