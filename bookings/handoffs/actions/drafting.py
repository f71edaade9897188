"""A need is written down, and for each place that is asked a draft is drawn up, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.actions.taking import begin_clock
from bookings.handoffs.models import Handoff, HandoffField, HandoffNeed
from bookings.handoffs.queries.packets import fields_of
from bookings.handoffs.rules.desks import OF_OUR_OWN, DeskKind
from bookings.handoffs.rules.fields import ALLOWED, PacketField
from bookings.handoffs.rules.limits import Stake
from bookings.handoffs.rules.packet import LawfulReason
from bookings.handoffs.rules.parallel import Way
from bookings.handoffs.rules.stages import Stage
from bookings.people.actions.writing import account_of, write_down
from bookings.people.models import CaseRecord, ShutOut
from bookings.people.rules.facts import is_area
from portal.access import Actor
from portal.record.actions import note
from services_directory.listings.models import Service, ServiceKind


class NotDrawnUp(Exception):
    """It is no draft any more: what was shown or sent is not changed (S-31)."""


class NotOfThisDesk(ValueError):
    """A field that no packet for such a desk has, or a service of another kind."""


class Avoided(Exception):
    """She is to be kept from this organisation: nothing goes there (S-28)."""


class LeadsThere(ValueError):
    """A place has a name or an area, and no number that would lead to its door (S-29)."""


class OneChildEach(ValueError):
    """What goes to children's social care is about one child, and nothing else is (S-38)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody needs from a kind of desk, and what is at stake."""

    desk: DeskKind
    wants: str = field(repr=False)
    stake: Stake
    child_id: UUID | None = None
    household: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where to: a service of the directory, or a place by its name or area, and how it is asked."""

    service_id: UUID | None = None
    name: str = field(default="", repr=False)
    way: Way = Way.SENT


def write_need(
    db: Session, case: CaseRecord, wanted: Wanted, *, by: Actor, at: datetime
) -> HandoffNeed:
    """Write down a need of a case that the caller may see. Raises OneChildEach."""
    is_childs = wanted.desk is DeskKind.CHILDRENS_SOCIAL_CARE
    if is_childs is (wanted.child_id is None):
        raise OneChildEach
    need = HandoffNeed(
        case_id=case.id,
        child_id=wanted.child_id,
        desk=wanted.desk,
        life_at_risk=wanted.stake.life_at_risk,
        nowhere_tonight=wanted.stake.nowhere_tonight,
        is_about_a_child=wanted.stake.is_about_a_child or is_childs,
        is_high_concern=wanted.stake.is_high_concern,
        is_met=False,
    )
    need.wants = wanted.wants
    need.household = wanted.household or None
    write_down(db, need, "need written", case.id, by=by, at=at)
    return need


def set_household(
    db: Session, need: HandoffNeed, household: str, *, by: Actor, at: datetime
) -> None:
    """What a refuge must be able to take, as its matching reads it."""
    note(db, "need changed", need.case_id, by=by, at=at)
    need.household = household or None
    db.flush()


def draft(
    db: Session,
    need: HandoffNeed,
    place: Place,
    values: Mapping[PacketField, str],
    *,
    by: Actor,
    at: datetime,
) -> Handoff:
    """Draw up a handoff of this need to one place, with the values that are known; nothing in it
    is agreed yet. Raises NotOfThisDesk, Avoided, LeadsThere; LookupError for a service that is
    not there, or somebody without an account."""
    if by.organization_id is None:
        raise LookupError("an organisation passes on")
    name = _name_of(db, need, place)
    note(db, "handoff drawn up", need.case_id, by=by, at=at)
    account = account_of(by)
    handoff = Handoff(
        need_id=need.id,
        organization_id=by.organization_id,
        service_id=place.service_id,
        way=place.way,
        desk=need.desk,
        made_at=at,
        sender=account,
        holder=account,
        is_outside=place.way is not Way.SENT,
        stage=Stage.DRAFT,
        is_shut=False,
    )
    handoff.place = name
    handoff.rung, handoff.changes, handoff.due_at = -1, 0, None
    begin_clock(db, handoff, at)
    db.add(handoff)
    db.flush()
    for each, value in values.items():
        _put(db, handoff, each, value)
    return handoff


def set_field(
    db: Session, handoff: Handoff, which: PacketField, value: str, *, by: Actor, at: datetime
) -> None:
    """Write what a field would say. What she said yes to was another text: she is asked again.
    Raises NotDrawnUp, NotOfThisDesk."""
    _open(db, handoff, by, at)
    row = _put(db, handoff, which, value)
    row.answer = None
    db.flush()


def answer_field(
    db: Session,
    handoff: Handoff,
    which: PacketField,
    answer: bool | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write down what she said to one field; None takes it back to not asked. Raises NotDrawnUp,
    NotOfThisDesk."""
    _open(db, handoff, by, at)
    row = _row(db, handoff, which) or _put(db, handoff, which, "")
    row.answer = answer
    db.flush()


def give_ground(
    db: Session,
    handoff: Handoff,
    which: PacketField,
    reason: LawfulReason | None,
    necessity: str = "",
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Why a field must go without her agreement; None takes it back (S-32). Raises NotDrawnUp,
    NotOfThisDesk."""
    _open(db, handoff, by, at)
    row = _row(db, handoff, which) or _put(db, handoff, which, "")
    row.lawful = reason
    row.necessity = (necessity or None) if reason else None
    db.flush()


def also_to(db: Session, handoff: Handoff, place: Place, *, by: Actor, at: datetime) -> Handoff:
    """A draft of the same need to one more place, with what was written and what she said to each
    field. Her agreement names a recipient, and is asked for anew (V-29)."""
    if handoff.stage is not Stage.DRAFT:
        raise NotDrawnUp
    need = db.get_one(HandoffNeed, handoff.need_id)
    rows = fields_of(db, handoff)
    other = draft(db, need, place, {each.field: each.value or "" for each in rows}, by=by, at=at)
    for each in rows:
        copied = _row(db, other, each.field)
        if copied is not None:
            copied.answer, copied.lawful = each.answer, each.lawful
            copied.necessity = each.necessity
    db.flush()
    return other


def draw_up_answer(
    db: Session,
    handoff: Handoff,
    values: Mapping[PacketField, str],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """They asked for more: begin a new packet, with nothing agreed yet. Raises NotDrawnUp."""
    if handoff.stage is not Stage.ASKED:
        raise NotDrawnUp
    note(db, "handoff drawn up", handoff.id, by=by, at=at)
    for each, value in values.items():
        if _row(db, handoff, each) is None:
            _put(db, handoff, each, value)
    db.flush()


def _open(db: Session, handoff: Handoff, by: Actor, at: datetime) -> None:
    """Fields are written while it is a draft, and for an answer while it was asked for."""
    note(db, "handoff changed", handoff.id, by=by, at=at)
    db.refresh(handoff, with_for_update=True)
    if handoff.stage not in (Stage.DRAFT, Stage.ASKED):
        raise NotDrawnUp


def _put(db: Session, handoff: Handoff, which: PacketField, value: str) -> HandoffField:
    if which not in ALLOWED[handoff.desk]:
        raise NotOfThisDesk(which.value)
    row = _row(db, handoff, which)
    if row is None:
        row = HandoffField(handoff_id=handoff.id, field=which, answer=None, lawful=None)
        db.add(row)
    row.value = value or None
    db.flush()
    return row


def _row(db: Session, handoff: Handoff, which: PacketField) -> HandoffField | None:
    return db.scalar(
        sa.select(HandoffField).where(
            HandoffField.handoff_id == handoff.id, HandoffField.field == which
        )
    )


def _name_of(db: Session, need: HandoffNeed, place: Place) -> str:
    if place.service_id is None:
        if not place.name.strip() or not is_area(place.name):
            raise LeadsThere
        if place.way is Way.SENT:
            raise LookupError("what is sent goes to a service of the directory")
        return place.name.strip()
    service = db.get_one(Service, place.service_id)
    _refuse_another_desk(need.desk, service)
    _refuse_avoided(db, need, service)
    return f"{service.organization.name}, {service.name}"


def _refuse_another_desk(desk: DeskKind, service: Service) -> None:
    kind = ServiceKind.LEGAL if desk in OF_OUR_OWN else ServiceKind(desk.value)
    if service.kind is not kind:
        raise NotOfThisDesk(service.kind.value)


def _refuse_avoided(db: Session, need: HandoffNeed, service: Service) -> None:
    avoided = sa.exists().where(
        ShutOut.case_id == need.case_id,
        ShutOut.organization_id == service.organization_id,
        ShutOut.ended_at.is_(None),
    )
    if db.scalar(sa.select(avoided)) is True:
        raise Avoided
