"""Calendars' addresses. They are read by programs, which are nobody and carry no cookie."""

from starlette.routing import BaseRoute

from bookings.day.queries.today import anybody
from bookings.feeds import pages
from bookings.feeds.queries.own import feed_at, own_feed
from portal.access import Permission
from portal.web.page import page, staff_page

_HAS = Permission.FEEDS

routes: list[BaseRoute] = [
    page("/c/{token}.ics", pages.read_feed, needs=Permission.FEED_READ, subject=feed_at),
    staff_page("GET", "/feeds", pages.show_feeds, _HAS, anybody),
    staff_page("POST", "/feeds", pages.press_make, _HAS, anybody),
    staff_page("POST", "/feeds/{feed_id:uuid}/revoke", pages.press_revoke, _HAS, own_feed),
]
