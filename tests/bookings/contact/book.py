"""What is written of her, one change a transaction, and what follows from it."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa

from bookings.contact.actions.approving import approve
from bookings.contact.actions.confirming import confirm
from bookings.contact.actions.saying import (
    say_in_person,
    say_online,
)
from bookings.contact.models import ContactAnswer
from bookings.contact.queries import (
    preference_of,
)
from bookings.contact.rules.answers import Value, read
from bookings.contact.rules.choices import Channel, Kind, SaidBy
from bookings.contact.rules.decision import decide
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import Preference
from bookings.contact.rules.verdicts import Verdict
from bookings.people.models import Client
from portal.access import Actor, Role
from portal.db.engine import Database
from portal.record.models import Entry
from tests.bookings.contact.said import NOON, WORDING, message, values

COORDINATOR = Actor(Role.COORDINATOR, account_id=UUID(int=0xBE))
HERSELF = Actor(Role.HOLDER, draft_id=UUID(int=0xDA))


class Book:
    """The database as these tests write in it, one change a transaction."""

    def __init__(self, database: Database, client_id: UUID) -> None:
        self.database, self.client_id = database, client_id

    def in_person(self, at: datetime = NOON, by: Actor = COORDINATOR, **said: str | None) -> None:
        with self.database.writing() as db:
            say_in_person(db, self.client_id, typed(**said), by=by, at=at)

    def online(self, at: datetime = NOON, /, *, booking: bool = False, **said: str | None) -> None:
        with self.database.writing() as db:
            say_online(db, self.client_id, typed(**said), at_booking=booking, by=HERSELF, at=at)

    def everything(self, at: datetime = NOON) -> None:
        """All that a reminder needs, as she says it on her phone while she books."""
        with self.database.writing() as db:
            say_online(db, self.client_id, values(), at_booking=True, by=HERSELF, at=at)
            approve(
                db, self.client_id, Kind.REMINDER, Channel.TEXT, WORDING,
                said_by=SaidBy.ONLINE, at_booking=True, by=HERSELF, at=at,
            )  # fmt: skip

    def confirmed(self, at: datetime) -> None:
        with self.database.writing() as db:
            confirm(db, self.client_id, by=COORDINATOR, at=at)

    def preference(self, at: datetime = NOON) -> Preference:
        with self.database.reading() as db:
            return preference_of(db, self.client_id, at)

    def verdict(self, at: datetime = NOON) -> Verdict:
        sent = message(useful_until=at + timedelta(days=2), begins_at=None)
        return decide(self.preference(at), sent, at)

    def rows(self, field: Field) -> list[ContactAnswer]:
        with self.database.reading() as db:
            of = sa.select(ContactAnswer).where(ContactAnswer.field == field)
            found = db.scalars(of.order_by(ContactAnswer.said_at)).all()
            db.expunge_all()
            return list(found)

    def verbs(self) -> list[str]:
        with self.database.reading() as db:
            return list(db.scalars(sa.select(Entry.verb).order_by(Entry.number)))


def typed(**said: str | None) -> dict[Field, Value | None]:
    texts = {Field(name): text for name, text in said.items()}
    return {field: None if text is None else read(field, text) for field, text in texts.items()}


def add_client(database: Database) -> UUID:
    client_id = uuid4()
    with database.writing() as db:
        db.add(Client(id=client_id, made_at=NOON))
    return client_id
