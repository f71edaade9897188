"""A town with its weekly mornings, and phones that book there."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal import keyring
from portal.db.engine import Database
from portal.web.headers import GuardedApplication
from tests.bookings.visits.touring import Stop, record
from tests.bookings.visits.town import Watch, open_house, settle
from tests.browsing import Browser
from tests.conftest import TEST_KEYS
from tests.postgres import Cluster
from tests.schema import every_table

# A phone with scripts and one without, a database of each kind: each of the four comes up. The
# soak takes them all together.
DOORS = [("sqlite", False), ("postgresql", True)]
ALL_DOORS = [*DOORS, ("sqlite", True), ("postgresql", False)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    doors = ALL_DOORS if metafunc.config.getoption("--soak") else DOORS
    if "phone" in metafunc.fixturenames:
        ids = [f"{kind}-{'scripts' if scripts else 'plain'}" for kind, scripts in doors]
        metafunc.parametrize(("town_url", "phone"), doors, indirect=True, ids=ids)
    elif "town_url" in metafunc.fixturenames:
        metafunc.parametrize("town_url", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture(scope="session")
def town_file(fresh_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the town in it, to be copied."""
    path = tmp_path_factory.mktemp("town") / "town.db"
    shutil.copyfile(fresh_file, path)
    settle(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def town_name(cluster: Cluster, table_names: tuple[str, ...]) -> Iterator[str]:
    """The name of this worker's PostgreSQL database with the town in it."""
    name = cluster.create()
    database = Database(cluster.url(name))
    every_table().create_all(database.engine)
    database.close()
    settle(cluster.url(name))
    cluster.remember(name, table_names)
    yield name
    cluster.drop(name)


@pytest.fixture
def town_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The url of a town where nobody has booked yet."""
    if request.param == "sqlite":
        path = tmp_path / "town.db"
        shutil.copyfile(request.getfixturevalue("town_file"), path)
        return f"sqlite:///{path}"
    cluster, name = (request.getfixturevalue(word) for word in ("cluster", "town_name"))
    cluster.restore(name, request.getfixturevalue("table_names"))
    return str(cluster.url(name))


@pytest.fixture
def town(town_url: str) -> Iterator[Database]:
    """Wednesdays in Hounslow and Saturdays in Feltham, four weeks ahead."""
    opened = Database(town_url)
    yield opened
    opened.close()


@pytest.fixture
def app(town: Database, watch: Watch) -> GuardedApplication:
    return open_house(town, watch)


@pytest.fixture
def phone(app: GuardedApplication, request: pytest.FixtureRequest) -> Browser:
    """A phone with scripts, and in another run without."""
    return Browser(app, scripts=request.param)


@pytest.fixture
def another_phone(app: GuardedApplication) -> Callable[..., Browser]:
    """Phones of others; each with a network of its own, unless one is named."""
    networks = iter(range(1, 250))

    def lend(network: str = "", *, scripts: bool = True) -> Browser:
        return Browser(app, scripts=scripts, network=network or f"198.18.{next(networks)}.7")

    return lend


@pytest.fixture(scope="session", params=[True, False], ids=["scripts", "plain"])
def toured(
    request: pytest.FixtureRequest, town_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[Stop]:
    """Every step once, as it was answered. For tests that only read it."""
    keyring.use(TEST_KEYS)
    path = tmp_path_factory.mktemp("tour") / "town.db"
    shutil.copyfile(town_file, path)
    database = Database(f"sqlite:///{path}")
    watch = Watch()
    stops = record(Browser(open_house(database, watch), scripts=request.param), database, watch)
    database.close()
    return stops


@pytest.fixture
def empty_place(fresh_file: Path, tmp_path: Path) -> Iterator[Database]:
    """A portal's database on its first day: no place, no session."""
    path = tmp_path / "empty.db"
    shutil.copyfile(fresh_file, path)
    opened = Database(f"sqlite:///{path}")
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_town(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Database]:
    """Gives the town anew, as often as it is asked for; the one before must be closed."""
    if request.param == "sqlite":
        file, numbers = request.getfixturevalue("town_file"), iter(range(10_000))
        return lambda: Database(f"sqlite:///{shutil.copyfile(file, tmp_path / f'{next(numbers)}')}")
    cluster, name = (request.getfixturevalue(word) for word in ("cluster", "town_name"))
    tables = request.getfixturevalue("table_names")

    def restored() -> Database:
        cluster.restore(name, tables)
        return Database(cluster.url(name))

    return restored
