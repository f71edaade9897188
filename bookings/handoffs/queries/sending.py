"""What a sender's pages begin with: a handoff with its need and its case, the services that can be
asked, and what is drawn up together."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from bookings.handoffs.models import Handoff, HandoffNeed, HandoffStep, ServiceTeam
from bookings.handoffs.queries.seeing import handoffs_of, needs_visible_to, sent_visible_to
from bookings.handoffs.rules.desks import OF_OUR_OWN, DeskKind
from bookings.handoffs.rules.stages import NOT_SENT
from bookings.people.models import CaseRecord, ShutOut
from bookings.people.queries.records import case_in
from bookings.visits.models import AgeBand, Visit
from portal.access import Actor, Permission
from services_directory.listings.models import Service, ServiceKind


class Passed(NamedTuple):
    """One handoff of a case that the actor may see."""

    handoff: Handoff
    need: HandoffNeed
    case: CaseRecord

    @property
    def client_id(self) -> UUID:
        """Whose it is."""
        return self.case.client_id


class Needed(NamedTuple):
    """One need of a case that the actor may see."""

    need: HandoffNeed
    case: CaseRecord

    @property
    def client_id(self) -> UUID:
        """Whose it is."""
        return self.case.client_id


class Asking(NamedTuple):
    """A case, and the kind of service that is to be asked."""

    case: CaseRecord
    desk: DeskKind

    @property
    def client_id(self) -> UUID:
        """Whose it is."""
        return self.case.client_id


class Offered(NamedTuple):
    """A service that can be asked. Where nobody receives there, nothing sent would be read."""

    id: UUID
    name: str
    organization: str
    has_receivers: bool


def passed_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> Passed | None:
    """The handoff that the address names, for those who sent it."""
    handoff = db.scalar(sent_visible_to(actor).where(Handoff.id == path["handoff_id"]))
    if handoff is None:
        return None
    need = db.get_one(HandoffNeed, handoff.need_id)
    return Passed(handoff, need, db.get_one(CaseRecord, need.case_id))


def needed_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> Needed | None:
    """The need that the address names, where it is this actor's to see."""
    need = db.scalar(needs_visible_to(actor).where(HandoffNeed.id == path["need_id"]))
    return None if need is None else Needed(need, db.get_one(CaseRecord, need.case_id))


def asking_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> Asking | None:
    """The case and the kind of service that the address names."""
    case = case_in(db, actor, path) if actor.may(Permission.HANDOFFS_SEND) else None
    desk = next((each for each in DeskKind if each.value == path["desk"]), None)
    return Asking(case, desk) if case is not None and desk is not None else None


def offered(db: Session, case: CaseRecord, desk: DeskKind) -> list[Offered]:
    """The services of a kind, but for those of an organisation that is shut out (S-28)."""
    kind = ServiceKind.LEGAL if desk in OF_OUR_OWN else ServiceKind(desk.value)
    receives = sa.exists().where(ServiceTeam.service_id == Service.id, ServiceTeam.receives)
    shut_out = Service.organization_id.in_(avoided_in(db, case))
    found = (
        sa.select(Service, receives)
        .where(Service.kind == kind, ~shut_out)
        .options(joinedload(Service.organization))
        .order_by(Service.name, Service.id)
    )
    return [
        Offered(each.id, each.name, each.organization.name, has_receivers is True)
        for each, has_receivers in db.execute(found)
    ]


def avoided_in(db: Session, case: CaseRecord) -> list[UUID]:
    """The organisations that are shut out of a case (S-28)."""
    of_case = sa.select(ShutOut.organization_id).where(
        ShutOut.case_id == case.id,
        ShutOut.organization_id.is_not(None),
        ShutOut.ended_at.is_(None),
    )
    return [each for each in db.scalars(of_case) if each is not None]


def not_asked_yet(db: Session, case: CaseRecord, need: HandoffNeed) -> list[Offered]:
    """Where else this need could go."""
    asked = {each.service_id for each in handoffs_of(db, need)}
    return [each for each in offered(db, case, need.desk) if each.id not in asked]


def together(db: Session, handoff: Handoff) -> list[Handoff]:
    """The attempts of one need that are drawn up as one: what she says is said for each. This one
    comes first; one that was sent stands by itself."""
    if handoff.stage not in NOT_SENT:
        return [handoff]
    need = db.get_one(HandoffNeed, handoff.need_id)
    others = [each for each in handoffs_of(db, need) if each.stage is handoff.stage]
    return [handoff, *(each for each in others if each.id != handoff.id)]


def is_young(db: Session, case: CaseRecord) -> bool:
    """Whether somebody said at a visit that they are 16 or 17 (V-28)."""
    young = sa.exists().where(
        Visit.client_id == case.client_id, Visit.age_band == AgeBand.SIXTEEN_OR_SEVENTEEN
    )
    return db.scalar(sa.select(young)) is True


def steps_of(db: Session, handoff: Handoff) -> list[HandoffStep]:
    """Every step that it took, in order."""
    of_it = sa.select(HandoffStep).where(HandoffStep.handoff_id == handoff.id)
    return list(db.scalars(of_it.order_by(HandoffStep.number)))
