"""A place that is confidential is an area and nothing more, on both databases (S-29)."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from portal.db.engine import Database
from services_directory.listings.models import Location

OPEN = {
    "area": "Hounslow",
    "confidential": False,
    "name": "The Old Reading Rooms",
    "description": "The blue door",
    "address_1": "14 Larkmead Row",
    "city": "Hounslow",
    "postal_code": "TW3 0ZY",
}
TEXT = {
    column.name
    for column in sa.inspect(Location).local_table.columns
    if isinstance(column.type, sa.String)
}


def add(database: Database, **values: Any) -> None:
    with database.writing() as db:
        db.add(Location(**values))


def count(database: Database) -> int:
    with database.reading() as db:
        return len(db.scalars(sa.select(Location)).all())


def test_s29_a_confidential_place_may_have_an_area(database: Database) -> None:
    add(database, confidential=True, area="West London")
    add(database, **OPEN)
    assert count(database) == 2


@pytest.mark.parametrize("field", sorted(TEXT - {"area"}))
def test_s29_a_confidential_place_with_anything_else_is_refused(
    database: Database, field: str
) -> None:
    with pytest.raises(IntegrityError, match="confidential_is_an_area"):
        add(database, confidential=True, area="West London", **{field: "x"})
    assert count(database) == 0


@pytest.mark.parametrize("area", ["12 Elm Road", "Feltham TW13"])
def test_s29_an_area_of_a_confidential_place_has_no_number(database: Database, area: str) -> None:
    with pytest.raises(IntegrityError, match="confidential_is_an_area"):
        add(database, confidential=True, area=area)
    assert count(database) == 0


def test_s29_a_place_with_an_address_cannot_be_made_confidential(database: Database) -> None:
    add(database, **OPEN)
    with (
        pytest.raises(IntegrityError, match="confidential_is_an_area"),
        database.writing() as db,
    ):
        db.execute(sa.update(Location).values(confidential=True))


def test_a_place_that_anybody_may_know_has_a_name(database: Database) -> None:
    with pytest.raises(IntegrityError, match="open_has_a_name"):
        add(database, **{**OPEN, "name": None})


def test_s29_every_text_about_a_place_stands_in_the_check() -> None:
    check = next(
        str(each.sqltext)
        for each in sa.inspect(Location).local_table.constraints  # type: ignore[attr-defined]
        if isinstance(each, sa.CheckConstraint) and "confidential_is_an_area" in str(each.name)
    )
    assert TEXT - {"area"} == {name for name in TEXT if f"{name} IS NULL" in check}
