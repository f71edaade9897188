"""One place: said anew, free or taken in one press, added, ended."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias
from uuid import UUID

from starlette.responses import Response

from portal.web.forms import Problems, Typed, as_id, one
from portal.web.page import PageRequest
from services_directory.places.actions import stating
from services_directory.places.forms import COUNTS, TICKS, read_place, typed_of
from services_directory.places.models import LONGEST_AREAS, LONGEST_NOTE, Place
from services_directory.places.pages.own import HERE, number_in
from services_directory.places.queries.own import Refuge
from services_directory.places.rules import Gender

PLACE = "services_directory/places/place.html"
NOTHING: Typed = {}
Asked: TypeAlias = PageRequest[Place]


def show_new(asked: PageRequest[Refuge]) -> Response:
    return _form(asked, NOTHING, services=asked.subject.services)


def press_new(asked: PageRequest[Refuge]) -> Response:
    """Add a place of one of the organisation's own refuge services."""
    said, services = read_place(asked.typed), asked.subject.services
    service_id = _service_of(asked)
    if isinstance(said, Problems) or service_id is None:
        problems = said if isinstance(said, Problems) else Problems(service="choose_one")
        return _form(asked, asked.typed, problems=problems, services=services)
    place = stating.add_place(asked.db, service_id, said, by=asked.actor, at=asked.now)
    return asked.done(_at(place))


def show_place(asked: Asked) -> Response:
    return _form(asked, typed_of(asked.subject), place=asked.subject)


def press_place(asked: Asked) -> Response:
    """One button: still so, free, taken, what it takes, or that there is no such place any more."""
    try:
        return PRESSES.get(one(asked.typed, "go"), _state)(asked)
    except stating.PlaceChanged:
        asked.db.refresh(asked.subject)
        return _form(asked, asked.typed, place=asked.subject, notice="changed_meanwhile")


def _state(asked: Asked) -> Response:
    said = read_place(asked.typed)
    if isinstance(said, Problems):
        return _form(asked, asked.typed, problems=said, place=asked.subject)
    seen = number_in(one(asked.typed, "seen"))
    stating.state_place(asked.db, asked.subject, seen, said, by=asked.actor, at=asked.now)
    return asked.done(_at(asked.subject))


def _still(asked: Asked) -> Response:
    stating.confirm(asked.db, asked.subject, by=asked.actor, at=asked.now)
    return asked.done(_at(asked.subject))


def _free(asked: Asked) -> Response:
    stating.say_free(asked.db, asked.subject, True, by=asked.actor, at=asked.now)
    return asked.done(_at(asked.subject))


def _taken(asked: Asked) -> Response:
    stating.say_free(asked.db, asked.subject, False, by=asked.actor, at=asked.now)
    return asked.done(_at(asked.subject))


def _end(asked: Asked) -> Response:
    stating.end_place(asked.db, asked.subject, by=asked.actor, at=asked.now)
    return asked.done(HERE)


PRESSES: Mapping[str, Callable[[Asked], Response]] = {
    "still": _still,
    "free": _free,
    "taken": _taken,
    "end": _end,
}


def _at(place: Place) -> str:
    """Its line on the page of all: a phone shows it again where it was pressed."""
    return f"{HERE}#{place.code}"


def _service_of(asked: PageRequest[Refuge]) -> UUID | None:
    """The service that was chosen, of one's own; where there is one only, nobody is asked."""
    own = [each.id for each in asked.subject.services]
    chosen = as_id(one(asked.typed, "service")) if len(own) > 1 else own[0]
    return chosen if chosen in own else None


def _form(
    asked: PageRequest[Any],
    typed: Typed,
    *,
    problems: Problems | None = None,
    place: Place | None = None,
    services: Any = (),
    notice: str = "",
) -> Response:
    return asked.show(
        PLACE,
        fragment="content",
        status=409 if notice else 422 if problems else 200,
        here="places",
        place=place,
        services=services,
        counts=COUNTS,
        ticks=TICKS,
        genders=[each.value for each in Gender],
        longest={"areas": LONGEST_AREAS, "note": LONGEST_NOTE},
        typed=typed,
        problems=problems or {},
        notice=notice,
    )
