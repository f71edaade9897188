"""A calendar file, only by a tap: one bland event and nothing else in it (V-19, S-16)."""

from datetime import datetime
from uuid import uuid4

from starlette.responses import Response

from bookings.visits.models import Visit, VisitStatus
from bookings.visits.queries.journeys import own_visit, session_of
from bookings.visits.queries.openings import planned_stops
from bookings.visits.steps.step import Asked
from portal.i18n import translate as _
from services_directory.sessions.models import SessionStatus

NAME = "date.ics"


def calendar_answer(asked: Asked) -> Response:
    """The file for the visit in hand; where there is none, back to the journey."""
    visit = own_visit(asked.db, asked.actor)
    if visit is None or not _takes_place(asked, visit):
        return asked.done("/")
    stops = planned_stops(asked.db, visit.id)
    body = calendar_file(stops[0].starts_at, stops[-1].ends_at, made_at=asked.now)
    headers = {"content-disposition": f'attachment; filename="{NAME}"'}
    return Response(body, media_type="text/calendar; charset=utf-8", headers=headers)


def _takes_place(asked: Asked, visit: Visit) -> bool:
    session = session_of(asked.db, visit)
    return visit.status is VisitStatus.BOOKED and session.status is not SessionStatus.CANCELLED


def calendar_file(starts_at: datetime, ends_at: datetime, *, made_at: datetime) -> bytes:
    """One event in UTC: no place, no words of hers, no alarm, nobody invited, no address."""
    # Few ask for one: what writes it is brought in late, and weighs on nobody else.
    from icalendar import Calendar, Event

    event = Event()
    event.add("uid", str(uuid4()))
    event.add("dtstamp", made_at)
    event.add("dtstart", starts_at)
    event.add("dtend", ends_at)
    event.add("summary", _("Appointment"))
    event.add("class", "PRIVATE")
    calendar = Calendar()
    calendar.add("prodid", "-//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
