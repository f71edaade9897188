"""What needs a person, the gravest first, and what was done about it."""

from collections.abc import Mapping

from starlette.responses import Response

from bookings.reaching.actions.concerns import NotByWords, SeenToAlready, settle
from bookings.reaching.forms.calls import read_words
from bookings.reaching.queries.concerns import concerns, seen_to_lately
from bookings.reaching.queries.happened import Concern
from portal.access import Actor
from portal.web.forms import Problems, one
from portal.web.page import PageRequest

CONCERNS = "bookings/reaching/concerns.html"
HERE = "/concerns"
GONE = "gone"

Asked = PageRequest[Actor]


def show_concerns(asked: Asked) -> Response:
    return _page(asked)


def press_settled(asked: Asked) -> Response:
    """What was done, in words; what a colleague has seen to meanwhile is not asked for again."""
    key = (one(asked.typed, "about"), one(asked.typed, "of"))
    found = next(
        (each for each in concerns(asked.db, asked.actor, asked.now) if _key(each) == key), None
    )
    problems = Problems()
    words = read_words(asked.typed, problems)
    if found is None:
        return _page(asked, status=409, said=GONE)
    if not words:
        problems["words"] = "what_was_done"
    if problems:
        return _page(asked, status=422, problems=problems, of=key)
    try:
        settle(asked.db, found, words, by=asked.actor, at=asked.now)
    except (NotByWords, SeenToAlready):
        return _page(asked, status=409, said=GONE)
    return asked.done(HERE)


def _key(concern: Concern) -> tuple[str, str]:
    return concern.about.value, str(concern.about_id)


def _page(
    asked: Asked,
    *,
    status: int = 200,
    said: str = "",
    problems: Mapping[str, str] | None = None,
    of: tuple[str, str] = ("", ""),
) -> Response:
    found = concerns(asked.db, asked.actor, asked.now)
    for each in found:
        if each.who is not None:
            asked.note("concern listed", each.who.visit_id)
    return asked.show(
        CONCERNS,
        fragment="content",
        status=status,
        here="concerns",
        found=found,
        lately=seen_to_lately(asked.db, asked.actor, asked.now),
        said=said,
        problems=problems or {},
        typed=asked.typed if problems else {},
        of=of,
    )
