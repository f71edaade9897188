"""A portal and a real browser for each worker; a phone of her own for each test."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TypeAlias

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Playwright

from bookings.visits.models import Draft, WaitingOffer, WaitingPlace
from portal import keyring
from portal.db.engine import Database
from portal.i18n import Languages
from portal.limits.models import Try
from services_directory.sessions.models import Claim
from tests.browser.chromium import Profile, patient, phone
from tests.browser.journey import Her
from tests.browser.server import OtherSite, Portal, other_site, serving
from tests.conftest import TEST_KEYS
from tests.postgres import Cluster
from tests.schema import every_table

# How somebody with scripts, or without, comes to have a page in hand.
NewPhone: TypeAlias = Callable[..., Her]
NewPortal: TypeAlias = Callable[..., AbstractContextManager[Portal]]


@pytest.fixture(scope="session", params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Every test that asks for this runs twice."""
    return bool(request.param)


@pytest.fixture(scope="session")
def dull_site() -> Iterator[OtherSite]:
    with other_site() as site:
        yield site


@pytest.fixture(scope="session")
def new_portal(
    dull_site: OtherSite, fresh_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> NewPortal:
    """A portal of its own on a fresh SQLite, in the source's language or those it is given."""

    def serve(languages: Languages | None = None) -> AbstractContextManager[Portal]:
        keyring.use(TEST_KEYS)
        path = tmp_path_factory.mktemp("portal") / "portal.db"
        shutil.copyfile(fresh_file, path)
        return serving(f"sqlite:///{path}", f"{dull_site.address}/weather", languages)

    return serve


@pytest.fixture(scope="session")
def standing_portal(new_portal: NewPortal) -> Iterator[Portal]:
    with new_portal() as portal:
        yield portal


def empty(portal: Portal) -> None:
    """Free every time, and end every journey and all waiting."""
    with portal.database.writing() as db:
        for table in (Claim, Draft, Try, WaitingOffer, WaitingPlace):
            db.execute(sa.delete(table))


@pytest.fixture
def portal(standing_portal: Portal, dull_site: OtherSite) -> Portal:
    """The worker's portal: every time is free, no journey is open, and nobody waits."""
    empty(standing_portal)
    dull_site.asked.clear()
    return standing_portal


@pytest.fixture
def new_phone(chromium: Browser, portal: Portal) -> Iterator[NewPhone]:
    """Somebody with an empty phone, as often as it is called."""
    with ExitStack() as phones:

        def take(*, scripts: bool, **options: object) -> Her:
            context = patient(chromium.new_context(**phone(scripts=scripts, **options)))
            phones.callback(context.close)
            return Her(context.new_page(), portal.address, scripts)

        yield take


@pytest.fixture
def her(new_phone: NewPhone, scripts: bool) -> Her:
    """Somebody with an empty phone, once with scripts and once without."""
    return new_phone(scripts=scripts)


@pytest.fixture
def fresh_postgres(cluster: Cluster) -> Iterator[str]:
    """The url of a PostgreSQL database of the test's own, with every table."""
    name = cluster.create()
    database = Database(cluster.url(name))
    every_table().create_all(database.engine)
    database.close()
    yield cluster.url(name)
    cluster.drop(name)


@pytest.fixture
def profile(playwright: Playwright, tmp_path: Path) -> Profile:
    return Profile(tmp_path / "profile", playwright.chromium)
