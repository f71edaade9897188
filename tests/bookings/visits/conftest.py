"""A town with its weekly mornings, and phones that book there."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal import keyring
from portal.db.engine import Database
from portal.web.headers import GuardedApplication
from tests.bookings.visits.touring import Stop, record
from tests.bookings.visits.town import Watch, open_house
from tests.browsing import Browser
from tests.conftest import TEST_KEYS
from tests.towns import KINDS, url_of_town

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
        metafunc.parametrize("town_url", KINDS, indirect=True)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def town_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The url of a town where nobody has booked yet."""
    return url_of_town(request.param, request, tmp_path)


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
