"""What the welcome's question about the ways to reach her does to her choices (C-06, S-06)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.actions.confirming import confirm
from bookings.contact.actions.stopping import StopAll, stop
from bookings.contact.rules.preference import Stop
from bookings.day.models import ArrivalReply, Question, Reply
from portal.access import Actor


def settle_contact(
    db: Session,
    arrival_id: UUID,
    client_id: UUID,
    reply: Reply,
    *,
    by: Actor,
    at: datetime,
    also: Collection[StopAll] = (),
) -> None:
    """A yes is good for another 28 days. A no stops everything until she has been spoken with in
    person, and lets go of what is queued. Not asked changes nothing: they end with this session.

    To open the welcome again and leave this answer as it was asks nothing anew.
    """
    if reply is _said_before(db, arrival_id):
        return
    if reply is Reply.YES:
        confirm(db, client_id, by=by, at=at)
    elif reply is Reply.NO:
        stop(db, client_id, Stop.CHOICES_DO_NOT_STAND, by=by, at=at, also=also)


def _said_before(db: Session, arrival_id: UUID) -> Reply | None:
    said = sa.select(ArrivalReply.reply).where(
        ArrivalReply.arrival_id == arrival_id, ArrivalReply.question == Question.SAFE_CONTACT
    )
    return db.scalar(said)
