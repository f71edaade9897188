"""Calendars' addresses. They are read by programs, which are nobody and carry no cookie."""

from starlette.routing import BaseRoute

from bookings.day.queries.today import anybody
from bookings.feeds import pages
from bookings.feeds.queries.own import feed_at, own_feed
from portal.access import Permission
from portal.web.page import page

_HAS = Permission.FEEDS

routes: list[BaseRoute] = [
    page("/c/{token}.ics", pages.read_feed, needs=Permission.FEED_READ, subject=feed_at),
    page("/feeds", pages.show_feeds, needs=_HAS, subject=anybody, staffs=True),
    page("/feeds", pages.press_make, method="POST", needs=_HAS, subject=anybody, staffs=True),
    page(
        "/feeds/{feed_id:uuid}/revoke",
        pages.press_revoke,
        method="POST",
        needs=_HAS,
        subject=own_feed,
        staffs=True,
    ),
]
