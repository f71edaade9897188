"""Somebody who does harm is written down, apart from whom they harm (C-19, S-35)."""

from datetime import datetime

from sqlalchemy.orm import Session

from bookings.people.actions.writing import write_down
from bookings.people.models import CaseRecord
from bookings.people.models.harm import HarmLink, HarmPerson
from portal.access import Actor


def add_harmer(
    db: Session, case: CaseRecord, relation: str, *, by: Actor, at: datetime
) -> HarmPerson:
    """One more who does harm in this case, by what they are to whoever they harm. There may be
    several, and anybody of whom somebody is afraid counts. The record names the person alone."""
    person = HarmPerson(organization_id=case.organization_id)
    write_down(db, person, "harm written", person.id, by=by, at=at)
    link = HarmLink(case_id=case.id, harm_id=person.id, relation=relation)
    write_down(db, link, "harm linked", person.id, by=by, at=at)
    return person
