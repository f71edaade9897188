"""A small town for handoffs: those who send, services with those who receive, somebody's case."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from bookings.handoffs.actions import agreeing, answering, drafting, sending, teams
from bookings.handoffs.actions.agreeing import Agreed
from bookings.handoffs.actions.drafting import Place, Wanted
from bookings.handoffs.models import Handoff, HandoffNeed
from bookings.handoffs.queries.packets import drawn_up
from bookings.handoffs.rules.agreement import GivenHow
from bookings.handoffs.rules.beforehand import before
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import PacketField
from bookings.handoffs.rules.limits import Stake
from bookings.people.models import CaseRecord, Child, Client
from portal.access import Actor, Role
from portal.db.engine import Database
from portal.staff.actions.attendance import actor_of
from services_directory.listings.models import Organization, Service, ServiceKind
from tests.staffing import ORGANIZATION, account_of

# A Tuesday at ten in the morning of London's winter.
NOW = datetime(2026, 1, 13, 10, 0, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)
USUAL = {PacketField.WANTS: "Somewhere to sleep", PacketField.CALLED: "Ash"}


@dataclass
class Town:
    """Who there is. Everything is done in the transaction of whoever asks."""

    database: Database
    now: datetime = NOW
    accounts: dict[str, UUID] = field(default_factory=dict)
    services: dict[str, UUID] = field(default_factory=dict)
    case_id: UUID = field(default_factory=uuid4)
    child_id: UUID = field(default_factory=uuid4)

    def settle(self) -> "Town":
        """Bea and Cal send, Dot leads them; others are added by `service` and `staff`."""
        with self.database.writing() as db:
            db.add(Organization(id=ORGANIZATION, name="Ours"))
            for name, role in (
                ("Bea", Role.COORDINATOR),
                ("Cal", Role.COORDINATOR),
                ("Dot", Role.LEAD),
            ):
                self._staff(db, name, role, ORGANIZATION)
            client = Client(made_at=self.now)
            client.chosen_name = "Ash"
            db.add(client)
            db.flush()
            case = CaseRecord(
                id=self.case_id,
                client_id=client.id,
                organization_id=ORGANIZATION,
                opened_at=self.now,
                opened_by=self.accounts["Bea"],
                holder=self.accounts["Bea"],
            )
            db.add_all([case, Child(id=self.child_id, client_id=client.id, born=True)])
        return self

    def service(self, name: str, kind: ServiceKind, *receivers: str, lead: str = "") -> UUID:
        """A service of an organisation of its own, with those who receive for it."""
        house = uuid4()
        with self.database.writing() as db:
            db.add(Organization(id=house, name=f"{name} house"))
        return self._service(name, kind, house, receivers, lead)

    def own_service(self, name: str, kind: ServiceKind, *receivers: str) -> UUID:
        """A service of those who send."""
        return self._service(name, kind, ORGANIZATION, receivers, "")

    def _service(
        self, name: str, kind: ServiceKind, house: UUID, receivers: tuple[str, ...], lead: str
    ) -> UUID:
        with self.database.writing() as db:
            service = Service(organization_id=house, name=name, kind=kind)
            db.add(service)
            db.flush()
            self.services[name] = service.id
            for each in receivers:
                self._staff(db, each, Role.DESK_WORKER, house)
                self._name(db, service, each, teams.Part(receives=True))
            if lead:
                self._staff(db, lead, Role.LEAD, house)
                self._name(db, service, lead, teams.Part(receives=False, rung=0))
        return self.services[name]

    def actor(self, db: Session, name: str) -> Actor:
        """Somebody as they are now."""
        from portal.staff.models import Account

        return actor_of(db.get_one(Account, self.accounts[name]))

    def need(self, db: Session, desk: DeskKind, stake: Stake | None = None) -> HandoffNeed:
        """A need of Ash's, written down by Bea."""
        is_childs = desk is DeskKind.CHILDRENS_SOCIAL_CARE
        wanted = Wanted(
            desk,
            "Somewhere to sleep",
            stake or Stake(),
            self.child_id if is_childs else None,
        )
        case = db.get_one(CaseRecord, self.case_id)
        return drafting.write_need(db, case, wanted, by=self.actor(db, "Bea"), at=self.now)

    def draft(self, db: Session, need: HandoffNeed, service: str) -> Handoff:
        """Drawn up by Bea for a service, with a field or two that Ash said yes to."""
        bea = self.actor(db, "Bea")
        place = Place(self.services[service])
        found = drafting.draft(db, need, place, USUAL, by=bea, at=self.now)
        for each in USUAL:
            drafting.answer_field(db, found, each, True, by=bea, at=self.now)
        return found

    def agree(self, db: Session, handoff: Handoff, until: timedelta = timedelta(days=30)) -> None:
        """Ash has seen exactly what goes, and says yes to it."""
        agreed = Agreed(
            digest=drawn_up(db, handoff).digest,
            purpose="to find a place",
            until=self.now + until,
            how=GivenHow.READ_AND_SAID_YES,
            wording="1",
            was_told_they_may_keep=True,
            heard=tuple(before(handoff.desk)),
        )
        agreeing.take_agreement(db, handoff, agreed, by=self.actor(db, "Bea"), at=self.now)

    def sent(self, db: Session, need: HandoffNeed, service: str) -> Handoff:
        """Shown, agreed and sent by Bea."""
        handoff = self.draft(db, need, service)
        bea = self.actor(db, "Bea")
        agreeing.show(db, handoff, by=bea, at=self.now)
        self.agree(db, handoff)
        sending.send(db, handoff, by=bea, at=self.now)
        return handoff

    def received(self, db: Session, need: HandoffNeed, service: str, name: str) -> Handoff:
        """Sent, and received by name."""
        handoff = self.sent(db, need, service)
        answering.receive(db, handoff, by=self.actor(db, name), at=self.now)
        return handoff

    def end(self, name: str) -> None:
        """Somebody leaves the job."""
        from portal.staff.models import Account, Standing

        with self.database.writing() as db:
            db.get_one(Account, self.accounts[name]).standing = Standing.ENDED

    def _staff(self, db: Session, name: str, role: Role, organization_id: UUID) -> None:
        account = account_of(role, self.now, organization_id=organization_id, name=name)
        db.add(account)
        db.flush()
        self.accounts[name] = account.id

    def _name(self, db: Session, service: Service, name: str, part: teams.Part) -> None:
        by = Actor(Role.LEAD, organization_id=service.organization_id)
        teams.name_for(db, service, self.accounts[name], part, by=by, at=self.now)
