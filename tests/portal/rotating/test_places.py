"""A value opens in its own column of its own row, whichever of all columns it is moved to."""

from uuid import uuid4

import pytest

from portal import keyring
from portal.db.sealed import sealed_columns
from portal.keyring import CannotOpen
from tests.schema import every_table


def test_a_value_moved_to_any_other_column_of_the_portal_or_to_another_row_does_not_open() -> None:
    row, ring = uuid4(), keyring.current()
    places = [each.place for each in sealed_columns(every_table())]
    for place in places:
        sealed = ring.seal("Robin", place, row)
        assert ring.open(sealed, place, row) == "Robin"
        for other, there in [*((each, row) for each in places if each != place), (place, uuid4())]:
            with pytest.raises(CannotOpen):
                ring.open(sealed, other, there)
