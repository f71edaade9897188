"""A town with its weekly mornings: made once for each kind of database, and new for each test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal.db.engine import Database
from tests.bookings.visits.town import settle
from tests.postgres import Cluster
from tests.schema import every_table

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def town_file(fresh_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the town in it, to be copied."""
    return lived_in(fresh_file, tmp_path_factory.mktemp("town"), settle)


def lived_in(file: Path, folder: Path, live: Callable[[str], None]) -> Path:
    """A copy of an SQLite file, to be copied as it is after `live`."""
    path = folder / "town.db"
    shutil.copyfile(file, path)
    live(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def town_name(cluster: Cluster, table_names: tuple[str, ...]) -> Iterator[str]:
    """The name of this worker's PostgreSQL database with the town in it."""
    with laid(cluster, table_names) as name:
        yield name


@contextmanager
def laid(
    cluster: Cluster, tables: tuple[str, ...], live: Callable[[str], None] = lambda _url: None
) -> Iterator[str]:
    """A PostgreSQL database with the town in it, to be given back as it is after `live`."""
    name = cluster.create()
    url = cluster.url(name)
    database = Database(url)
    every_table().create_all(database.engine)
    database.close()
    settle(url)
    live(url)
    cluster.remember(name, tables)
    yield name
    cluster.drop(name)


def url_of_town(
    kind: str,
    request: pytest.FixtureRequest,
    folder: Path,
    *,
    file: str = "town_file",
    name: str = "town_name",
) -> str:
    """The url of the town anew, as it was on its first day; the one before must be closed.

    `file` and `name` are the fixtures that made it, of each kind.
    """
    if kind == "sqlite":
        path = folder / "town.db"
        shutil.copyfile(request.getfixturevalue(file), path)
        return f"sqlite:///{path}"
    cluster, made = (request.getfixturevalue(word) for word in ("cluster", name))
    cluster.restore(made)
    return str(cluster.url(made))


@pytest.fixture(params=KINDS)
def settled_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The url of a town where nobody has booked yet."""
    return url_of_town(request.param, request, tmp_path)


@pytest.fixture
def settled(settled_url: str) -> Iterator[Database]:
    """Wednesdays in Hounslow and Saturdays in Feltham, four weeks ahead, on each database."""
    opened = Database(settled_url)
    yield opened
    opened.close()


@pytest.fixture(params=KINDS)
def fresh_town(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Database]:
    """Gives the town anew, as often as it is asked for; the one before must be closed."""
    numbers = iter(range(10_000))

    def anew() -> Database:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        return Database(url_of_town(request.param, request, folder))

    return anew
