"""The demo's town with its morning going on, in the language of the tests' own, and what is known
of it: whose words they are that stand there in letters of the source."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from babel import Locale

from portal import demo
from portal.access import Role
from portal.app import every_table
from portal.db.base import Base
from portal.db.engine import Database
from portal.demo_staff import employ

AT = datetime(2026, 11, 25, 10, 50, tzinfo=UTC)
A_MORNING_KNOWS = 1


@contextmanager
def lively_town(path: Path) -> Iterator[Database]:
    """A database with every table becomes the demo's."""
    database = Database(f"sqlite:///{path}")
    with database.writing() as db:
        demo.fill(db, at=AT, weeks_behind=A_MORNING_KNOWS)
        list(employ(db, at=AT))
        demo.live_in(db, at=AT)
    yield database
    database.close()


def told_of(database: Database) -> frozenset[str]:
    """Every text that somebody wrote into this database, sealed or not: codes are not theirs."""
    found: set[str] = set()
    with database.reading() as db:
        for model in (mapper.class_ for mapper in Base.registry.mappers):
            # What was done is written down in codes; tests map tables of their own.
            if not model.__module__.startswith(("portal.record", "tests")):
                for row in db.scalars(sa.select(model)):
                    found.update(t for name in _names(model) for t in _texts(getattr(row, name)))
    codes = _codes()
    return frozenset(text for text in found if not codes.issuperset(text.split()))


def _names(model: type) -> list[str]:
    return [name for name in dir(model) if not name.startswith("_") and name != "metadata"]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
        if value[:1] in ("{", "["):
            yield from _texts(_parsed(value))
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in _texts(each))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (text for each in value for text in _texts(each))


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _codes() -> set[str]:
    """What our own choices are called among themselves."""
    every_table()
    kinds = list(Enum.__subclasses__())
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    values = {each.value for kind in kinds for each in kind if isinstance(each.value, str)}
    return {*values, *(each.name.lower() for each in Role), *Locale("en").languages}
