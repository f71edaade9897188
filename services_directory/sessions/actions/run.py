"""One run of the planner: what it works on, what it says, and the slots written at its end."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services_directory.sessions.actions.ground import Ground
from services_directory.sessions.actions.words import Planned
from services_directory.sessions.models import Slot
from services_directory.sessions.rules.planning import Changes


@dataclass(slots=True)
class SlotRows:
    """Rows to withdraw, to alter and to add."""

    withdraw: list[dict[str, Any]] = field(default_factory=list)
    alter: list[dict[str, Any]] = field(default_factory=list)
    add: list[dict[str, Any]] = field(default_factory=list)

    def gather(self, changes: Changes, whose: dict[str, UUID]) -> None:
        """Take in what the times of one worker at one desk need; `whose` are a new slot's ids."""
        self.withdraw += [{"id": slot_id, "withdrawn": True} for slot_id in changes.withdraw]
        for slot_id, time in changes.alter:
            self.alter.append({"id": slot_id, "withdrawn": False, **time._asdict()})
        for time in changes.add:
            self.add.append({"id": uuid4(), "withdrawn": False, **whose, **time._asdict()})

    def write(self, db: Session) -> None:
        """Withdraw first: a worker's new time may begin with one that goes, at another desk."""
        db.flush()
        for statement, rows in (
            (sa.update(Slot), self.withdraw),
            (sa.update(Slot), self.alter),
            (sa.insert(Slot), self.add),
        ):
            if rows:
                db.execute(statement, rows)


@dataclass(slots=True)
class Run:
    """What one run of the planner works on, gathers and reports."""

    db: Session
    ground: Ground
    rows: SlotRows = field(default_factory=SlotRows)
    report: Planned = field(default_factory=Planned)
