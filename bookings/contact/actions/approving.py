"""She allows the words that she has seen, or takes that back (S-09)."""

import json
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.contact.actions.saying import NotHerself
from bookings.contact.models import ContactApproval
from bookings.contact.queries import approved, wording_of
from bookings.contact.rules.choices import Channel, Kind, SaidBy
from bookings.contact.rules.preference import Wording
from portal.access import Actor
from portal.record.actions import note


def approve(
    db: Session,
    client_id: UUID,
    kind: Kind,
    channel: Channel,
    wording: Wording,
    *,
    said_by: SaidBy,
    at_booking: bool = False,
    by: Actor,
    at: datetime,
) -> None:
    """She saw just this and allowed it. Online at booking alone: words that are new later would
    be wider (S-07, S-09). Raises NotHerself."""
    is_online = said_by is SaidBy.ONLINE
    if said_by is SaidBy.WORKER or (is_online and not at_booking):
        raise NotHerself
    if not is_online and by.account_id is None:
        raise NotHerself
    before = approved(db, client_id, kind, channel)
    if before is not None and wording_of(before) == wording:
        return
    note(db, "words approved", client_id, by=by, at=at)
    _close(db, approved(db, client_id, kind, channel), at)
    row = ContactApproval(
        client_id=client_id,
        kind=kind,
        channel=channel,
        said_by=said_by,
        told_to=by.account_id,
        approved_at=at,
    )
    elements = sorted(each.value for each in wording.elements)
    row.wording = json.dumps([wording.version, wording.language, wording.style, *elements])
    db.add(row)
    db.flush()


def unapprove(
    db: Session, client_id: UUID, kind: Kind, channel: Channel, *, by: Actor, at: datetime
) -> None:
    """These words go no more; whoever says so."""
    note(db, "words taken back", client_id, by=by, at=at)
    _close(db, approved(db, client_id, kind, channel), at)


def _close(db: Session, row: ContactApproval | None, at: datetime) -> None:
    if row is not None:
        row.until = at
        db.flush()
