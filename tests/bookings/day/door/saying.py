"""What is typed at the door, whole, so that a test changes only what it is about."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from httpx2 import Response

from bookings.day.models import Arrival
from bookings.visits.models import Appointment, AppointmentStatus, Visit
from portal.record.models import Entry
from services_directory.sessions.models import Slot
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning
from tests.browsing import Element, parse

Fields = Mapping[str, str | Sequence[str]]

SAID: Fields = {
    "reply_how_long": "no",
    "reply_safe_to_talk": "yes",
    "reply_safe_contact": "yes",
    "reply_where_they_are": "yes",
    "words_where_they_are": "He is at work until two; the children are at school.",
    "reply_why_we_ask": "yes",
    "came_with_is": "nobody",
    "alone": "alone",
    "avoids_is": "nobody",
    "keep_out_is": "nobody",
}


def post(desk: Desk, address: str, fields: Fields | None = None) -> Response:
    typed: dict[str, Any] = dict(fields or {})
    return desk.client.post(address, data=typed)


def welcome(desk: Desk, visit_id: UUID, **changes: str | Sequence[str]) -> Response:
    return post(desk, f"/door/{visit_id}/welcome", {**SAID, **changes})


def arrival(morning: Morning, visit_id: UUID) -> Arrival:
    with morning.town.reading() as db:
        found = db.scalars(sa.select(Arrival).where(Arrival.visit_id == visit_id)).one()
        db.expunge_all()
        return found


def visit(morning: Morning, visit_id: UUID) -> Visit:
    with morning.town.reading() as db:
        found = db.get_one(Visit, visit_id)
        db.expunge_all()
        return found


def standing(morning: Morning, visit_id: UUID) -> list[Slot]:
    """The slots of the stops that stand, in order."""
    with morning.town.reading() as db:
        mine = sa.select(Slot).join(Appointment, Appointment.slot_id == Slot.id)
        stands = Appointment.status != AppointmentStatus.CANCELLED
        wanted = mine.where(Appointment.visit_id == visit_id, stands).order_by(Slot.cell)
        found = list(db.scalars(wanted))
        db.expunge_all()
        return found


def walked_in(answer: Response) -> UUID:
    """Whom the answer to a walk-in leads to."""
    assert answer.status_code == 303, answer.text
    return UUID(answer.headers["location"].split("/")[2])


def codes(page: Element) -> list[str]:
    """The plans that a page offers, in order."""
    found = [b.get("value") for b in page.all("button") if b.get("name") == "take"]
    found += [i.get("value") for i in page.all("input") if i.get("name") == "plan"]
    return [each for each in found if each not in ("none", "drop")]


def problems(answer: Response) -> list[str]:
    found = parse(answer.text).all("p")
    return [p.get("id").removesuffix("-problem") for p in found if p.get("class") == "problem"]


def recorded(morning: Morning, verb: str) -> list[Any]:
    with morning.town.reading() as db:
        return list(db.scalars(sa.select(Entry.about).where(Entry.verb == verb)))
