"""Answers for totals are written where nobody can join them to a person (C-24), and totals are
drawn up of them once (S-49)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models import CaseRecord
from bookings.people.models.equality import EqualityAnswer, EqualityTotal
from bookings.people.queries.equality import counts_of, print_of, quarters_to_draw_up
from bookings.people.rules.equality import Quarter, is_answer, quarter_of
from bookings.people.rules.totals import told
from portal.access import Actor
from portal.record.actions import note


class NoSuchAnswer(ValueError):
    """It is not on the list."""


def answer_for_totals(
    db: Session,
    case: CaseRecord,
    person_id: UUID,
    answers: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """The answers of one person of a case, the adult or a child; an answer that was given before is
    changed, and an empty one taken back. Raises NoSuchAnswer."""
    note(db, "equality answered", case.id, by=by, at=at)
    person = print_of(person_id)
    for question, answer in answers.items():
        if answer and not is_answer(question, answer):
            raise NoSuchAnswer(question)
        _put(db, case.organization_id, person, question, answer, at)
    db.flush()


def _put(
    db: Session, organization_id: UUID, person: bytes, question: str, answer: str, at: datetime
) -> None:
    row = db.scalar(
        sa.select(EqualityAnswer).where(
            EqualityAnswer.person == person, EqualityAnswer.question == question
        )
    )
    if row is not None and answer:
        row.answer = answer
    elif row is not None:
        db.delete(row)
    elif answer:
        now = quarter_of(at.date())
        db.add(
            EqualityAnswer(
                organization_id=organization_id,
                person=person,
                year=now.year,
                quarter=now.number,
                question=question,
                answer=answer,
            )
        )


class NotOver(Exception):
    """The quarter is not over, was drawn up before, or nobody answered in it."""


def draw_up(db: Session, quarter: Quarter, *, by: Actor, at: datetime) -> None:
    """What is told of the answers that the actor's organisation was given in a quarter, for good.
    Raises NotOver; LookupError for whoever belongs to no organisation."""
    organization_id = by.organization_id
    if organization_id is None:
        raise LookupError("totals are an organisation's")
    note(db, "totals drawn up", organization_id, by=by, at=at)
    if quarter not in quarters_to_draw_up(db, organization_id, at):
        raise NotOver
    for question, counts in counts_of(db, organization_id, quarter).items():
        for answer, number in told(counts).items():
            total = EqualityTotal(organization_id=organization_id, question=question, answer=answer)
            total.year, total.quarter, total.told = quarter.year, quarter.number, number
            db.add(total)
    db.flush()
