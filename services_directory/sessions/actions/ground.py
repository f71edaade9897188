"""The ground that the planner works on: what was planned before, and what is taken of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy.orm import Session

from services_directory.sessions.actions.wanted import PatternDate
from services_directory.sessions.models import Desk, Purpose, ServiceSession, SessionStatus
from services_directory.sessions.queries import planned
from services_directory.sessions.rules.cells import run_of
from services_directory.sessions.rules.planning import Diary, Standing, Time

DeskKey: TypeAlias = tuple[UUID, UUID, Purpose]
SeatKey: TypeAlias = tuple[UUID, UUID]


@dataclass(slots=True)
class Ground:
    """Sessions by pattern date, desks by service, a session's times by desk and worker, takings."""

    at: datetime
    sessions: dict[PatternDate, ServiceSession] = field(default_factory=dict)
    desks: dict[DeskKey, Desk] = field(default_factory=dict)
    slots: dict[UUID, dict[SeatKey, list[Standing]]] = field(default_factory=dict)
    takings: dict[UUID, set[UUID]] = field(default_factory=dict)
    diary: Diary = field(default_factory=Diary)

    def has_begun(self, session: ServiceSession) -> bool:
        """Such a session is no longer the planner's; one that was cancelled may be held yet."""
        return session.starts_at <= self.at and session.status is not SessionStatus.CANCELLED

    def coming(self) -> Iterator[ServiceSession]:
        return (each for each in self.sessions.values() if not self.has_begun(each))


def survey(db: Session, at: datetime, first: date) -> Ground:
    """Load what is not over at `at`, and every session of a pattern date from `first` on."""
    ground = Ground(at)
    for session in planned.sessions_that_stand(db, at, first):
        ground.sessions[session.schedule_id, session.pattern_date] = session
    return ground


def count_what_is_taken(db: Session, ground: Ground) -> None:
    """Load desks, times and claims. The sessions are locked by now: what is free stays free."""
    ids = [session.id for session in ground.sessions.values()]
    for desk in planned.desks_of(db, ids):
        ground.desks[desk.session_id, desk.service_at_location_id, desk.purpose] = desk
    for claim in planned.live_claims_of(db, ids, ground.at):
        ground.diary.bind(claim.thing, claim.appointment_id, claim.session_id)
        ground.takings.setdefault(claim.session_id, set()).add(claim.appointment_id)
    slots = planned.slots_of(db, ids)
    _bind_what_has_begun(ground, slots)
    for slot in slots:
        seats = ground.slots.setdefault(slot.session_id, {})
        seats.setdefault((slot.desk_id, slot.worker_id), []).append(_stands(slot, ground))


def _bind_what_has_begun(ground: Ground, slots: list[planned.StandingSlot]) -> None:
    """Whoever sits in a session that has begun is bound there, whether anybody comes or not."""
    begun = {session.id for session in ground.sessions.values() if ground.has_begun(session)}
    for slot in slots:
        if slot.session_id in begun and not slot.withdrawn:
            for cell in run_of(slot.worker_id, slot.cell, slot.cells):
                ground.diary.bind(cell, slot.id, slot.session_id)


def _stands(slot: planned.StandingSlot, ground: Ground) -> Standing:
    time = Time(slot.cell, slot.cells, slot.room_id, slot.for_walk_ins)
    taken = ground.diary.is_taken(slot.worker_id, time, withdrawn=slot.withdrawn)
    return Standing(slot.id, time, taken, slot.withdrawn)
