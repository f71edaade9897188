"""A staff door on each kind of database, and colleagues who really joined."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from portal.access import Role
from portal.db.engine import Database
from portal.staff.actions.attendance import begin
from portal.staff.models import Account
from portal.web.cookie import new_token
from portal.web.headers import GuardedApplication
from services_directory.sessions.actions import plan_sessions
from services_directory.sessions.actions.demonstration import furnish
from tests.portal.staff.colleagues import Colleague, join_as
from tests.portal.staff.house import NOW, Watch, open_door
from tests.staffing import desk_browser

Hire = Callable[..., Colleague]
NewDesk = Callable[..., TestClient]
Seat = Callable[[Colleague], TestClient]


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def app(database: Database, watch: Watch) -> GuardedApplication:
    return open_door(database, watch)


@pytest.fixture
def desk(app: GuardedApplication) -> NewDesk:
    """A browser at the door, as often as it is called; each on a network of its own."""
    networks = iter(range(1, 250))

    def sit(token: str = "", *, network: str = "") -> TestClient:
        return desk_browser(app, token, network=network or f"198.18.{next(networks)}.7")

    return sit


@pytest.fixture
def seat(database: Database, watch: Watch, desk: NewDesk) -> Seat:
    """A browser at which a colleague has just signed in, without the work of it."""

    def sit(who: Colleague) -> TestClient:
        token = new_token()
        with database.writing() as db:
            account = db.get(Account, who.account_id)
            assert account is not None
            begin(db, account, token, at=watch.now)
        return desk(token)

    return sit


@pytest.fixture
def hire(database: Database, watch: Watch) -> Hire:
    """Somebody with an account, a password, an app and printed codes."""

    def join(role: Role = Role.COORDINATOR, **options: object) -> Colleague:
        return join_as(database, role, watch.now, **options)  # type: ignore[arg-type]

    return join


@pytest.fixture
def directory(database: Database) -> None:
    """The demo's two towns, four weeks ahead."""
    with database.writing() as db:
        furnish(db, valid_from=NOW.date() - timedelta(weeks=3))
        plan_sessions(db, at=NOW, weeks=4)
