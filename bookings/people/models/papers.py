"""Papers that leave the house, each on a row that says to whom, why, and who made it."""

from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.people.models.described import CaseEvent
from bookings.people.models.records import CaseRecord
from bookings.people.models.written import Written
from bookings.people.rules.conference import Basis, Criterion, PoliceWanted
from portal.db.columns import SealedText


class ConferenceReferral(Written):
    """One referral to a risk conference: the one paper in which whoever is harmed and whoever does
    harm stand together, with a named recipient and what lets it be shared (S-35, C-17)."""

    __tablename__ = "conference_referrals"

    case_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(CaseRecord.id, ondelete="CASCADE"), index=True
    )
    criterion: Mapped[Criterion]
    is_aware: Mapped[bool]
    why_unaware = SealedText("conference_referrals.why_unaware", padded_to=256)
    consents: Mapped[bool]
    why_no_consent = SealedText("conference_referrals.why_no_consent", padded_to=256)
    police: Mapped[PoliceWanted]
    recipient = SealedText("conference_referrals.recipient", padded_to=256)
    basis: Mapped[Basis]
    necessity = SealedText("conference_referrals.necessity", padded_to=512)


class LetterKind(Enum):
    """What a letter for legal aid can say, each from what happened (C-25)."""

    SUPPORT = "support"
    CONFERENCE = "conference"
    REFUGE_FULL = "refuge_full"


class EvidenceLetter(Written):
    """One letter, to be signed by hand; what it speaks of is a row of ours."""

    __tablename__ = "evidence_letters"
    __table_args__ = (
        sa.CheckConstraint("kind != 'refuge_full' OR event_id IS NOT NULL", name="has_its_event"),
        sa.CheckConstraint(
            "kind != 'conference' OR referral_id IS NOT NULL", name="has_its_referral"
        ),
    )

    case_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey(CaseRecord.id, ondelete="CASCADE"), index=True
    )
    kind: Mapped[LetterKind]
    event_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey(CaseEvent.id, ondelete="CASCADE"), default=None
    )
    referral_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey(ConferenceReferral.id, ondelete="CASCADE"), default=None
    )
