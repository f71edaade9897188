"""The door: who is expected and who is here, by chosen name and time alone; whom to keep out, and
whether somebody dangerous is here. No select in this file knows a service (S-58)."""

from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import Alert, Arrival, Closing
from bookings.day.queries.visible import may_see, own
from bookings.day.rules.stops import name_shown
from bookings.people.models import Client
from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from portal import keyring
from portal.access import Actor, Role
from portal.db.flat import flat_rows
from services_directory.sessions.models import Slot
from services_directory.sessions.rules.cells import start_of

# After every stop of any session: where somebody without one stands in the list.
FAR_OFF = datetime(9999, 1, 1, tzinfo=UTC)


class Guest(NamedTuple):
    """One visit as the door sees it: `first` is when her first stop begins, `called` her chosen
    name as it was typed, to be compared and not shown."""

    visit_id: UUID
    called: str
    number: int | None
    first: datetime | None
    gone_by: datetime | None
    arrived_at: datetime | None
    welcomed_at: datetime | None
    left_at: datetime | None
    walked_in: bool
    cancelled: bool
    is_sought: bool

    @property
    def name(self) -> str:
        """What is shown of it."""
        return name_shown(self.called)

    @property
    def is_here(self) -> bool:
        return self.arrived_at is not None and self.left_at is None


class OpenAlert(NamedTuple):
    """Somebody dangerous is here, since when, and the words to recognise them by."""

    id: UUID
    raised_at: datetime
    words: str


class KeepOut(NamedTuple):
    """Words to recognise whoever must not enter, and whom they were left by."""

    arrival_id: UUID
    words: str


_FIRST = (
    sa.select(sa.func.min(Slot.cell))
    .select_from(Appointment)
    .join(Slot, Slot.id == Appointment.slot_id)
    .where(
        Appointment.visit_id == Visit.id,
        Appointment.status.not_in((AppointmentStatus.HELD, AppointmentStatus.CANCELLED)),
    )
    .scalar_subquery()
)
_KEEP_OUT: Any = Arrival.keep_out_sealed  # type: ignore[attr-defined]
_GUESTS: sa.Select[*tuple[Any, ...]] = (
    sa.select(
        Visit.id,
        Client.id.label("client_id"),
        Client.chosen_name_sealed.label("name"),  # type: ignore[attr-defined]
        Visit.status,
        Visit.gone_by,
        _FIRST.label("first"),
        Arrival.number,
        Arrival.arrived_at,
        Arrival.welcomed_at,
        Arrival.left_at,
        Arrival.walked_in,
        _KEEP_OUT.is_not(None).label("is_sought"),
    )
    .join(Client, Client.id == Visit.client_id)
    .outerjoin(Arrival, Arrival.visit_id == Visit.id)
    .where(Visit.session_id == sa.bindparam("session"))
)
_WORDS: sa.Select[*tuple[Any, ...]] = (
    sa.select(Arrival.id, _KEEP_OUT)
    .join(Visit, Visit.id == Arrival.visit_id)
    .where(Arrival.session_id == sa.bindparam("session"), _KEEP_OUT.is_not(None))
    .order_by(Arrival.number)
)
_ALERT = (
    sa.select(
        Alert.id,
        Alert.raised_at,
        Alert.words_sealed,  # type: ignore[attr-defined]
    )
    .where(Alert.session_id == sa.bindparam("session"), Alert.ended_at.is_(None))
    .order_by(Alert.raised_at)
    .limit(1)
)
_IS_CLOSED = sa.select(sa.exists().where(Closing.session_id == sa.bindparam("session")))


def guests(db: Session, actor: Actor, session_id: UUID) -> list[Guest]:
    """Everybody of a session whom this actor may see, who comes first first."""
    rows = flat_rows(db, _statement(actor.role), {"session": session_id, **own(actor)})
    found = [_guest(row) for row in rows]
    return sorted(found, key=lambda each: (each.first or FAR_OFF, each.called))


def open_alert(db: Session, session_id: UUID) -> OpenAlert | None:
    """The alert that stands at a session, or none (C-10)."""
    row = flat_rows(db, _ALERT, {"session": session_id}).one_or_none()
    if row is None:
        return None
    alert_id, raised_at, sealed = row
    words = keyring.current().open(sealed, "alerts.words", alert_id) if sealed else ""
    return OpenAlert(alert_id, raised_at, words)


def is_frozen(db: Session, session_id: UUID) -> bool:
    """Whether nothing may go out to anybody of this session: an alert stands (C-10)."""
    return flat_rows(db, _ALERT, {"session": session_id}).first() is not None


def keep_out(db: Session, actor: Actor, session_id: UUID) -> list[KeepOut]:
    """Whom to keep out of a session, for its door and its board; nothing once it is closed. The
    words of whoever avoids this actor would tell that she comes (C-09)."""
    rows = flat_rows(db, _words(actor.role), {"session": session_id, **own(actor)})
    opened = keyring.current().open
    return [KeepOut(row_id, opened(sealed, "arrivals.keep_out", row_id)) for row_id, sealed in rows]


def is_closed(db: Session, session_id: UUID) -> bool:
    """Whether a session has been closed: from then on it is only read."""
    return bool(flat_rows(db, _IS_CLOSED, {"session": session_id}).scalar_one())


def guest_of(db: Session, actor: Actor, visit: Visit) -> Guest:
    """One visit as the door sees it. Raises LookupError where it is not this actor's to see."""
    for each in guests(db, actor, visit.session_id):
        if each.visit_id == visit.id:
            return each
    raise LookupError("no such guest")


@cache
def _statement(role: Role) -> sa.Select[*tuple[Any, ...]]:
    return _GUESTS.where(may_see(Actor(role)))


@cache
def _words(role: Role) -> sa.Select[*tuple[Any, ...]]:
    return _WORDS.where(may_see(Actor(role)))


def _guest(row: Any) -> Guest:
    return Guest(
        visit_id=row.id,
        called=_opened(row.client_id, row.name),
        number=row.number,
        first=None if row.first is None else start_of(row.first),
        gone_by=row.gone_by,
        arrived_at=row.arrived_at,
        welcomed_at=row.welcomed_at,
        left_at=row.left_at,
        walked_in=bool(row.walked_in),
        cancelled=row.status is VisitStatus.CANCELLED and row.arrived_at is None,
        is_sought=bool(row.is_sought),
    )


def _opened(client_id: UUID, sealed: bytes | None) -> str:
    return keyring.current().open(sealed, "clients.chosen_name", client_id) if sealed else ""
