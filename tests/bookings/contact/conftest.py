"""Somebody with a row of her own, and staff to whom she speaks."""

from uuid import UUID, uuid4

import pytest

from bookings.people.models import Client
from portal.access import Actor, Role
from portal.db.engine import Database
from tests.bookings.contact.said import NOON

COORDINATOR = Actor(Role.COORDINATOR, account_id=UUID(int=0xBE))
HERSELF = Actor(Role.HOLDER, draft_id=UUID(int=0xDA))


@pytest.fixture
def client_id(database: Database) -> UUID:
    return add_client(database)


def add_client(database: Database) -> UUID:
    client_id = uuid4()
    with database.writing() as db:
        db.add(Client(id=client_id, made_at=NOON))
    return client_id
