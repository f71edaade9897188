"""What a letter for legal aid says: only what happened, with its days (C-25)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.cases.queries.referrals import referral_of
from bookings.cases.queries.visits import visits_of
from bookings.people.models import CaseEvent, CaseFact, CaseRecord
from bookings.people.models.papers import ConferenceReferral, EvidenceLetter, LetterKind
from bookings.people.queries.records import is_theirs, standing_of
from bookings.people.rules.abuse import Happened
from bookings.people.rules.facts import Address, FactKind, where_to_write
from portal.access import Actor


class Letter(NamedTuple):
    """A letter ready to be signed. `address` is empty where nothing may be posted (S-30); `came` is
    the days on which they were with us."""

    kind: LetterKind
    name: str
    born_on: str
    address: str
    since: date
    came: list[date]
    event: CaseEvent | None
    referral: ConferenceReferral | None


class Choices(NamedTuple):
    """What letters can be about in one case."""

    refusals: list[CaseEvent]
    has_name: bool


def choices_for(db: Session, case: CaseRecord) -> Choices:
    """A letter names somebody to a court: without a name there is none."""
    refused = [e for e in standing_of(db, CaseEvent, case) if e.kind is Happened.REFUGE_FULL]
    return Choices(refused, bool(_fact(db, case, FactKind.NAME)))


def letter_in(
    db: Session, actor: Actor, path: Mapping[str, Any]
) -> tuple[CaseRecord, EvidenceLetter] | None:
    """The letter that the address names, of a case that this actor may see."""
    found = (
        sa.select(CaseRecord, EvidenceLetter)
        .join(EvidenceLetter, EvidenceLetter.case_id == CaseRecord.id)
        .where(CaseRecord.id == path["case_id"], EvidenceLetter.id == path["letter_id"])
        .where(is_theirs(actor))
    )
    row = db.execute(found).one_or_none()
    return (row[0], row[1]) if row else None


def letter_of(db: Session, actor: Actor, case: CaseRecord, row: EvidenceLetter) -> Letter:
    """What this letter says, of what stands in the record now."""
    visits = visits_of(db, actor, case)
    facts = standing_of(db, CaseFact, case)
    posts = [
        Address(f.value or "", f.is_safe_for_post, f.unsafe_from, f.ended_at)
        for f in facts
        if f.kind is FactKind.ADDRESS
    ]
    return Letter(
        row.kind,
        _fact(db, case, FactKind.NAME),
        _fact(db, case, FactKind.BORN_ON),
        where_to_write(posts) or "",
        case.opened_at.date(),
        sorted(each.starts_at.date() for each in visits if each.came),
        _event(db, case, row.event_id),
        referral_of(db, case, row.referral_id) if row.referral_id else None,
    )


def _event(db: Session, case: CaseRecord, event_id: UUID | None) -> CaseEvent | None:
    return next((e for e in standing_of(db, CaseEvent, case) if e.id == event_id), None)


def _fact(db: Session, case: CaseRecord, kind: FactKind) -> str:
    rows = standing_of(db, CaseFact, case)
    return next((row.value or "" for row in rows if row.kind is kind), "")
