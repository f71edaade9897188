"""Each child of a case in a line: what the child is called, how old or when due, and whether
anybody has written of needs and wishes or acts for the child."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.people.models import CaseRecord, Child, ChildFact, ChildNote, ChildStep
from bookings.people.queries.records import children_of, standing_of
from bookings.people.rules.children import ChildFactKind
from bookings.people.rules.facts import day_in


class ChildLine(NamedTuple):
    """One child; `age` is as it was told when a visit was made, `day` of birth or due."""

    id: UUID
    born: bool
    name: str
    age: str
    day: date | None
    notes: int
    steps: int


def lines_of(db: Session, case: CaseRecord) -> list[ChildLine]:
    return [child_line(db, child) for child in children_of(db, case)]


def child_line(db: Session, child: Child) -> ChildLine:
    """The child alone: nothing of an adult is in it."""
    facts = {each.kind: each.value or "" for each in standing_of(db, ChildFact, child)}
    of_day = ChildFactKind.BORN_ON if child.born else ChildFactKind.DUE_ON
    return ChildLine(
        child.id,
        child.born,
        facts.get(ChildFactKind.NAME, ""),
        child.age or "",
        day_in(facts.get(of_day, "")),
        len(standing_of(db, ChildNote, child)),
        len(standing_of(db, ChildStep, child)),
    )
