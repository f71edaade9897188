"""What a session has besides its desks, who asked for it, and who has it."""

from starlette.responses import Response

from bookings.day.actions.giving import IsAvoided, NothingAhead
from bookings.day.actions.still_open import SessionIsClosed
from bookings.day.actions.things import NotOffered, StillGiven
from bookings.day.forms.things import APART, PressForm
from bookings.day.models import GivenThing, ThingKind
from bookings.day.pages.giving import PRESSES, Asked, NotRead
from bookings.day.queries import things as queries
from bookings.day.queries.door import open_alert
from bookings.day.queries.wants import Wants, wants_at
from bookings.day.rules.stops import Person
from portal.web.forms import Problems
from services_directory.sessions.actions import SlotJustTaken
from services_directory.sessions.models import Gender
from services_directory.sessions.rules.cells import cell_at, start_of

THINGS = "bookings/day/things.html"

REFUSALS: dict[type[Exception], tuple[str, int]] = {
    SlotJustTaken: ("taken", 409),
    StillGiven: ("still_given", 409),
    NotOffered: ("not_offered", 422),
    IsAvoided: ("avoided", 422),
    NothingAhead: ("nothing_ahead", 422),
    SessionIsClosed: ("closed", 409),
}


def show_things(asked: Asked) -> Response:
    """What there is, and whoever lacks something first. That it was looked at is recorded."""
    return _shown(asked)


def press_things(asked: Asked) -> Response:
    """One button. What cannot be done is said, and nothing has changed."""
    form = PressForm.read(asked.typed)
    press = PRESSES.get(form.go)
    try:
        if press is not None:
            press(asked, form)
    except NotRead as mend:
        return _shown(asked, status=422, problems=mend.problems)
    except tuple(REFUSALS) as refusal:
        said, status = REFUSALS[type(refusal)]
        return _shown(asked, status=status, said=said)
    return asked.done(f"/session/{asked.subject.id}/things")


def _shown(
    asked: Asked, *, status: int = 200, said: str = "", problems: Problems | None = None
) -> Response:
    session_id = asked.subject.id
    asked.note("things seen", session_id)
    has = queries.has(asked.db, session_id)
    interpreters, rooms = queries.not_yet_offered(asked.db, session_id)
    wants = wants_at(asked.db, asked.actor, session_id, has)
    first, end = cell_at(asked.subject.starts_at), cell_at(asked.subject.ends_at)
    return asked.show(
        THINGS,
        fragment="content",
        status=status,
        here="board",
        session=asked.subject,
        alert=open_alert(asked.db, session_id),
        said=said,
        problems=problems or {},
        typed=asked.typed if problems else {},
        has=has,
        interpreters=interpreters,
        rooms=rooms,
        wants=wants,
        leaving=_leaving(wants),
        genders=list(Gender),
        apart=APART,
        cells=range(first, end + 1),
        start_of=start_of,
        names={each.interpreter.id: each.interpreter.name for each in has.interpreters}
        | {each.id: each.name for each in has.rooms},
    )


def _leaving(wants: list[Wants]) -> list[tuple[GivenThing, Person]]:
    """Who leaves when, in that order."""
    found = [(given, each.person) for each in wants for given in each.given]
    exits = [pair for pair in found if pair[0].kind is ThingKind.EXIT]
    return sorted(exits, key=lambda pair: pair[0].cell)
