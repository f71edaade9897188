"""Coordinators at their browsers, and the cases that they open."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from httpx2 import Response

from bookings.people.models import CaseRecord
from portal.access import Actor, Role
from portal.record.models import Entry
from portal.staff.models import Account
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning
from tests.staffing import ORGANIZATION, signed_in

ELSEWHERE = UUID(int=0x0E)


class Colleague(Desk):
    """A browser at which somebody of the staff is signed in."""

    def write(self, address: str, **fields: str | list[str]) -> Response:
        """Send a form as a browser without scripts does."""
        return self.client.post(address, data=fields)


@dataclass
class Office:
    """A morning, and what coordinators write of those who come."""

    morning: Morning

    def somebody(self, role: Role, name: str, organization_id: UUID = ORGANIZATION) -> Colleague:
        """Somebody with a new account of this role, signed in."""
        town, now = self.morning.town, self.morning.watch.now
        token = signed_in(town, now, role, organization_id=organization_id, name=name)
        with town.reading() as db:
            accounts = db.scalars(sa.select(Account).order_by(Account.made_at.desc()))
            account = next(each for each in accounts if each.name == name)
            actor = Actor(role, account_id=account.id, organization_id=organization_id)
        return Colleague(self.morning.app, token, actor)

    def coordinator(self, name: str, organization_id: UUID = ORGANIZATION) -> Colleague:
        return self.somebody(Role.COORDINATOR, name, organization_id)

    def opened(self, desk: Colleague, name: str, wants: str = "To sleep") -> UUID:
        """A case for somebody who has a visit this morning."""
        visit_id = self.morning.book(name, "housing")
        answer = desk.write(f"/session/visit/{visit_id}/case", go="open", wants=wants)
        assert answer.status_code == 303, answer.text
        return UUID(answer.headers["location"].rpartition("/")[2])

    def of_case(self, case_id: UUID, kind: type[Any]) -> list[Any]:
        """Every row of a kind that was written of a case, in the order in which it was."""
        with self.morning.town.reading() as db:
            rows = sa.select(kind).where(kind.case_id == case_id).order_by(kind.written_at)
            found = list(db.scalars(rows))
            db.expunge_all()
            return found

    def client_of(self, case_id: UUID) -> UUID:
        with self.morning.town.reading() as db:
            return db.get_one(CaseRecord, case_id).client_id

    def recorded(self, verb: str) -> list[UUID]:
        """What an entry of this verb is about, in order."""
        with self.morning.town.reading() as db:
            of_verb = sa.select(Entry.about).where(Entry.verb == verb)
            return list(db.scalars(of_verb.order_by(Entry.number)))
