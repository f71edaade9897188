"""Answers for totals are written where nobody can join them to a person (C-24)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models import CaseRecord
from bookings.people.models.equality import EqualityAnswer
from bookings.people.queries.equality import print_of
from bookings.people.rules.equality import is_answer, quarter_of
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
        db.add(
            EqualityAnswer(
                organization_id=organization_id,
                person=person,
                year=at.year,
                quarter=quarter_of(at.date()),
                question=question,
                answer=answer,
            )
        )
