"""Somebody with a row of her own, and staff to whom she speaks."""

from uuid import UUID

import pytest

from portal.db.engine import Database
from tests.bookings.contact.book import Book, add_client


@pytest.fixture
def client_id(database: Database) -> UUID:
    return add_client(database)


@pytest.fixture
def book(database: Database, client_id: UUID) -> Book:
    return Book(database, client_id)
