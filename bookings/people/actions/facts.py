"""A fact is written down; what it takes the place of ends, and an old address is never safe."""

from datetime import datetime

from sqlalchemy.orm import Session

from bookings.people.actions.writing import end_row, write_down
from bookings.people.models import CaseFact, CaseRecord
from bookings.people.queries.records import standing_of
from bookings.people.rules.facts import ONE_AT_A_TIME, FactKind
from portal.access import Actor
from portal.record.actions import note


def write_fact(db: Session, case: CaseRecord, fact: CaseFact, *, by: Actor, at: datetime) -> None:
    """Of some kinds several stand side by side; of the others the one before ends. A new address
    never takes the place of an old one, which is marked unsafe instead and stays to be seen (S-30).
    """
    write_down(db, fact, "fact written", case.id, by=by, at=at)
    # Read only now: whoever writes at once has waited in the record's line.
    same = [each for each in standing_of(db, CaseFact, case) if each.kind is fact.kind]
    for each in (row for row in same if row is not fact):
        if fact.kind is FactKind.ADDRESS:
            mark_unsafe(db, case, each, by=by, at=at)
        elif fact.kind in ONE_AT_A_TIME:
            end_row(db, each, "fact ended", case.id, by=by, at=at)


def mark_unsafe(db: Session, case: CaseRecord, fact: CaseFact, *, by: Actor, at: datetime) -> None:
    """Nothing is ever sent there again. There is no way back: said to be safe later, it is written
    down anew (S-30)."""
    if fact.unsafe_from is None:
        note(db, "address marked unsafe", case.id, by=by, at=at)
        fact.unsafe_from, fact.is_safe_for_post = at, False
        db.flush()
