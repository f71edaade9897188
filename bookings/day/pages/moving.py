"""One stop by itself: everything that can be done with it, and every time it could move to."""

from uuid import UUID

from starlette.responses import Response

from bookings.day.actions.moving import move
from bookings.day.forms.running import MoveForm
from bookings.day.pages.running import carried_out
from bookings.day.queries.door import open_alert
from bookings.day.queries.moving import person_of, times_that_fit
from bookings.day.queries.running import StopOfHers
from bookings.day.queries.today import session_at
from bookings.day.rules.picture import picture_of
from bookings.day.rules.rows import row_of
from bookings.day.rules.running import MAY_MOVE, steps_from
from bookings.day.rules.stops import Person, Stop
from portal.web.page import PageRequest
from services_directory.sessions.actions import SlotJustTaken

STOP = "bookings/day/board_stop.html"
NOT_ARRANGED = "not_arranged"


def show_stop(asked: PageRequest[StopOfHers]) -> Response:
    """The stop, its steps, and the times that fit: by a list, or under the pointer that drags."""
    each = asked.subject
    session = session_at(asked.db, each.visit.session_id)
    person = person_of(asked.db, asked.actor, each)
    stop = _standing(person, asked.subject.stop.id)
    if session is None or person is None or stop is None:
        return asked.sent_to("/board")
    asked.note("board seen", session.id)
    times = [(each.starts, each.ends) for each in person.stops]
    return asked.show(
        STOP,
        fragment="offered",
        here="board",
        session=session,
        alert=open_alert(asked.db, session.id),
        row=row_of(person, asked.now),
        stop=stop,
        steps=steps_from(stop.state, is_here=person.is_here),
        can_move=stop.state in MAY_MOVE,
        fitting=times_that_fit(asked.db, asked.actor, each, asked.now),
        picture=picture_of(session.starts_at, session.ends_at, times),
    )


def press_move(asked: PageRequest[StopOfHers]) -> Response:
    """Move the stop. Where somebody was quicker nothing changes, and the board says so; it says
    too where the interpreter cannot come along."""
    form = MoveForm.read(asked.typed)

    def there() -> str | None:
        if form.slot_id is None:
            raise SlotJustTaken
        all_of_it = move(
            asked.db, asked.subject, form.slot_id, was=form.was, by=asked.actor, at=asked.now
        )
        return None if all_of_it else NOT_ARRANGED

    return carried_out(asked, there)


def _standing(person: Person | None, stop_id: UUID) -> Stop | None:
    """The stop as the board has it: none where it was moved or cancelled since."""
    stops = person.stops if person else ()
    return next((each for each in stops if each.id == stop_id), None)
