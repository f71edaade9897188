"""What was done is written down; "not told us yet" ends with the first thing that is told."""

from datetime import datetime

from sqlalchemy.orm import Session

from bookings.people.actions.writing import end_row, write_down
from bookings.people.models import AbuseEntry, CaseRecord
from bookings.people.queries.records import standing_of
from bookings.people.rules.abuse import AbuseKind
from portal.access import Actor


def write_abuse(
    db: Session, case: CaseRecord, entry: AbuseEntry, *, by: Actor, at: datetime
) -> None:
    """A kind with its pattern, or that it was not told us yet (C-18)."""
    write_down(db, entry, "abuse written", case.id, by=by, at=at)
    for each in standing_of(db, AbuseEntry, case):
        if each is not entry and each.kind is AbuseKind.NOT_TOLD_YET:
            end_row(db, each, "abuse ended", case.id, by=by, at=at)
