"""Somebody who may see both sides says whether two rows are about one person (C-08)."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.cases.actions.linking import end_link, link_cases
from bookings.cases.queries.matches import Match
from bookings.people.actions.writing import account_of
from bookings.people.models import CaseRecord, Link, LookedAt
from bookings.people.queries.links import STANDS
from bookings.people.rules.facts import SaidBy
from bookings.people.rules.links import LinkKind, Standing
from portal.access import Actor
from portal.record.actions import note


def decide(db: Session, match: Match, *, is_one_person: bool, by: Actor, at: datetime) -> None:
    """One person who does harm and has a case: they are kept apart from whom they harm. Two
    people: what was suspected of them alone is so no more."""
    row = LookedAt(
        one_id=match.case_id,
        other_id=match.other_id,
        is_one_person=is_one_person,
        at=at,
        by=account_of(by),
    )
    note(db, "two looked at", row.id, by=by, at=at)
    db.add(row)
    db.flush()
    if match.harmed is None:
        return
    if is_one_person:
        safe, other = (db.get_one(CaseRecord, each) for each in (match.harmed, match.case_id))
        how = (LinkKind.HARMED_BY, Standing.SETTLED)
        link_cases(db, safe, other, *how, said_by=SaidBy.SEEN, by=by, at=at)
        return
    suspected = sa.select(Link).where(
        STANDS,
        Link.safe_id == match.harmed,
        Link.other_id == match.case_id,
        Link.standing == Standing.SUSPECTED,
    )
    for each in db.scalars(suspected).all():
        end_link(db, each, by=by, at=at)
