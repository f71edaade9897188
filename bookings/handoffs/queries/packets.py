"""What goes, what went, and who may read it now (S-31, S-36)."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.models import (
    Handoff,
    HandoffAgreement,
    HandoffDecision,
    HandoffField,
    HandoffNeed,
    HandoffPacket,
    HousingConsents,
)
from bookings.handoffs.queries.seeing import may_know
from bookings.handoffs.rules import housing, sharing
from bookings.handoffs.rules.beforehand import Before
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import PacketField, fields_for
from bookings.handoffs.rules.packet import Packet, freeze, read_again
from bookings.handoffs.rules.reading import PacketStands, Reader, Unreadable, why_not
from bookings.handoffs.rules.steps import Who
from bookings.handoffs.rules.without import Ground, reasons_of
from bookings.people.models import ShutOut
from portal.access import Actor
from portal.staff.models import Account
from services_directory.listings.models import Service

_FRESH = {"populate_existing": True}


class Waits(NamedTuple):
    """Why a packet may not go yet, in the order in which it can be mended."""

    shares: tuple[sharing.Lack, ...]
    consents: tuple[housing.Consent, ...]

    @property
    def may_go(self) -> bool:
        return not self.shares and not self.consents


def fields_of(db: Session, handoff: Handoff) -> list[HandoffField]:
    """The fields of a draft, in the order of a packet."""
    of_it = sa.select(HandoffField).where(HandoffField.handoff_id == handoff.id)
    rows = {each.field: each for each in db.scalars(of_it, execution_options=_FRESH)}
    return [rows[each] for each in fields_for(handoff.desk) if each in rows]


def grounds_of(fields: list[HandoffField]) -> dict[PacketField, Ground]:
    """For which fields of a draft somebody has given a lawful reason."""
    return {
        each.field: Ground(each.lawful, each.necessity or "")
        for each in fields
        if each.lawful is not None
    }


def drawn_up(db: Session, handoff: Handoff) -> Packet:
    """The packet as it would go now: what she is shown, and what she agrees to."""
    rows = fields_of(db, handoff)
    return freeze(
        handoff.desk,
        {each.field: each.value or "" for each in rows},
        {each.field: each.answer is True and _may_tick(db, each, handoff) for each in rows},
        reasons_of(grounds_of(rows)),
    )


def waits_for(db: Session, handoff: Handoff, now: datetime) -> Waits:
    """What is missing before it may go, or before an answer may (C-23, S-32, R-08)."""
    packet = drawn_up(db, handoff)
    agreement = agreement_of(db, handoff)
    decision = decision_of(db, handoff)
    share = sharing.Share(
        packet,
        handoff.recipient,
        agreement.as_ruled if agreement else None,
        decision.as_ruled if decision else None,
        agreement.heard_before if agreement else frozenset[Before](),
    )
    lacks: list[sharing.Lack] = [sharing.Missing.ANOTHER_PLACE] if _is_avoided(db, handoff) else []
    lacks += sharing.lacking(share, now)
    return Waits(tuple(lacks), _consents_missing(db, handoff, packet))


def agreement_of(db: Session, handoff: Handoff) -> HandoffAgreement | None:
    """The last that she gave for this handoff."""
    of_it = sa.select(HandoffAgreement).where(HandoffAgreement.handoff_id == handoff.id)
    latest = of_it.order_by(HandoffAgreement.number.desc()).limit(1)
    return db.scalar(latest, execution_options=_FRESH)


def decision_of(db: Session, handoff: Handoff) -> HandoffDecision | None:
    """The last decision to share without her agreement."""
    of_it = sa.select(HandoffDecision).where(HandoffDecision.handoff_id == handoff.id)
    latest = of_it.order_by(HandoffDecision.number.desc()).limit(1)
    return db.scalar(latest, execution_options=_FRESH)


def consents_of(db: Session, handoff: Handoff) -> HousingConsents | None:
    """Her three consents to a referral to council housing."""
    return db.scalar(
        sa.select(HousingConsents).where(HousingConsents.handoff_id == handoff.id),
        execution_options=_FRESH,
    )


def packets_of(db: Session, handoff: Handoff) -> list[HandoffPacket]:
    """Every packet that went, the latest first: for the action and the clock, and never a page."""
    of_it = sa.select(HandoffPacket).where(HandoffPacket.handoff_id == handoff.id)
    latest_first = of_it.order_by(HandoffPacket.number.desc())
    return list(db.scalars(latest_first, execution_options=_FRESH))


def packet_for(
    db: Session, actor: Actor, handoff: Handoff, who: Who, now: datetime
) -> Packet | None:
    """The packet that this actor may read at this moment, on their side; else it is not there
    (S-36). Whoever shows it notes `packet read` about the handoff."""
    packets = packets_of(db, handoff)
    if not packets or why_unreadable(db, actor, handoff, packets[0], who, now) is not None:
        return None
    return read_again(packets[0].text or "")


def why_unreadable(
    db: Session, actor: Actor, handoff: Handoff, row: HandoffPacket, who: Who, now: datetime
) -> Unreadable | None:
    """Why they may not, asked anew each time; told to nobody."""
    if actor.account_id is None:
        return Unreadable.NOT_THEIRS
    reader = Reader(
        actor.account_id,
        who,
        has_left=_has_left(db, actor.account_id, now),
        is_shut_out=not may_know(db, handoff.need_id, actor),
    )
    stands = PacketStands(row.until, row.withdrawn_at, row.is_replaced)
    return why_not(handoff.state, stands, reader, now)


def _has_left(db: Session, account_id: UUID, now: datetime) -> bool:
    account = db.get(Account, account_id)
    return account is None or not account.stands(now)


def _is_avoided(db: Session, handoff: Handoff) -> bool:
    """Whether she said since it was drawn up that she is to be kept from whom it would go to."""
    avoided = (
        sa.exists()
        .where(HandoffNeed.id == handoff.need_id, ShutOut.case_id == HandoffNeed.case_id)
        .where(ShutOut.ended_at.is_(None), ShutOut.organization_id == Service.organization_id)
        .where(Service.id == handoff.service_id)
    )
    return db.scalar(sa.select(avoided)) is True


def _consents_missing(db: Session, handoff: Handoff, packet: Packet) -> tuple[housing.Consent, ...]:
    """Council housing asks for three of its own, where anything rests on her agreement (R-08)."""
    if handoff.desk is not DeskKind.HOUSING or not packet.rests_on_agreement:
        return ()
    row = consents_of(db, handoff)
    asked = row.as_ruled if row else housing.Consents(None, "", None)
    return tuple(housing.consents_missing(asked))


def _may_tick(db: Session, field: HandoffField, handoff: Handoff) -> bool:
    """Without her third consent a council gets no way to reach her."""
    if handoff.desk is not DeskKind.HOUSING or field.field is not PacketField.SAFE_CONTACT:
        return True
    row = consents_of(db, handoff)
    return row is not None and housing.may_give_contact_details(row.as_ruled)
