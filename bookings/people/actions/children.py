"""A child of a case, born or not, is a person with a row; facts of a child end as those of an adult
do (C-20, S-38)."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from bookings.people.actions.writing import end_row, write_down
from bookings.people.models import CaseRecord, Child, ChildFact
from bookings.people.queries.records import standing_of
from bookings.people.rules.children import ChildFactKind, ChildSaidBy
from portal.access import Actor
from portal.record.actions import note

# Of these a child has one at a time.
_ONE = frozenset(set(ChildFactKind) - {ChildFactKind.LIVES_WITH, ChildFactKind.LAWFULLY_IN_CARE_OF})


def add_child(
    db: Session,
    case: CaseRecord,
    *,
    born: bool,
    name: str,
    day: date | None,
    said_by: ChildSaidBy | None,
    by: Actor,
    at: datetime,
) -> Child:
    """A child of this case, on a row that no other case has (S-55); a name and a day come with who
    said them."""
    child = Child(client_id=case.client_id, born=born)
    note(db, "child written", child.id, by=by, at=at)
    db.add(child)
    db.flush()
    of_day = ChildFactKind.BORN_ON if born else ChildFactKind.DUE_ON
    told = {ChildFactKind.NAME: name, of_day: day.isoformat() if day else ""}
    for kind, value in told.items():
        if value and said_by is not None:
            fact = ChildFact(child_id=child.id, kind=kind, value=value, said_by=said_by)
            write_child_fact(db, child, fact, by=by, at=at)
    return child


def write_child_fact(
    db: Session, child: Child, fact: ChildFact, *, by: Actor, at: datetime
) -> None:
    """The one before of the same kind ends. A child whose day of birth is written is born."""
    write_down(db, fact, "child fact written", child.id, by=by, at=at)
    if fact.kind is ChildFactKind.BORN_ON:
        child.born = True
    for each in (row for row in standing_of(db, ChildFact, child) if row is not fact):
        is_due = each.kind is ChildFactKind.DUE_ON and child.born
        if (each.kind is fact.kind and fact.kind in _ONE) or is_due:
            end_row(db, each, "child fact ended", child.id, by=by, at=at)
