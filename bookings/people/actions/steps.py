"""A step that staff or an agency took on is done."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from portal.access import Actor
from portal.record.actions import note


class Step(Protocol):
    """A row of any of the lists of steps."""

    done_at: datetime | None


def finish(db: Session, step: Step, about: UUID, *, by: Actor, at: datetime) -> None:
    """It is done; said twice it was done at the first."""
    if step.done_at is None:
        note(db, "step done", about, by=by, at=at)
        step.done_at = at
        db.flush()
