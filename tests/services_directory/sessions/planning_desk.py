"""A coordinator at the planning pages, some days before the next session."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from httpx2 import Response
from starlette.testclient import TestClient

from portal.access import Role
from portal.db.engine import Database
from portal.web.headers import GuardedApplication
from services_directory.listings.models import ServiceKind
from services_directory.sessions.models import (
    DeskPattern,
    Purpose,
    Schedule,
    ServiceSession,
)
from tests.bookings.visits.town import SATURDAY, Watch, open_house
from tests.staffing import desk_browser, signed_in

WEEK: dict[str, Any] = {
    "name": "Advice morning",
    "byday": ["WE"],
    "opens_at": "10:00",
    "closes_at": "12:00",
    "valid_from": "2026-10-31",
    "valid_to": "",
    "bank_holidays": "ENG",
}
CUT: dict[str, Any] = {
    "slot_minutes": "20",
    "gap_minutes": "5",
    "walk_in_percent": "40",
    "minutes_to_reach": "",
}


@dataclass
class Office:
    """The town's Wednesdays, and who plans them."""

    town: Database
    app: GuardedApplication
    pattern_id: UUID
    browser: TestClient

    @property
    def address(self) -> str:
        return f"/plan/{self.pattern_id}"

    def sign_in(self, role: Role) -> TestClient:
        return desk_browser(self.app, signed_in(self.town, SATURDAY, role))

    def press(
        self, go: str, about: object = "", *, seen: str = "", **typed: str | list[str]
    ) -> Response:
        """Press a button on the page as it stands, or as it was at the change number `seen`."""
        fields = {"go": go, "about": str(about), "seen": seen or str(self.changes)}
        return self.browser.post(self.address, data={**fields, **typed})

    @property
    def changes(self) -> int:
        with self.town.reading() as db:
            return db.get_one(Schedule, self.pattern_id).changes

    def housing(self) -> DeskPattern:
        with self.town.reading() as db:
            desks = db.get_one(Schedule, self.pattern_id).desks
            found = next(d for d in desks if _is_housing(d))
            assert found.seats
            assert all(seat.worker.name for seat in found.seats)
            db.expunge_all()
            return found

    def sessions(self) -> list[ServiceSession]:
        mine = sa.select(ServiceSession).filter_by(schedule_id=self.pattern_id)
        with self.town.reading() as db:
            found = list(db.scalars(mine.order_by(ServiceSession.starts_at)))
            db.expunge_all()
            return found


def open_office(database: Database) -> Office:
    app = open_house(database, Watch())
    with database.reading() as db:
        pattern_id = db.scalars(sa.select(Schedule.id).where(Schedule.byday == "WE")).one()
    token = signed_in(database, SATURDAY, Role.COORDINATOR)
    return Office(database, app, pattern_id, desk_browser(app, token))


def words(answer: Response) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def _is_housing(desk: DeskPattern) -> bool:
    is_housing = desk.service_at_location.service.kind is ServiceKind.HOUSING
    return is_housing and desk.purpose is Purpose.FULL
