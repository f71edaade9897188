"""A packet is frozen and goes, and what was drawn up for it is erased (S-31, S-32)."""

from datetime import datetime

from sqlalchemy.orm import Session

from bookings.handoffs.actions.taking import take_step
from bookings.handoffs.models import Handoff, HandoffPacket
from bookings.handoffs.queries.packets import agreement_of, drawn_up, packets_of, waits_for
from bookings.handoffs.rules.packet import Packet, read_again, replaces
from bookings.handoffs.rules.state import Said
from bookings.handoffs.rules.steps import Step, Who
from portal.access import Actor
from portal.staff.actions.notices import something_waits


def send(db: Session, handoff: Handoff, *, by: Actor, at: datetime) -> Packet:
    """Freeze what is drawn up, and send it; to a place outside: it is what is said there. Raises
    NotDeclared, and Lacks(MAY_GO) where `queries.packets.waits_for` says what is missing."""
    packet = drawn_up(db, handoff)
    said = Said(by=by.account_id, may_go=waits_for(db, handoff, at).may_go)
    take_step(db, handoff, Step.SEND, said, who=Who.SENDER, by=by, at=at)
    _freeze(db, handoff, packet, at)
    something_waits(db, at=at)
    return packet


def answer(db: Session, handoff: Handoff, *, by: Actor, at: datetime) -> Packet:
    """Answer a question with a new packet, agreed as the first was (S-31). Raises NotDeclared,
    Lacks."""
    packet = drawn_up(db, handoff)
    before = packets_of(db, handoff)
    is_new = bool(before) and replaces(packet, read_again(before[0].text or ""))
    may_go = waits_for(db, handoff, at).may_go
    said = Said(by=by.account_id, may_go=may_go, has_new_packet=is_new)
    take_step(db, handoff, Step.ANSWER, said, who=Who.SENDER, by=by, at=at)
    for each in before:
        each.is_replaced = True
    _freeze(db, handoff, packet, at)
    something_waits(db, at=at)
    return packet


def _freeze(db: Session, handoff: Handoff, packet: Packet, at: datetime) -> None:
    """What carries it says until when it may be read: her agreement, where any of it rests on
    that, and no time where all of it may go without."""
    agreement = agreement_of(db, handoff) if packet.rests_on_agreement else None
    row = HandoffPacket(
        handoff_id=handoff.id,
        number=len(packets_of(db, handoff)) + 1,
        frozen_at=at,
        until=agreement.until if agreement else None,
        is_replaced=False,
        withdrawn_at=None,
    )
    row.text, row.digest = packet.text, packet.digest
    db.add(row)
    db.flush()
