"""A phrase for a visit that a coordinator booked: read out once, and kept by nobody (V-12)."""

from collections.abc import Mapping

from starlette.responses import Response

from bookings.day.pages.door import to_door
from bookings.day.queries.door import guest_of, open_alert
from bookings.visits.actions.find import set_phrase
from bookings.visits.models import Visit
from bookings.visits.queries.journeys import session_of
from bookings.visits.queries.openings import planned_stops
from bookings.visits.rules.phrase import draw, read_digits, read_phrase
from portal.i18n import SOURCE
from portal.web.forms import one
from portal.web.page import PageRequest

PHRASE = "bookings/day/phrase.html"


def show_phrase(asked: PageRequest[Visit]) -> Response:
    """The times of the visit, and words drawn by chance, to be read out with digits of her own:
    English ones, in whichever language this page is."""
    return _form(asked, list(draw(asked.house.languages[SOURCE].words)), {})


def press_phrase(asked: PageRequest[Visit]) -> Response:
    """From now on these words and digits open her visit."""
    words = one(asked.typed, "words")
    digits = read_digits(one(asked.typed, "digits"))
    if read_phrase(words, asked.house.languages[SOURCE].words) != words:
        return show_phrase(asked)
    if digits is None:
        return _form(asked, words.split(), {"digits": "four_digits"}, status=422)
    visit = asked.subject
    set_phrase(asked.db, visit, words.split(), digits, by=asked.actor, at=asked.now)
    return to_door(asked, visit)


def _form(
    asked: PageRequest[Visit], words: list[str], problems: Mapping[str, str], status: int = 200
) -> Response:
    """The words stand beside what was typed, so the page goes out uncompressed."""
    visit = asked.subject
    asked.note("visit seen", visit.id)
    return asked.show(
        PHRASE,
        fragment="content",
        status=status,
        secret=True,
        here="door",
        visit=visit,
        alert=open_alert(asked.db, visit.session_id),
        guest=guest_of(asked.db, asked.actor, visit),
        session=session_of(asked.db, visit),
        stops=planned_stops(asked.db, visit.id),
        words=words,
        typed=asked.typed,
        problems=problems,
    )
