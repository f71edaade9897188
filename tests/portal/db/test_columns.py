"""Columns keep their promise on both databases: aware moments, checked enums, ids at once."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, StatementError

from portal.db.engine import Database
from tests.portal.db.scratch import Colour, Note

KATHMANDU = timezone(timedelta(hours=5, minutes=45))


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 10, 25, 1, 30, fold=0, tzinfo=ZoneInfo("Europe/London")),
        datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=ZoneInfo("Europe/London")),
        datetime(2026, 1, 3, 9, 0, 0, 123456, tzinfo=KATHMANDU),
    ],
)
def test_a_moment_comes_back_as_the_same_moment_in_utc(scratch: Database, moment: datetime) -> None:
    with scratch.writing() as db:
        db.add(Note(at=moment))
    with scratch.reading() as db:
        kept = db.scalars(sa.select(Note.at)).one()
    assert kept == moment.astimezone(UTC)
    assert kept is not None
    assert kept.utcoffset() == timedelta(0)


def test_a_moment_is_found_by_comparing_across_zones(scratch: Database) -> None:
    moment = datetime(2026, 6, 3, 9, 0, tzinfo=UTC)
    with scratch.writing() as db:
        db.add(Note(at=moment))
    later = (moment + timedelta(minutes=1)).astimezone(KATHMANDU)
    with scratch.reading() as db:
        assert len(db.scalars(sa.select(Note.id).where(Note.at < later)).all()) == 1
        assert not db.scalars(sa.select(Note.id).where(Note.at > later)).all()


def test_a_naive_moment_is_refused(scratch: Database) -> None:
    naive = datetime(2026, 6, 3, 9, 0)  # noqa: DTZ001 - the refusal is about just this
    with pytest.raises(StatementError, match="needs a time zone"), scratch.writing() as db:
        db.add(Note(at=naive))
    with pytest.raises(StatementError, match="needs a time zone"), scratch.reading() as db:
        db.scalars(sa.select(Note.id).where(Note.at < naive)).all()


def test_no_moment_at_all_is_kept_as_none(scratch: Database) -> None:
    with scratch.writing() as db:
        db.add(Note())
    with scratch.reading() as db:
        assert db.scalars(sa.select(Note.at)).one() is None


def test_an_enum_is_kept_by_its_value(scratch: Database) -> None:
    with scratch.writing() as db:
        db.add(Note(colour=Colour.DARK_RED))
    with scratch.reading() as db:
        assert db.scalar(sa.text("SELECT colour FROM notes")) == "dark-red"
        assert db.scalar(sa.select(Note.colour)) is Colour.DARK_RED


def test_the_database_itself_refuses_a_value_that_is_no_member(scratch: Database) -> None:
    with scratch.writing() as db:
        db.add(Note(colour=Colour.RED))
    for value in ("DARK_RED", "blue"):
        with pytest.raises(IntegrityError), scratch.writing() as db:
            db.execute(sa.text("UPDATE notes SET colour = :value"), {"value": value})


def test_a_row_has_its_id_before_it_is_stored() -> None:
    given = uuid4()
    assert Note(id=given).id == given
    assert isinstance(Note().id, UUID)
    assert Note().id != Note().id
