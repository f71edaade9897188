"""Drafts, visits and their stops, each reached only through who asks."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.visits.models import (
    OVER_AFTER,
    Appointment,
    AppointmentStatus,
    Draft,
    Visit,
    VisitIsOver,
    VisitStatus,
)
from bookings.visits.rules import journey as journeys
from bookings.visits.rules.journey import Journey
from portal import keyring
from portal.access import STRANGER, Actor, Role
from portal.db.flat import flat_rows
from services_directory.sessions.models import ServiceSession, Slot

# V-21: after this long without a request a journey is over, and its cookie is no cookie.
IDLE = timedelta(minutes=10)
LONGEST = timedelta(hours=2)

_BY_TOKEN = sa.select(
    Draft.id, Draft.visit_id, Draft.is_holder, Draft.waiting_id, Draft.language
).where(
    sa.or_(
        Draft.token == sa.bindparam("token"),
        sa.and_(
            Draft.former_token == sa.bindparam("token"),
            Draft.former_until > sa.bindparam("now"),
        ),
    ),
    Draft.seen_at > sa.bindparam("since"),
    Draft.began_at > sa.bindparam("begun_since"),
)


@dataclass(slots=True)
class Opened:
    """A journey and the draft that keeps it; a stranger's journey is not kept yet."""

    draft: Draft | None
    journey: Journey

    @property
    def kept(self) -> Draft:
        """The draft of a journey that was begun. Raises LookupError for a stranger's."""
        if self.draft is None:
            raise LookupError("this journey is kept nowhere")
        return self.draft


def recognise(db: Session, token: str, now: datetime) -> Actor:
    """Whose cookie this is: a visitor's or a holder's while the draft lives, else a stranger's."""
    lives = {"now": now, "since": now - IDLE, "begun_since": now - LONGEST}
    row = flat_rows(db, _BY_TOKEN, {"token": fingerprint(token), **lives}).one_or_none()
    if row is None:
        return STRANGER
    return _actor(row)


def actor_of(draft: Draft) -> Actor:
    """Who a journey makes of somebody, as it stands now."""
    return _actor(draft)


def _actor(of: Any) -> Actor:
    """From a draft, or from its columns alone."""
    if of.is_holder and of.visit_id is not None:
        return Actor(Role.HOLDER, of.id, of.visit_id, language=of.language)
    role = Role.VISITOR if of.waiting_id is None else Role.WAITING
    return Actor(role, of.id, of.visit_id, of.waiting_id, language=of.language)


def fingerprint(token: str) -> bytes:
    return keyring.fingerprint(token, "drafts.token")


def next_token(token: str) -> str:
    """The cookie that follows this one: always the same, and nobody without the keys knows it."""
    next_one = keyring.fingerprint(token, "drafts.next_token")
    return urlsafe_b64encode(next_one).rstrip(b"=").decode()


def drafts_visible_to(actor: Actor) -> sa.Select[Draft]:
    """The journey in hand, and no other."""
    return sa.select(Draft).where(Draft.id == actor.draft_id)


def visible_to(actor: Actor) -> sa.Select[Visit]:
    """To an operator every visit; to a visitor the one that the journey holds, and no other."""
    visits = sa.select(Visit)
    if actor.role is Role.OPERATOR:
        return visits
    return visits.where(Visit.id == actor.visit_id)


def own_journey(db: Session, actor: Actor, _path: Mapping[str, Any]) -> Opened:
    """The journey in hand; a fresh one, kept nowhere, for a stranger."""
    return _opened(db.scalar(drafts_visible_to(actor)) if actor.draft_id else None)


def journey_to_change(db: Session, actor: Actor, _path: Mapping[str, Any]) -> Opened:
    """As `own_journey`. Two taps of one journey take turns: the second sees what the first did."""
    chosen = drafts_visible_to(actor).with_for_update()
    return _opened(db.scalar(chosen) if actor.draft_id else None)


def _opened(draft: Draft | None) -> Opened:
    if draft is None:
        return Opened(None, Journey())
    return Opened(draft, journeys.read(draft.content or "{}"))


def own_visit(db: Session, actor: Actor) -> Visit | None:
    return db.scalar(visible_to(actor)) if actor.visit_id else None


def visit_of(db: Session, actor: Actor) -> Visit:
    """The visit that this journey holds. Raises VisitIsOver where it is gone or cancelled, on
    another phone for example."""
    visit = own_visit(db, actor)
    if visit is None or visit.status is VisitStatus.CANCELLED:
        raise VisitIsOver
    return visit


def session_of(db: Session, visit: Visit) -> ServiceSession:
    return db.get_one(ServiceSession, visit.session_id)


def stops(db: Session, visit: Visit) -> list[tuple[Appointment, Slot]]:
    """The visit's stops that still stand, with their slots, in the order of time."""
    rows = db.execute(
        sa.select(Appointment, Slot)
        .join(Slot, Slot.id == Appointment.slot_id)
        .where(
            Appointment.visit_id == visit.id,
            Appointment.status != AppointmentStatus.CANCELLED,
        )
        .order_by(Slot.cell)
    )
    return [(appointment, slot) for appointment, slot in rows]


def booked_under(db: Session, phrase: bytes, at: datetime) -> UUID | None:
    """The visit that a phrase opens now (V-13). Wrong, unknown, cancelled and over are one select
    with one answer: none."""
    return db.scalar(
        sa.select(Visit.id).where(
            Visit.phrase == phrase, Visit.status == VisitStatus.BOOKED, Visit.over_at > at
        )
    )


def second_used_since(db: Session, since: datetime) -> bool:
    """Whether words were typed since then that open nothing and tell the coordinator (V-14)."""
    # Words are known until a while after their session: years of visits need not be looked through.
    late = sa.select(ServiceSession.id).where(ServiceSession.ends_at > since - OVER_AFTER)
    used = sa.exists().where(Visit.session_id.in_(late), Visit.second_used_at > since)
    return db.scalar(sa.select(used)) is True
