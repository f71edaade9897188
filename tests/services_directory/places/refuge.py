"""A refuge of the town, its worker at a browser, and what they type."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from portal.access import Actor, Role
from portal.db.engine import Database
from portal.web.headers import GuardedApplication
from services_directory.listings.models import Organization, Service, ServiceKind
from services_directory.places.actions.stating import add_place
from services_directory.places.models import Place
from tests.bookings.visits.town import SATURDAY, Watch, open_house
from tests.staffing import desk_browser, signed_in

# As little as a place can be said with, and as its form is typed.
LEAST: dict[str, Any] = {"areas": "Northside, The North", "note": "", "is_free": True}
TYPED: dict[str, Any] = {
    "areas": "Northside,  The North",
    "is_free": "yes",
    "people": "4",
    "rooms": "2",
    "boys_until": "14",
    "gender": "women",
    "funding": ["housing_benefit", "no_recourse"],
    "access": ["step_free"],
    "no_support": "yes",
    "takes_pets": "no",
    "languages": ["pl", "en"],
    "by_and_for": ["deaf"],
    "note": "Staff are there by day.",
}


@dataclass(frozen=True)
class Refuge:
    """Harbour Women's Aid, its refuge service and its worker's browser; a watch that all share."""

    town: Database
    app: GuardedApplication
    watch: Watch
    service_id: UUID
    worker: Actor
    browser: TestClient

    def sign_in(self, role: Role, organization_id: UUID, *, scripts: bool = False) -> TestClient:
        token = signed_in(self.town, self.watch.now, role, organization_id=organization_id)
        return desk_browser(self.app, token, scripts=scripts)

    def add(self, *, ago: timedelta = timedelta(0), **said: Any) -> UUID:
        """A place of this refuge, said so long ago."""
        at = self.watch.now - ago
        with self.town.writing() as db:
            return add_place(db, self.service_id, LEAST | said, by=self.worker, at=at).id

    def place(self, place_id: UUID) -> Place:
        with self.town.reading() as db:
            found = db.get_one(Place, place_id)
            db.expunge_all()
            return found

    def only(self) -> Place:
        with self.town.reading() as db:
            found = db.scalars(sa.select(Place)).one()
            db.expunge_all()
            return found

    def press(self, place_id: UUID, go: str, **typed: Any) -> int:
        answer = self.browser.post(f"/places/{place_id}", data={"go": go, **typed})
        return answer.status_code


def open_refuge(database: Database) -> Refuge:
    watch = Watch()
    app = open_house(database, watch)
    with database.reading() as db:
        service = db.scalars(sa.select(Service).filter_by(kind=ServiceKind.REFUGE)).one()
        service_id, owner = service.id, service.organization_id
    worker = Actor(Role.DESK_WORKER, account_id=uuid4(), organization_id=owner)
    token = signed_in(database, SATURDAY, Role.DESK_WORKER, organization_id=owner)
    return Refuge(database, app, watch, service_id, worker, desk_browser(app, token))


def another_refuge(db: Session, name: str = "Safe Rooms") -> UUID:
    """The refuge service of another organisation."""
    owner = Organization(name=name)
    db.add(owner)
    db.flush()
    service = Service(organization_id=owner.id, name="Refuge", kind=ServiceKind.REFUGE)
    db.add(service)
    db.flush()
    return service.id
