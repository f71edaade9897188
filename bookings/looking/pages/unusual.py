"""Unusual reading, before the lead of an organisation: asked about, and settled with a note."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bookings.looking.actions.settling import OwnReading, settle
from bookings.looking.forms import WordsForm
from bookings.looking.pages.limits import limits_of
from bookings.looking.queries.unusual import Raised, asked_about, is_colleague, to_ask_about
from portal.access import Actor
from portal.web.forms import Problems, as_id, one
from portal.web.page import PageRequest

READING = "bookings/looking/reading.html"
HERE = "/reading"
GONE, OWN = "gone", "own"

Asked = PageRequest[Actor]


def show_reading(asked: Asked) -> Response:
    return _page(asked)


def press_reading(asked: Asked) -> Response:
    """What came of asking, in words."""
    key = one(asked.typed, "of")
    found = next((each for each in _raised(asked) if key_of(each) == key), None)
    form = WordsForm.read(asked.typed)
    if found is None and not is_colleague(asked.db, asked.actor, as_id(key.partition(" ")[0])):
        raise HTTPException(404)
    if found is None:
        return _page(asked, status=409, said=GONE)
    if isinstance(form, Problems):
        return _page(asked, status=422, problems=form, of=key)
    try:
        settle(asked.db, found.what, form.words, by=asked.actor, at=asked.now)
    except OwnReading:
        return _page(asked, status=409, said=OWN)
    return asked.done(HERE)


def key_of(each: Raised) -> str:
    """One line of the list as its form names it: with the count, so that more is asked anew."""
    account, day, kind, count = each.what
    return f"{account} {day.isoformat()} {kind.value} {count}"


def _raised(asked: Asked) -> list[Raised]:
    settings = asked.house.settings
    return to_ask_about(asked.db, asked.actor, asked.now, limits_of(settings), settings.timezone)


def _page(
    asked: Asked,
    *,
    status: int = 200,
    said: str = "",
    problems: Mapping[str, str] | None = None,
    of: str = "",
) -> Response:
    return asked.show(
        READING,
        fragment="content",
        status=status,
        here="reading",
        found=[(each, key_of(each)) for each in _raised(asked)],
        before=asked_about(asked.db, asked.actor, asked.now),
        limits=limits_of(asked.house.settings),
        said=said,
        problems=problems or {},
        typed=asked.typed if problems else {},
        of=of,
    )
