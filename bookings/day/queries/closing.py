"""What a session needs before it can close: who is on its list, and of whom nothing is said yet."""

from collections.abc import Collection, Iterable
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import CrecheStay, Outcome
from bookings.day.queries.avoided import kept_from
from bookings.day.queries.door import Guest, guests
from bookings.day.queries.visible import visible_to
from bookings.day.rules.closing import endings_for
from bookings.visits.models import Visit, VisitStatus
from portal.access import Actor, Role
from portal.db.flat import flat_rows
from portal.staff.models import Account, Standing
from services_directory.sessions.models import Slot

_OF_SESSION = sa.and_(Visit.session_id == sa.bindparam("session"), Visit.status != VisitStatus.HELD)
_OUTCOMES = sa.select(Outcome).join(Visit, Visit.id == Outcome.visit_id).where(_OF_SESSION)
_WITHOUT = sa.select(Visit.id).where(_OF_SESSION, ~sa.exists().where(Outcome.visit_id == Visit.id))
_IN_CRECHE = sa.select(CrecheStay.visit_id).where(
    CrecheStay.session_id == sa.bindparam("session"), CrecheStay.out_at.is_(None)
)
_SITS_HERE = sa.exists().where(
    Slot.session_id == sa.bindparam("session"), Slot.worker_id == Account.worker_id
)
_HOLDERS = sa.select(Account).where(
    Account.standing == Standing.ACTIVE,
    sa.or_(
        Account.role_name == Role.COORDINATOR.name.lower(),
        sa.and_(Account.role_name == Role.DESK_WORKER.name.lower(), _SITS_HERE),
    ),
)


class Holder(NamedTuple):
    """Somebody of the staff who can hold what comes next."""

    account_id: UUID
    name: str


class ToClose(NamedTuple):
    """One line of the list: the guest, how it can have ended, and what is written down already.
    Nothing of it is held by an account of `kept_from` (S-28)."""

    guest: Guest
    endings: tuple[str, ...]
    outcome: Outcome | None
    kept_from: frozenset[UUID]

    @property
    def came(self) -> bool:
        return self.guest.arrived_at is not None


def to_close(db: Session, actor: Actor, session_id: UUID) -> list[ToClose]:
    """Everybody on the list whom this actor may see, with what is still open first."""
    outcomes = {each.visit_id: each for each in db.scalars(_OUTCOMES, {"session": session_id})}
    kept = kept_from(db, session_id)
    found = [
        _line(each, outcomes.get(each.visit_id), kept.get(each.visit_id, ()))
        for each in guests(db, actor, session_id)
    ]
    return sorted(found, key=lambda each: (each.outcome is not None, not each.came))


def without_outcome(db: Session, session_id: UUID) -> set[UUID]:
    """Every visit of the session that has no outcome, whoever may see it (C-27)."""
    return set(flat_rows(db, _WITHOUT, {"session": session_id}).scalars())


def with_child_in_creche(db: Session, session_id: UUID) -> set[UUID]:
    """Every visit with which a child came who has not been fetched yet, whoever may see it."""
    return set(flat_rows(db, _IN_CRECHE, {"session": session_id}).scalars())


def has_unseen(db: Session, actor: Actor, visit_ids: Collection[UUID]) -> bool:
    """Whether one of these visits is not this actor's to see (C-09, S-28); how many is not told."""
    theirs = visible_to(actor).with_only_columns(Visit.id).where(Visit.id.in_(visit_ids))
    return not set(visit_ids).issubset(db.scalars(theirs))


def holders(db: Session, session_id: UUID) -> list[Holder]:
    """Coordinators, and the desk workers of this session, whose account stands; by name."""
    accounts = db.scalars(_HOLDERS, {"session": session_id})
    found = [Holder(each.id, each.name or "") for each in accounts]
    return sorted(found, key=lambda each: each.name.casefold())


def _line(guest: Guest, outcome: Outcome | None, kept: Iterable[UUID]) -> ToClose:
    came = guest.arrived_at is not None
    endings = endings_for(came=came, cancelled=guest.cancelled)
    return ToClose(guest, endings, outcome, frozenset(kept))
