"""Referrals to a risk conference that were made of a case."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models import CaseRecord
from bookings.people.models.papers import ConferenceReferral
from bookings.people.queries.records import is_theirs, standing_of
from portal.access import Actor


def referral_in(
    db: Session, actor: Actor, path: Mapping[str, Any]
) -> tuple[CaseRecord, ConferenceReferral] | None:
    """The referral that the address names, of a case that this actor may see."""
    found = (
        sa.select(CaseRecord, ConferenceReferral)
        .join(ConferenceReferral, ConferenceReferral.case_id == CaseRecord.id)
        .where(CaseRecord.id == path["case_id"], ConferenceReferral.id == path["referral_id"])
        .where(is_theirs(actor))
    )
    row = db.execute(found).one_or_none()
    return (row[0], row[1]) if row else None


def referrals_of(db: Session, case: CaseRecord) -> list[ConferenceReferral]:
    """Referrals of a case, the latest first."""
    return standing_of(db, ConferenceReferral, case)


def referral_of(db: Session, case: CaseRecord, referral_id: UUID) -> ConferenceReferral | None:
    """One referral of this very case."""
    return next((each for each in referrals_of(db, case) if each.id == referral_id), None)
