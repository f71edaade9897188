"""One's calendars: made, shown once, given up; and each as a calendar program reads it."""

from typing import Any

from starlette.responses import Response

from bookings.feeds.actions import make, revoke
from bookings.feeds.forms import key_of, read_whose
from bookings.feeds.ics import tag_of, written
from bookings.feeds.models import CalendarFeed
from bookings.feeds.queries.booked import entries_of
from bookings.feeds.queries.own import ReadFeed, Whose, choices, own_feeds
from portal.access import Actor
from portal.i18n import now_speaking
from portal.web.cookie import new_token
from portal.web.forms import Problems
from portal.web.page import PageRequest

HERE = "/feeds"
# Kept by whoever asks, and asked about each time: what has not changed is not sent again.
ASK_AGAIN = {"cache-control": "private, no-cache", "vary": "Accept-Language"}


def read_feed(asked: PageRequest[ReadFeed]) -> Response:
    """The calendar; where what it says is known already, 304 and nothing else (C-26)."""
    name = asked.house.settings.public_name
    found = entries_of(asked.db, asked.subject, asked.now)
    headers = {**ASK_AGAIN, "etag": tag_of(found, name, now_speaking().tag)}
    if is_known(asked.http.headers.get("if-none-match", ""), headers["etag"]):
        return Response(status_code=304, headers=headers)
    body = written(found, asked.subject.subject_id, name, at=asked.now)
    return Response(body, media_type="text/calendar; charset=utf-8", headers=headers)


def is_known(known: str, tag: str) -> bool:
    """Whether an If-None-Match names this validator; strong or weak is all the same here."""
    named = {each.strip().removeprefix("W/") for each in known.split(",")}
    return "*" in named or tag.removeprefix("W/") in named


def show_feeds(asked: PageRequest[Actor]) -> Response:
    return _show(asked, Problems())


def press_make(asked: PageRequest[Actor]) -> Response:
    """The address, this once."""
    whose = read_whose(asked.typed, choices(asked.db, asked.actor))
    if isinstance(whose, Problems):
        return _show(asked, whose)
    token = new_token()
    make(asked.db, whose, token, by=asked.actor, at=asked.now)
    return asked.show(
        "bookings/feeds/address.html",
        fragment="content",
        secret=True,
        here="feeds",
        whose=whose,
        address=asked.house.settings.origin + feed_path(token),
    )


def press_revoke(asked: PageRequest[CalendarFeed]) -> Response:
    revoke(asked.db, asked.subject, by=asked.actor, at=asked.now)
    return asked.done(HERE)


def feed_path(token: str) -> str:
    """Where a calendar is read."""
    return f"/c/{token}.ics"


def _show(asked: PageRequest[Any], problems: Problems) -> Response:
    offered = choices(asked.db, asked.actor)
    return asked.show(
        "bookings/feeds/feeds.html",
        fragment="content",
        status=422 if problems else 200,
        here="feeds",
        feeds=[(feed, _whose(feed, offered)) for feed in own_feeds(asked.db, asked.actor)],
        workers=[(key_of(each), each) for each in offered if each.worker_id],
        desks=[(key_of(each), each) for each in offered if each.desk_pattern_id],
        problems=problems,
    )


def _whose(feed: CalendarFeed, offered: list[Whose]) -> Whose | None:
    """What it is of; None where that is no longer the reader's to see, and it stands empty."""
    mine = (feed.worker_id, feed.desk_pattern_id)
    return next((each for each in offered if each[:2] == mine), None)
