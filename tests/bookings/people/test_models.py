"""A client is as little as a visit needs; a child is a person with a row, the unborn too."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bookings.people.models import Child, Client
from portal.db.engine import Database

NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)


def named(name: str | None) -> Client:
    client = Client(made_at=NOW)
    client.chosen_name = name
    return client


def test_s_38_each_child_is_a_row_of_its_own_and_the_unborn_has_no_age(database: Database) -> None:
    with database.writing() as db:
        client = named("Robin")
        db.add(client)
        db.flush()
        for age in ("4", None):
            child = Child(client_id=client.id, born=age is not None)
            child.age = age
            db.add(child)
    with database.reading() as db:
        children = db.scalars(sa.select(Child).order_by(Child.born)).all()
        assert [(child.born, child.age) for child in children] == [(False, None), (True, "4")]


def test_s_38_a_child_is_never_without_its_adult(database: Database) -> None:
    """Nobody's child is refused, and an adult who is erased takes the children's rows along."""
    with database.writing() as db:
        db.add(named("Robin"))
    with pytest.raises(IntegrityError), database.writing() as db:
        db.add(Child(client_id=Child(born=True).id, born=True))
    with database.writing() as db:
        client = db.scalars(sa.select(Client)).one()
        db.add(Child(client_id=client.id, born=True))
        db.flush()
        db.execute(sa.delete(Client).where(Client.id == client.id))
        assert db.scalar(sa.select(sa.func.count()).select_from(Child)) == 0


def test_v_01_a_client_needs_no_name(database: Database) -> None:
    with database.writing() as db:
        db.add(named(None))
    with database.reading() as db:
        assert db.scalars(sa.select(Client)).one().chosen_name is None


def test_v_12_the_length_of_a_name_tells_nothing(database: Database) -> None:
    with database.writing() as db:
        db.add_all([named(name) for name in ("", "Jo", "Maximilian-Alexander")])
    with database.reading() as db:
        sealed = db.scalars(sa.text("SELECT chosen_name FROM clients")).all()
    assert len({len(each) for each in sealed}) == 1
    assert not any(b"Jo" in bytes(each) for each in sealed)
