"""A worker is late or has gone: a plan is drawn, shown, and applied whole or not at all (C-05)."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2s
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.day.actions.applying import apply
from bookings.day.actions.still_open import lock_open
from bookings.day.models import WorkerAway
from bookings.day.queries.replan import waiting_at
from bookings.day.queries.today import SessionOfTheDay
from bookings.day.rules.replan import propose
from bookings.day.rules.sittings import Away, Morning, Proposal, Trouble
from bookings.visits.actions.hold import let_go_of_run_out
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import (
    SlotJustTaken,
    mark_changed,
    release,
)
from services_directory.sessions.rules.cells import cell_at


class PlanHasChanged(Exception):
    """What was shown is not what would be done now: somebody arrived, moved or was called."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A proposal with the morning that it was made for. `mark` is another one as soon as anything
    of what it does is."""

    morning: Morning
    away: Away
    proposal: Proposal

    @property
    def mark(self) -> str:
        parts = [f"{self.away.worker} {self.away.ends}"]
        for move in self.proposal.moves:
            new = move.new and (move.new.worker, move.new.room, move.new.starts, move.new.ends)
            parts.append(f"{move.stop} {move.old.starts} {new}")
        return blake2s("\n".join(sorted(parts)).encode(), digest_size=12).hexdigest()


def draw(
    db: Session, session: SessionOfTheDay, trouble: Trouble, *, by: Actor, at: datetime
) -> Drawn:
    """What would be done. Nothing is changed by it, and nobody is told."""
    waiting = waiting_at(db, by, session.id, at)
    morning, worker = waiting.morning, trouble.worker
    begun, coming = waiting.going_on.get(worker), waiting.next_of(worker)
    away = trouble.window(cell_at(at), morning.closes, begun, coming)
    return Drawn(morning, away, propose(morning, away))


def confirm(
    db: Session, session: SessionOfTheDay, trouble: Trouble, shown: str, *, by: Actor, at: datetime
) -> Drawn:
    """Do all of what was shown, by its mark, in this one transaction.

    Raises PlanHasChanged where another plan would be made now; then nothing has changed.
    """
    lock_open(db, session.id)
    let_go_of_run_out(db, session.id, at=at)
    drawn = draw(db, session, trouble, by=by, at=at)
    if drawn.mark != shown:
        raise PlanHasChanged
    try:
        with db.begin_nested():
            apply(db, session.id, drawn.away, drawn.proposal, by=by, at=at)
    except SlotJustTaken:
        raise PlanHasChanged from None
    for visit_id in sorted(drawn.proposal.moved):
        note(db, "visit replanned", visit_id, by=by, at=at)
    mark_changed(db, session.id)
    return drawn


def is_back(db: Session, away: WorkerAway, *, by: Actor, at: datetime) -> None:
    """The worker sees people again: times that nobody has are offered once more."""
    session_id: UUID = away.session_id
    lock_open(db, session_id)
    release(db, [away.id])
    db.delete(away)
    mark_changed(db, session_id)
    note(db, "worker back", away.worker_id, by=by, at=at)
