"""What some people of the demo said of how they may be reached. Their numbers are those that are
kept for stories: they ring nowhere."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.actions.saying import say_in_person
from bookings.contact.actions.stopping import phone_not_safe
from bookings.contact.rules.answers import read
from bookings.contact.rules.fields import Field
from bookings.visits.models import Visit, VisitStatus
from portal.access import STRANGER, Actor, Role
from portal.outbox.actions.queueing import cancel_all_of
from services_directory.sessions.models import ServiceSession

ALWAYS = "\n".join(
    f"{day} 08:00-20:00" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
)
EVENINGS = "mon 18:00-21:00\nthu 18:00-21:00"

# Each is told by somebody who has a time; the last then says that the phone is not safe any more.
SAID: tuple[Mapping[Field, str], ...] = (
    {
        Field.ROUTES: "mobile",
        Field.MOBILE_NUMBER: "07700 900118",
        Field.MOBILE_CALL: "yes",
        Field.MOBILE_VOICEMAIL: "no",
        Field.HOURS: ALWAYS,
        Field.SAY_WHO_CALLS: "no",
        Field.IF_ANOTHER_ANSWERS: "wrong number",
        Field.OUR_PHRASE: "about the library card",
        Field.HER_PHRASE: "the blue kettle",
        Field.NO_SHOW: "try a safe way",
    },
    {
        Field.ROUTES: "mobile",
        Field.MOBILE_NUMBER: "07700 900231",
        Field.MOBILE_CALL: "yes",
        Field.HOURS: EVENINGS,
        Field.IF_ANOTHER_ANSWERS: "hang up",
        Field.HER_PHRASE: "two sugars",
    },
    {Field.ROUTES: "mobile", Field.MOBILE_NUMBER: "07700 900345", Field.MOBILE_CALL: "yes"},
)


def say(db: Session, account_id: UUID, *, at: datetime) -> None:
    """The next who come have told the coordinator, a week ago."""
    by = Actor(Role.COORDINATOR, account_id=account_id)
    coming = (
        sa.select(Visit.client_id)
        .join(ServiceSession, ServiceSession.id == Visit.session_id)
        .where(Visit.status == VisitStatus.BOOKED, ServiceSession.ends_at > at)
        .order_by(ServiceSession.starts_at, Visit.made_at)
    )
    week_ago = at - timedelta(days=7)
    clients = db.scalars(coming.limit(len(SAID))).all()
    for client_id, said in zip(clients, SAID, strict=False):
        told = {field: read(field, text) for field, text in said.items()}
        say_in_person(db, client_id, told, by=by, at=week_ago)
    if clients:
        phone_not_safe(db, clients[-1], by=STRANGER, at=at, also=(cancel_all_of,))
