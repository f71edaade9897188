"""A calendar program: it is nobody, carries no cookie, and asks for one address."""

from urllib.parse import urlsplit

import sqlalchemy as sa
from httpx2 import Response
from icalendar import Calendar, Event

from portal.access import Role
from portal.db.engine import Database
from portal.web.headers import GuardedApplication
from services_directory.listings.models import Service, ServiceAtLocation
from services_directory.sessions.models import DeskPattern, Purpose, Schedule
from tests.asking import Asks
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning
from tests.browsing import parse


class Reader:
    """Asks for addresses as a calendar program does."""

    def __init__(self, app: GuardedApplication) -> None:
        self._client = Asks(app, base_url="http://localhost:8000", follow_redirects=False)

    def get(self, address: str, *, known: str = "") -> Response:
        headers = {"If-None-Match": known} if known else {}
        return self._client.get(urlsplit(address).path, headers=headers)

    def calendar(self, address: str) -> Calendar:
        answer = self.get(address)
        assert answer.status_code == 200, answer.status_code
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        found = Calendar.from_ical(answer.content)
        assert isinstance(found, Calendar)
        return found

    def event(self, address: str, day: str) -> Event:
        """The one event of a day: "2026-11-25"."""
        events = self.calendar(address).events
        (found,) = [each for each in events if each.start.isoformat()[:10] == day]
        return found


def made(desk: Desk, whose: object) -> str:
    """The address of a new calendar, off the page that shows it."""
    answer = desk.post("/feeds", whose=str(whose))
    assert answer.status_code == 200, answer.status_code
    (shown,) = [each for each in parse(answer.text).all("p") if each.get("id") == "address"]
    return shown.text.strip()


def of_worker(morning: Morning, name: str) -> str:
    """A calendar of that worker's, made by a coordinator."""
    return made(morning.signed_in(Role.COORDINATOR), morning.worker(name))


def desk_pattern(town: Database, service: str, schedule: str = "Advice morning") -> object:
    """The id of a service's desk in the weekly plan."""
    wanted = (
        sa.select(DeskPattern.id)
        .join(ServiceAtLocation, ServiceAtLocation.id == DeskPattern.service_at_location_id)
        .join(Service, Service.id == ServiceAtLocation.service_id)
        .join(Schedule, Schedule.id == DeskPattern.schedule_id)
        .where(Service.name == service, Schedule.name == schedule)
        .where(DeskPattern.purpose == Purpose.FULL)
    )
    with town.reading() as db:
        return db.scalars(wanted).one()


def summaries(calendar: Calendar) -> dict[str, str]:
    return {each.start.isoformat()[:10]: str(each["summary"]) for each in calendar.events}
