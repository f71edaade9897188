"""The places of one's own refuge: all of them at a glance, and still so in one press."""

from starlette.responses import Response

from portal.web.forms import one
from portal.web.page import PageRequest
from services_directory.places.actions.stating import PlaceChanged, confirm_all
from services_directory.places.queries.own import Refuge, last_change, own_places
from services_directory.places.queries.rows import KnownPlace
from services_directory.places.rules import is_fresh

PLACES, HERE = "services_directory/places/places.html", "/places"


def show_places(asked: PageRequest[Refuge]) -> Response:
    """What each was said to take, and what has not been said within the day."""
    return _list(asked)


def press_places(asked: PageRequest[Refuge]) -> Response:
    """All are still so, as they stood on the page."""
    seen = one(asked.typed, "seen")
    try:
        confirm_all(asked.db, number_in(seen), by=asked.actor, at=asked.now)
    except PlaceChanged:
        return _list(asked, notice="changed_meanwhile")
    return asked.done(HERE)


def number_in(text: str) -> int:
    """A change number; one that never was where none can be read."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _list(asked: PageRequest[Refuge], notice: str = "") -> Response:
    places = own_places(asked.db, asked.actor)
    return asked.show(
        PLACES,
        fragment="content",
        status=409 if notice else 200,
        here="places",
        places=[(known, _stands(known, asked)) for known in places],
        is_any_stale=any(not is_fresh(known.place, asked.now) for known in places),
        seen=last_change(asked.db, asked.actor),
        many_services=len(asked.subject.services) > 1,
        notice=notice,
    )


def _stands(known: KnownPlace, asked: PageRequest[Refuge]) -> str:
    """How it stands today, in a word that the page has words for."""
    place = known.place
    if not place.is_free:
        return "taken"
    if not is_fresh(place, asked.now):
        return "stale"
    is_held = place.hold is not None and asked.now < place.hold.until
    return "held" if is_held else "free"
