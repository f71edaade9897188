"""What was passed on for one person of the demo, at several stages. All of it is invented."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.actions import agreeing, answering, drafting, ending, sending, teams
from bookings.handoffs.actions.agreeing import Agreed
from bookings.handoffs.actions.drafting import Place, Wanted
from bookings.handoffs.models import Handoff
from bookings.handoffs.queries.packets import drawn_up
from bookings.handoffs.rules.agreement import GivenHow
from bookings.handoffs.rules.beforehand import before
from bookings.handoffs.rules.declines import NextStep, Reason
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import ALLOWED, PacketField
from bookings.handoffs.rules.limits import Stake
from bookings.handoffs.rules.outcomes import Outcome
from bookings.handoffs.rules.parallel import Way
from bookings.people.models import CaseRecord
from portal.access import Actor, Role
from portal.staff.actions.attendance import actor_of
from portal.staff.models import Account
from portal.staff.queries.accounts import by_login
from services_directory.listings.models import Service, ServiceKind

AN_HOUR = timedelta(hours=1)
HOUSING, REFUGE = "farah@council.example", "ioana@harbour.example"
NORTH = "A refuge in the north"

SAID = {
    PacketField.SAFE_CONTACT: "Ring in the mornings. No voicemail. Do not say who is calling.",
    PacketField.CALLED: "Sam",
    PacketField.WANTS: "To stay near the school, behind a door of our own.",
    PacketField.TONIGHT: "At home until Friday, then nowhere.",
    PacketField.DANGERS: "Waited for outside the school at three o’clock.",
    PacketField.HOUSEHOLD: "One adult, one child of six, one due in the spring.",
    PacketField.LEGAL_MATTER: "An order that keeps somebody away from the school.",
}


@dataclass(frozen=True, slots=True)
class Demo:
    """The case, and who passes it on."""

    db: Session
    case: CaseRecord
    by: Actor

    def pass_on(self, desk: DeskKind, place: Place, stake: Stake, at: datetime) -> Handoff:
        """A need, drawn up, shown, agreed and sent."""
        wanted = Wanted(desk, SAID[PacketField.WANTS], stake)
        need = drafting.write_need(self.db, self.case, wanted, by=self.by, at=at)
        values = {each: text for each, text in SAID.items() if each in ALLOWED[desk]}
        handoff = drafting.draft(self.db, need, place, values, by=self.by, at=at)
        if desk is DeskKind.HOUSING:
            self._consents(handoff, at)
        for each in values:
            drafting.answer_field(self.db, handoff, each, True, by=self.by, at=at)
        agreeing.show(self.db, handoff, by=self.by, at=at)
        self._agree(handoff, at)
        sending.send(self.db, handoff, by=self.by, at=at)
        return handoff

    def _consents(self, handoff: Handoff, at: datetime) -> None:
        agreeing.write_consents(
            self.db,
            handoff,
            to_refer=True,
            authority="Thamesbrook",
            to_give_contact_details=True,
            by=self.by,
            at=at,
        )

    def _agree(self, handoff: Handoff, at: datetime) -> None:
        agreed = Agreed(
            digest=drawn_up(self.db, handoff).digest,
            purpose="to find somewhere to live",
            until=at + timedelta(days=30),
            how=GivenHow.HEARD_AND_SAID_YES,
            wording="1",
            was_told_they_may_keep=True,
            heard=tuple(before(handoff.desk)),
        )
        agreeing.take_agreement(self.db, handoff, agreed, by=self.by, at=at)


def pass_on(db: Session, account_id: UUID, *, at: datetime) -> None:
    """Four of them for the case of the demo: unread, received, declined, and to be told of."""
    account = db.get_one(Account, account_id)
    case = db.scalars(sa.select(CaseRecord).where(CaseRecord.holder == account_id)).first()
    if case is None:
        return
    demo = Demo(db, case, actor_of(account))
    receivers = dict(_teams(db, at))
    refuge, housing = receivers[ServiceKind.REFUGE], receivers[ServiceKind.HOUSING]
    nowhere = Stake(nowhere_tonight=True)
    demo.pass_on(DeskKind.REFUGE, Place(refuge[0]), nowhere, at - 3 * AN_HOUR)
    received = demo.pass_on(DeskKind.HOUSING, Place(housing[0]), Stake(), at - 20 * AN_HOUR)
    answering.receive(db, received, by=housing[1], at=at - 19 * AN_HOUR)
    _was_full(demo, at)
    _to_be_told(demo, at)


def _was_full(demo: Demo, at: datetime) -> None:
    db, by, then = demo.db, demo.by, at - 26 * AN_HOUR
    place = Place(None, NORTH, Way.RUNG)
    rung = demo.pass_on(DeskKind.REFUGE, place, Stake(), then)
    answering.receive(db, rung, outside="Ona", by=by, at=then)
    no = (Reason.NO_SPACE, NextStep.ANOTHER_SERVICE, by.account_id)
    answering.decline(db, rung, *no, by=by, at=then)


def _to_be_told(demo: Demo, at: datetime) -> None:
    db, by, then = demo.db, demo.by, at - 50 * AN_HOUR
    place = Place(None, "A law centre", Way.RUNG)
    rung = demo.pass_on(DeskKind.LEGAL, place, Stake(), then)
    answering.receive(db, rung, outside="Ivo", by=by, at=then)
    answering.accept(db, rung, by=by, at=then + AN_HOUR)
    words = "Ivo rang: they can come on Thursday at eleven."
    ending.settle(db, rung, Outcome.BEING_HELPED, words, by=by, at=then + 2 * AN_HOUR)


def _teams(db: Session, at: datetime) -> Iterator[tuple[ServiceKind, tuple[UUID, Actor]]]:
    """Who receives for whom, among those of the demo who can sign in."""
    for kind, address in ((ServiceKind.HOUSING, HOUSING), (ServiceKind.REFUGE, REFUGE)):
        account = by_login(db, address)
        if account is None:
            raise LookupError("nobody is employed yet")
        of_kind = sa.select(Service).where(
            Service.kind == kind, Service.organization_id == account.organization_id
        )
        service = db.scalars(of_kind).one()
        by = Actor(Role.LEAD, organization_id=service.organization_id)
        teams.name_for(db, service, account.id, teams.Part(receives=True, rung=0), by=by, at=at)
        yield kind, (service.id, actor_of(account))
