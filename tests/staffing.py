"""Staff of the tests' own: an account of any role, signed in at a browser of its own."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from starlette.testclient import TestClient

from portal import keyring
from portal.access import Role
from portal.db.engine import Database
from portal.staff.models import Account, SignIn, Standing
from portal.staff.queries import fingerprint
from portal.web.cookie import STAFFS, new_token
from portal.web.headers import GuardedApplication
from tests.asking import Asks

ORGANIZATION = UUID(int=0x0C)
ORIGIN = "http://localhost:8000"


def signed_in(
    database: Database,
    at: datetime,
    role: Role,
    *,
    organization_id: UUID = ORGANIZATION,
    worker_id: UUID | None = None,
    desk_id: UUID | None = None,
    name: str = "",
    ends_at: datetime | None = None,
) -> str:
    """A new account of this role that has just signed in; gives the cookie that says so."""
    account = account_of(
        role,
        at,
        organization_id=organization_id,
        worker_id=worker_id,
        desk_id=desk_id,
        name=name,
        ends_at=ends_at,
    )
    with database.writing() as db:
        db.add(account)
        db.flush()
        token = new_token()
        db.add(SignIn(token=fingerprint(token), account_id=account.id, began_at=at, seen_at=at))
    return token


def account_of(
    role: Role,
    at: datetime,
    *,
    organization_id: UUID = ORGANIZATION,
    worker_id: UUID | None = None,
    desk_id: UUID | None = None,
    name: str = "",
    ends_at: datetime | None = None,
) -> Account:
    """An account that stands, with no way to sign in yet; not added to any transaction."""
    account_id = uuid4()
    address = f"{account_id.hex}@example.org"
    return Account(
        id=account_id,
        organization_id=organization_id,
        worker_id=worker_id,
        desk_id=desk_id,
        role_name=role.name.lower(),
        standing=Standing.ACTIVE,
        made_at=at - timedelta(days=1),
        ends_at=ends_at,
        login=keyring.fingerprint(address, "staff_accounts.login"),
        name=name or role.name.replace("_", " ").title(),
        email=address,
    )


def desk_browser(
    app: GuardedApplication, token: str = "", *, network: str = "192.0.2.60", scripts: bool = False
) -> TestClient:
    """A browser at the staff's side with this cookie, which follows no redirect by itself."""
    headers = {"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "identity"}
    if scripts:
        headers["HX-Request"] = "true"
    client = Asks(
        app,
        base_url=ORIGIN,
        follow_redirects=False,
        client=(network, 50_000),
        headers=headers,
    )
    if token:
        client.cookies.set(STAFFS, token, domain="localhost.local", path="/")
    return client
