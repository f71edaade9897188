"""Coordinators at their browsers who pass somebody on, and services to which it goes."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from httpx2 import Response
from sqlalchemy.orm import Session

from bookings.handoffs.actions import answering
from bookings.handoffs.actions.teams import Part, name_for
from bookings.handoffs.models import Handoff
from portal.access import Actor, Role
from portal.staff.actions.attendance import actor_of
from services_directory.listings.models import Organization, Service, ServiceKind
from services_directory.places.models import Place as RefugeRow
from tests.bookings.cases.working import Colleague, Office
from tests.browsing import Element
from tests.staffing import account_of

AGREED = {
    "purpose": "to find a place",
    "how": "read_and_said_yes",
    "until": "2026-12-20",
    "may_keep": "yes",
}
WANTS = "A door that locks"


@dataclass
class Sender:
    """An office in which one case is open, held by Bea."""

    office: Office
    bea: Colleague
    case_id: UUID
    accounts: dict[str, Actor] = field(default_factory=dict)

    @classmethod
    def at(cls, office: Office) -> "Sender":
        bea = office.coordinator("Bea")
        return cls(office, bea, office.opened(bea, "Robin", wants=WANTS))

    def service(self, name: str, kind: ServiceKind, *receivers: str) -> UUID:
        """A service of an organisation of its own, with those who receive for it."""
        morning = self.office.morning
        with morning.town.writing() as db:
            organization = Organization(name=f"{name} house")
            db.add(organization)
            db.flush()
            service = Service(organization_id=organization.id, name=name, kind=kind)
            db.add(service)
            db.flush()
            by = Actor(Role.LEAD, organization_id=organization.id)
            for each in receivers:
                account = account_of(
                    Role.DESK_WORKER, morning.watch.now, organization_id=organization.id, name=each
                )
                db.add(account)
                db.flush()
                name_for(db, service, account.id, Part(True), by=by, at=morning.watch.now)
                self.accounts[each] = actor_of(account)
            return service.id

    def place(self, service_id: UUID) -> str:
        """A free place of a refuge, of which nothing else is known."""
        morning = self.office.morning
        with morning.town.writing() as db:
            now = morning.watch.now
            row = RefugeRow(
                service_id=service_id, code="BCDFG", areas="Elm", is_free=True, confirmed_at=now
            )
            db.add(row)
            db.flush()
            return str(row.id)

    def drawn_up(self, desk: str, *services: UUID, **fields: str) -> str:
        """The address of the first handoff of a new need."""
        chosen = [str(each) for each in services]
        form: dict[str, str | list[str]] = {"wants": WANTS, "service": chosen, **fields}
        answer = self.bea.write(f"/cases/{self.case_id}/handoffs/to/{desk}", **form)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].rpartition("/")[0]

    def said(self, own: str, **fields: str) -> Response:
        """What the draft's page shows, with these typed over it."""
        page = self.bea.page(f"{own}/draft")
        form = {**filled(page, f"{own}/draft"), **fields}
        return self.bea.client.post(f"{own}/draft", data=form)

    def shown(self, own: str, **fields: str) -> Element:
        """Said, and shown to them: the page of what goes."""
        answer = self.said(own, **{"go": "show", **fields})
        assert answer.status_code == 303, answer.text
        return self.bea.page(f"{own}/shown")

    def agreed(self, own: str, **fields: str | list[str]) -> Response:
        """Agreed to what the page shows, and passed on."""
        page = self.bea.page(f"{own}/shown")
        digest = filled(page, f"{own}/shown")["digest"]
        form = {**AGREED, "digest": digest, "recipient": own.rpartition("/")[2], **fields}
        return self.bea.write(f"{own}/shown", **form)

    def sent(self, desk: str, service: UUID, **fields: str) -> str:
        """Passed on, with a yes to what they want."""
        own = self.drawn_up(desk, service)
        self.shown(own, wants="yes", **fields)
        answer = self.agreed(own)
        assert answer.status_code == 303, answer.text
        return own

    def press(self, own: str, go: str, **fields: str) -> Response:
        return self.bea.write(own, go=go, **fields)

    def handoff(self, own: str) -> Handoff:
        """The row as it stands."""
        with self.office.morning.town.reading() as db:
            found = db.get_one(Handoff, UUID(own.rpartition("/")[2]))
            db.expunge_all()
            return found

    def attached(self, db: Session, own: str) -> Handoff:
        """The row in a transaction of the caller's."""
        return db.get_one(Handoff, UUID(own.rpartition("/")[2]))

    def receives(self, own: str, name: str) -> None:
        """Somebody there receives it by name."""
        with self.office.morning.town.writing() as db:
            now = self.office.morning.watch.now
            answering.receive(db, self.attached(db, own), by=self.accounts[name], at=now)

    def rows(self, kind: type[Any]) -> list[Any]:
        with self.office.morning.town.reading() as db:
            found = list(db.scalars(sa.select(kind)))
            db.expunge_all()
            return found

    def later(self, **span: float) -> None:
        self.office.morning.watch.now += timedelta(**span)


def filled(page: Element, action: str) -> dict[str, str]:
    """What the form of this address would send as it stands."""
    form = next(each for each in page.all("form") if each.get("action") == action)
    found: dict[str, str] = {}
    for each in form.all("input", "textarea"):
        kind, name = each.get("type"), each.get("name")
        is_choice = kind in ("radio", "checkbox")
        if name and (not is_choice or "checked" in each.attributes):
            found[name] = each.text if each.tag == "textarea" else each.get("value")
    return found
