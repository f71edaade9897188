"""What she typed is gone from the disk once she has left (S-19, S-54)."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from bookings.visits.models import Draft
from portal.db.engine import Database
from tests.browsing import Browser


def bytes_on_disk(database: Database) -> bytes:
    path = Path(str(database.engine.url.database))
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_the_sealed_journey_is_gone_from_every_file_after_the_exit(
    town: Database, another_phone: Callable[..., Browser]
) -> None:
    phone = another_phone()
    phone.open()
    phone.press("start")
    phone.press()
    phone.press(need=["housing"])
    with town.reading() as db:
        sealed = db.scalars(sa.select(Draft.content_sealed)).one()  # type: ignore[attr-defined]
    if town.is_sqlite:
        assert sealed[16:200] in bytes_on_disk(town), "there was something to erase"
    phone.press("leave")
    with town.reading() as db:
        assert db.scalars(sa.select(Draft.id)).all() == []
    if town.is_sqlite:
        assert sealed[16:200] not in bytes_on_disk(town)
