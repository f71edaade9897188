"""One address for the whole journey (V-06)."""

from bookings.visits import pages
from bookings.visits.queries.journeys import journey_to_change, own_journey
from portal.access import Permission
from portal.web.page import page

routes = [
    page("/", pages.show_journey, needs=Permission.JOURNEY, subject=own_journey, ready=True),
    page(
        "/",
        pages.take_step,
        method="POST",
        needs=Permission.JOURNEY,
        subject=journey_to_change,
    ),
]
