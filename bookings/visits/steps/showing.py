"""What each step shows besides what was typed on it."""

from datetime import datetime, timedelta
from typing import Any

from bookings.visits.forms import AGES, MOST_CHILDREN, Company
from bookings.visits.models import Visit
from bookings.visits.queries import openings
from bookings.visits.queries.journeys import own_visit, session_of, visit_of
from bookings.visits.steps.ahead import of_visit
from bookings.visits.steps.choosing import language_name, said
from bookings.visits.steps.keeping import said_view
from bookings.visits.steps.less import standing_view
from bookings.visits.steps.step import Asked
from bookings.visits.steps.wishes import answered, called, needs_of
from portal.web.statement import HERS, TESTED_ON, TESTED_VERSION
from services_directory.sessions.models import SessionStatus
from services_directory.sessions.queries import ComingSession

QUARTER = timedelta(minutes=15)
FEW = 3


def mornings_view(asked: Asked) -> dict[str, Any]:
    """The next sessions, for whoever walks in."""
    return {"sessions": openings.sessions_ahead(asked.db, asked.now, 0, FEW)}


def access_view(_asked: Asked) -> dict[str, Any]:
    """What the accessibility statement claims, and when it was tested."""
    return {
        "claims": HERS,
        "tested_on": TESTED_ON,
        "version": TESTED_VERSION,
    }


def needs_view(asked: Asked) -> dict[str, Any]:
    return {"offered": openings.needs_offered(asked.db, asked.now)}


def hours_view(asked: Asked) -> dict[str, Any]:
    """Every quarter of an hour at which some coming session is open, as wall times."""
    ahead = openings.sessions_ahead(asked.db, asked.now, 0, openings.AHEAD)
    zone = asked.house.settings.timezone
    times = {
        moment.astimezone(zone).strftime("%H:%M")
        for session in ahead
        for moment in _quarters(session)
    }
    return {"times": [(wall, wall) for wall in sorted(times)]}


def _quarters(session: ComingSession) -> list[datetime]:
    count = (session.ends_at - session.starts_at) // QUARTER
    return [session.starts_at + QUARTER * number for number in range(count + 1)]


def asks_view(asked: Asked) -> dict[str, Any]:
    """The languages that workers speak."""
    codes = openings.languages_spoken(asked.db, asked.now)
    return {"spoken": [(code, language_name(code)) for code in codes]}


def company_view(asked: Asked) -> dict[str, Any]:
    """As many rows as she asked for, one at first."""
    typed = asked.subject.journey.typed.get("company", {})
    rows = min(max(1, len(typed.get("row", []))), MOST_CHILDREN)
    return {"rows": range(rows), "ages": AGES, "full": rows >= MOST_CHILDREN}


def check_view(asked: Asked) -> dict[str, Any]:
    """The held visit, stop by stop; no visit where the hold is gone."""
    visit = own_visit(asked.db, asked.actor)
    names = openings.needs_offered(asked.db, asked.now)
    if visit is None:
        return {"visit": None, "names": names}
    times, journey = _times_of(asked, visit), asked.subject.journey
    met = {stop.need for stop in times["stops"]}
    return {
        **times,
        **said(journey),
        "company": answered(journey, "company", Company),
        "called": called(journey),
        "missing": [need for need in needs_of(journey) if need not in met],
        "names": names,
        "contact": said_view(asked, of_visit(asked, visit)),
    }


def booked_view(asked: Asked) -> dict[str, Any]:
    """The visit's times and the service's own changes to it; nothing of what she had said."""
    return _times_of(asked, visit_of(asked.db, asked.actor))


def visit_view(asked: Asked) -> dict[str, Any]:
    """As `booked_view`, with what may reach her; and that something was passed on, where she said
    that this page may say so, and nothing has made it unsafe since."""
    shown = {**booked_view(asked), **standing_view(asked)}
    visit, is_stopped = shown["visit"], shown["contact"].stopped
    is_safe = not is_stopped and visit.second_used_at is None
    return {**shown, "says_passed_on": visit.says_passed_on and is_safe}


def _times_of(asked: Asked, visit: Visit) -> dict[str, Any]:
    session = session_of(asked.db, visit)
    takes_place = session.status is not SessionStatus.CANCELLED
    return {
        "visit": visit,
        "session": session,
        "place": openings.place_of(asked.db, session.id),
        "stops": openings.planned_stops(asked.db, visit.id),
        "takes_place": takes_place,
        "can_change": session.starts_at > asked.now or not takes_place,
    }
