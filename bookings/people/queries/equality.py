"""Whether somebody was asked for totals. What they answered is read in totals alone (C-24)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models.equality import EqualityAnswer, EqualityTotal
from bookings.people.rules.equality import QUESTIONS, RATHER_NOT, Quarter, quarter_of
from portal import keyring


def print_of(person_id: UUID) -> bytes:
    """By what answers of one person are found again; it leads nobody back."""
    return keyring.fingerprint(person_id.hex, "equality_answers.person")


def was_asked(db: Session, person_id: UUID) -> bool:
    """Whether there is any answer; which, nobody reads here."""
    answered = sa.exists().where(EqualityAnswer.person == print_of(person_id))
    return db.scalar(sa.select(answered)) is True


def quarters_to_draw_up(db: Session, organization_id: UUID, at: datetime) -> list[Quarter]:
    """Quarters that are over, in which somebody answered and of which nothing is told yet; the
    latest first."""
    answered = _quarters(db, EqualityAnswer, organization_id)
    drawn_up = set(_quarters(db, EqualityTotal, organization_id))
    return [each for each in answered if each < quarter_of(at.date()) and each not in drawn_up]


def totals_of(
    db: Session, organization_id: UUID
) -> dict[Quarter, dict[str, dict[str, int | None]]]:
    """What is told: by quarter, the latest first, question and answer; None is not told."""
    found: dict[Quarter, dict[str, dict[str, int | None]]] = {}
    ours = EqualityTotal.organization_id == organization_id
    for row in sorted(db.scalars(sa.select(EqualityTotal).where(ours)), key=_place):
        by_question = found.setdefault(Quarter(row.year, row.quarter), {})
        by_question.setdefault(row.question, {})[row.answer] = row.told
    return found


def counts_of(
    db: Session, organization_id: UUID, quarter: Quarter
) -> Mapping[str, Mapping[str, int]]:
    """By question and answer, how many gave it; an answer that nobody gave counts nought, so that
    none is told by its absence."""
    rows = db.execute(
        sa.select(EqualityAnswer.question, EqualityAnswer.answer, sa.func.count())
        .where(
            EqualityAnswer.organization_id == organization_id,
            EqualityAnswer.year == quarter.year,
            EqualityAnswer.quarter == quarter.number,
        )
        .group_by(EqualityAnswer.question, EqualityAnswer.answer)
    )
    given = {(question, answer): count for question, answer, count in rows}
    return {
        question: {each: given.get((question, each), 0) for each in (*answers, RATHER_NOT)}
        for question, answers in QUESTIONS.items()
    }


def _quarters(
    db: Session, kind: type[EqualityAnswer | EqualityTotal], organization_id: UUID
) -> list[Quarter]:
    rows = db.execute(
        sa.select(kind.year, kind.quarter)
        .where(kind.organization_id == organization_id)
        .distinct()
        .order_by(kind.year.desc(), kind.quarter.desc())
    )
    return [Quarter(*row) for row in rows]


def _place(row: EqualityTotal) -> tuple[int, int, int, int]:
    """The latest quarter first; questions and answers in the order in which they are asked."""
    answers = (*QUESTIONS[row.question], RATHER_NOT)
    asked = list(QUESTIONS).index(row.question)
    return -row.year, -row.quarter, asked, answers.index(row.answer)
