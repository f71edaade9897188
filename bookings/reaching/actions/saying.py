"""A group of answers is written down as it is said, unless a colleague has changed it meanwhile."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bookings.contact.actions.saying import say_in_person
from bookings.contact.queries import standing, value_of
from bookings.contact.rules.answers import Value
from bookings.contact.rules.choices import SaidBy
from bookings.contact.rules.fields import Field
from bookings.contact.rules.questions import Group
from bookings.reaching.queries.said import version_of
from bookings.visits.models import Visit
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import mark_changed


class ChangedMeanwhile(Exception):
    """A colleague has changed this group since the page was made: nothing is written over."""


def say_group(
    db: Session,
    visit: Visit,
    group: Group,
    said: Mapping[Field, Value | None],
    *,
    was: str,
    said_by: SaidBy,
    by: Actor,
    at: datetime,
) -> None:
    """What she says of one group, in person or on her own call (S-07). What is as it was keeps
    where it came from. Raises ChangedMeanwhile; and NotHerself, NotANumber as contact does."""
    # First of all: whoever writes of the same person at once waits in the record's line.
    note(db, "contact written", visit.id, by=by, at=at)
    rows = standing(db, visit.client_id)
    if version_of(rows, group) != was:
        raise ChangedMeanwhile
    stood = {row.field: value_of(row) for row in rows}
    changed = {field: value for field, value in said.items() if value != stood.get(field)}
    if changed:
        say_in_person(db, visit.client_id, changed, said_by=said_by, by=by, at=at)
        mark_changed(db, visit.session_id)
