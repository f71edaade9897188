"""Somebody tells a coordinator how they may be reached, and what is then done with it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from httpx2 import Response

from bookings.contact.actions.saying import say_in_person
from bookings.contact.queries import preference_of
from bookings.contact.rules.answers import read
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import Preference
from bookings.reaching.models import Call
from bookings.visits.models import Visit
from portal.record.models import Entry
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning

NUMBER = "07400 123456"
SHOWN = "07400 123 456"

# The Wednesday of these tests, from ten to three.
SAID = {
    "routes": "mobile",
    "mobile_number": NUMBER,
    "mobile_call": "yes",
    "hours": "wed 10:00-15:00",
    "her_phrase": "blue kettle",
    "our_phrase": "about the library card",
}


def client_of(morning: Morning, visit_id: UUID) -> UUID:
    with morning.town.reading() as db:
        return db.get_one(Visit, visit_id).client_id


def tell(
    morning: Morning, visit_id: UUID, to: Desk, *, when: datetime | None = None, **changed: str
) -> None:
    """She says all of SAID with these changes, in person; an empty text is "not known"."""
    said = {Field(name): text for name, text in {**SAID, **changed}.items()}
    with morning.town.writing() as db:
        say_in_person(
            db,
            db.get_one(Visit, visit_id).client_id,
            {field: read(field, text) if text else None for field, text in said.items()},
            by=to.actor,
            at=when or morning.watch.now,
        )


def preference(morning: Morning, visit_id: UUID) -> Preference:
    client_id = client_of(morning, visit_id)
    with morning.town.reading() as db:
        return preference_of(db, client_id, morning.watch.now)


def show(desk: Desk, visit_id: UUID, *, checked: str = "yes") -> Response:
    return desk.post(f"/calls/{visit_id}", checked=checked)


def came(morning: Morning, desk: Desk, came: str, words: str = "") -> Response:
    """Say what came of the last call."""
    return desk.post(f"/calls/of/{calls(morning)[-1].id}", came=came, words=words)


def calls(morning: Morning) -> list[Call]:
    with morning.town.reading() as db:
        found = list(db.scalars(sa.select(Call).order_by(Call.shown_at)))
        db.expunge_all()
        return found


def recorded(morning: Morning, verb: str) -> list[Any]:
    with morning.town.reading() as db:
        return list(db.scalars(sa.select(Entry.about).where(Entry.verb == verb)))
