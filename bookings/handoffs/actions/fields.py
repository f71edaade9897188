"""What each field of a draft says, what she said to it, and why it may have to go without her."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.models import Handoff, HandoffField
from bookings.handoffs.rules.fields import ALLOWED, PacketField
from bookings.handoffs.rules.packet import LawfulReason
from bookings.handoffs.rules.stages import Stage
from portal.access import Actor
from portal.record.actions import note


class NotDrawnUp(Exception):
    """It is no draft any more: what was shown or sent is not changed (S-31)."""


class NotOfThisDesk(ValueError):
    """A field that no packet for such a desk has, or a service of another kind."""


def set_field(
    db: Session, handoff: Handoff, which: PacketField, value: str, *, by: Actor, at: datetime
) -> None:
    """Write what a field would say. What she said yes to was another text: she is asked again; and
    so was that for which somebody gave a reason, or agreed to as second (C-23). Raises NotDrawnUp,
    NotOfThisDesk."""
    _open(db, handoff, by, at)
    row = put_field(db, handoff, which, value)
    row.answer, row.lawful, row.necessity = None, None, None
    db.flush()


def answer_field(
    db: Session,
    handoff: Handoff,
    which: PacketField,
    answer: bool | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write down what she said to one field; None takes it back to not asked. Raises NotDrawnUp,
    NotOfThisDesk."""
    _open(db, handoff, by, at)
    row = row_of(db, handoff, which) or put_field(db, handoff, which, "")
    row.answer = answer
    db.flush()


def give_ground(
    db: Session,
    handoff: Handoff,
    which: PacketField,
    reason: LawfulReason | None,
    necessity: str = "",
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Why a field must go without her agreement; None takes it back (S-32). Raises NotDrawnUp,
    NotOfThisDesk."""
    _open(db, handoff, by, at)
    row = row_of(db, handoff, which) or put_field(db, handoff, which, "")
    row.lawful = reason
    row.necessity = (necessity or None) if reason else None
    db.flush()


def _open(db: Session, handoff: Handoff, by: Actor, at: datetime) -> None:
    """Fields are written while it is a draft, and for an answer while it was asked for."""
    note(db, "handoff changed", handoff.id, by=by, at=at)
    db.refresh(handoff, with_for_update=True)
    if handoff.stage not in (Stage.DRAFT, Stage.ASKED):
        raise NotDrawnUp


def put_field(db: Session, handoff: Handoff, which: PacketField, value: str) -> HandoffField:
    """Write a field for whoever draws up a draft. Raises NotOfThisDesk."""
    if which not in ALLOWED[handoff.desk]:
        raise NotOfThisDesk(which.value)
    row = row_of(db, handoff, which)
    if row is None:
        row = HandoffField(handoff_id=handoff.id, field=which, answer=None, lawful=None)
        db.add(row)
    row.value = value or None
    db.flush()
    return row


def row_of(db: Session, handoff: Handoff, which: PacketField) -> HandoffField | None:
    """A field of a draft, where it is written."""
    return db.scalar(
        sa.select(HandoffField).where(
            HandoffField.handoff_id == handoff.id, HandoffField.field == which
        )
    )
