"""For each place that is asked for a need a draft is drawn up, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.actions.fields import (
    NotDrawnUp,
    NotOfThisDesk,
    answer_field,
    give_ground,
    put_field,
    row_of,
    set_field,
)
from bookings.handoffs.actions.needs import OneChildEach, Wanted, set_household, write_need
from bookings.handoffs.actions.taking import begin_clock
from bookings.handoffs.models import Handoff, HandoffNeed
from bookings.handoffs.queries.packets import fields_of
from bookings.handoffs.rules.desks import OF_OUR_OWN, DeskKind
from bookings.handoffs.rules.fields import PacketField
from bookings.handoffs.rules.parallel import Way
from bookings.handoffs.rules.stages import Stage
from bookings.people.actions.writing import account_of
from bookings.people.models import ShutOut
from bookings.people.rules.facts import is_area
from portal.access import Actor
from portal.record.actions import note
from services_directory.listings.models import Service, ServiceKind

__all__ = [
    "Avoided",
    "LeadsThere",
    "NotDrawnUp",
    "NotOfThisDesk",
    "OneChildEach",
    "Place",
    "Wanted",
    "also_to",
    "answer_field",
    "draft",
    "draw_up_answer",
    "give_ground",
    "set_field",
    "set_household",
    "write_need",
]


class Avoided(Exception):
    """She is to be kept from this organisation: nothing goes there (S-28)."""


class LeadsThere(ValueError):
    """A place has a name or an area, and no number that would lead to its door (S-29)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to: a service of the directory, or a place by its name or area, and how it is asked."""

    service_id: UUID | None = None
    name: str = field(default="", repr=False)
    way: Way = Way.SENT


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
        put_field(db, handoff, each, value)
    return handoff


def also_to(db: Session, handoff: Handoff, place: Place, *, by: Actor, at: datetime) -> Handoff:
    """A draft of the same need to one more place, with what was written and what she said to each
    field. Her agreement names a recipient, and is asked for anew (V-29)."""
    if handoff.stage is not Stage.DRAFT:
        raise NotDrawnUp
    need = db.get_one(HandoffNeed, handoff.need_id)
    rows = fields_of(db, handoff)
    other = draft(db, need, place, {each.field: each.value or "" for each in rows}, by=by, at=at)
    for each in rows:
        copied = row_of(db, other, each.field)
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
        if row_of(db, handoff, each) is None:
            put_field(db, handoff, each, value)
    db.flush()


def _name_of(db: Session, need: HandoffNeed, place: Place) -> str:
    if place.service_id is None:
        if not place.name.strip() or not is_area(place.name):
            raise LeadsThere
        if place.way is Way.SENT:
            raise LookupError("what is sent goes to a service of the directory")
        return place.name.strip()
    service = db.get(Service, place.service_id)
    if service is None:
        raise LookupError("no such service")
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
