"""The ground that every test stands on: known keys, and a fresh database of each kind."""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from portal import keyring
from portal.db.engine import Database
from tests import compiled_once, in_memory
from tests.one_browser import chromium, playwright
from tests.postgres import Cluster, name_directory, shared_cluster
from tests.schema import every_table
from tests.towns import fresh_town, settled, settled_url, town_file, town_name

__all__ = [
    "chromium",
    "fresh_town",
    "playwright",
    "settled",
    "settled_url",
    "town_file",
    "town_name",
]

TEST_KEYS = keyring.Keyring({1: b"k" * keyring.KEY_BYTES}, b"f" * keyring.KEY_BYTES)

# So many things are made before Python looks for circles among them that may go: by itself 700,
# which is an eighth of the suite's time and a quarter of finding the tests. What was left open is
# found all the same.
SELDOM = 20_000

# In the suite the examples are the same in every run: red means that the code changed.
settings.register_profile("suite", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("soak", max_examples=5_000, deadline=None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's tests come first, so that one worker has them all: what they stand on is made
    once, the longest is not begun last, and where they wait the other worker has much to do."""
    items.sort(key=lambda item: item.path.parent.name != "browser")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="the long versions of the tests")


def pytest_configure(config: pytest.Config) -> None:
    gc.set_threshold(SELDOM, 10, 20)
    settings.load_profile("soak" if config.getoption("--soak") else "suite")
    in_memory.keep_files()
    name_directory()
    compiled_once.share()


def pytest_collection_finish() -> None:
    """The thousands of tests that were found stay to the end: whoever looks for what may go need
    not look through them again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def rounds(pytestconfig: pytest.Config) -> Callable[[int, int], int]:
    """How often to repeat: `rounds(20, 1_000)` is 20 in the suite and 1,000 in the soak."""
    soaking = pytestconfig.getoption("--soak")
    return lambda in_suite, in_soak: in_soak if soaking else in_suite


@pytest.fixture(autouse=True)
def known_keys() -> None:
    """Every test begins with the same keys, whatever the one before did to them."""
    keyring.use(TEST_KEYS)


@pytest.fixture(scope="session")
def table_names() -> tuple[str, ...]:
    return tuple(table.name for table in every_table().sorted_tables)


@pytest.fixture(scope="session")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with every table, to be copied."""
    path = tmp_path_factory.mktemp("schema") / "fresh.db"
    _lay_tables(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """The run's own PostgreSQL."""
    return shared_cluster()


@pytest.fixture(scope="session")
def fresh_name(cluster: Cluster, table_names: tuple[str, ...]) -> Iterator[str]:
    """The name of this worker's PostgreSQL database, with every table."""
    name = cluster.create()
    _lay_tables(cluster.url(name))
    cluster.remember(name, table_names)
    yield name
    cluster.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The url of a database with every table and no rows but those that each portal begins with."""
    if request.param == "sqlite":
        path = tmp_path / "portal.db"
        shutil.copyfile(request.getfixturevalue("fresh_file"), path)
        return f"sqlite:///{path}"
    cluster, name = (request.getfixturevalue(word) for word in ("cluster", "fresh_name"))
    cluster.restore(name)
    return str(cluster.url(name))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh database; a test that asks for it runs once on SQLite and once on PostgreSQL."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The url of a database without a single table, for what makes the tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.db'}"
        return
    cluster = request.getfixturevalue("cluster")
    name = cluster.create()
    yield cluster.url(name)
    cluster.drop(name)


def _lay_tables(url: str) -> None:
    database = Database(url)
    every_table().create_all(database.engine)
    database.close()
