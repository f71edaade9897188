"""Every address of the staff's door and accounts against every role (P-01)."""

from uuid import UUID

import pytest
from starlette.testclient import TestClient

from portal.access import STAFF, Role
from portal.db.engine import Database
from portal.staff.routes import routes
from portal.staffing import DIRECTORY
from tests.portal.staff.conftest import NewDesk
from tests.portal.staff.house import Watch
from tests.staffing import signed_in

SEES_ACCOUNTS = {Role.COORDINATOR, Role.LEAD, Role.TECHNICIAN}
HAS_ACCOUNT = STAFF - {Role.COVER}
NOBODY_ELSES = UUID(int=7)

# Each address: who may use it. Whoever is not signed in is led to the door instead.
ADDRESSES: dict[tuple[str, str], frozenset[Role] | set[Role]] = {
    ("GET", "/staff"): STAFF,
    ("GET", "/staff/access"): STAFF,
    ("POST", "/staff"): STAFF,
    ("POST", "/staff/leave"): STAFF,
    ("POST", "/staff/stay"): STAFF,
    ("POST", "/staff/ceremony"): STAFF,
    ("POST", "/staff/passkey"): STAFF,
    ("GET", "/staff/join/{token}"): STAFF,
    ("POST", "/staff/join/{token}"): STAFF,
    ("POST", "/staff/join/{token}/ceremony"): STAFF,
    ("POST", "/staff/join/{token}/passkey"): STAFF,
    ("GET", "/staff/account"): HAS_ACCOUNT,
    ("POST", "/staff/account/ceremony"): HAS_ACCOUNT,
    ("POST", "/staff/account/passkeys"): HAS_ACCOUNT,
    ("POST", "/staff/account/passkeys/{passkey_id:uuid}"): HAS_ACCOUNT,
    ("POST", "/staff/account/password"): HAS_ACCOUNT,
    ("POST", "/staff/account/app"): HAS_ACCOUNT,
    ("POST", "/staff/account/codes"): HAS_ACCOUNT,
    ("POST", "/staff/account/others"): HAS_ACCOUNT,
    ("POST", "/staff/account/language"): HAS_ACCOUNT,
    ("POST", "/staff/account/notices"): {Role.COORDINATOR, Role.DESK_WORKER, Role.LEAD},
    ("GET", "/staff/people"): SEES_ACCOUNTS,
    ("POST", "/staff/people"): SEES_ACCOUNTS,
    ("GET", "/staff/people/{account_id:uuid}"): SEES_ACCOUNTS,
    ("POST", "/staff/people/{account_id:uuid}"): SEES_ACCOUNTS,
}

# For whoever is not signed in: the door and the invitations alone.
OPEN = {address for address, who in ADDRESSES.items() if who == STAFF}


def ask(browser: TestClient, method: str, path: str) -> int:
    for part in ("{passkey_id:uuid}", "{account_id:uuid}"):
        path = path.replace(part, str(NOBODY_ELSES))
    return browser.request(method, path.replace("{token}", "x" * 43)).status_code


def test_the_table_has_every_address() -> None:
    found = {
        (method, route.path)
        for route in routes(DIRECTORY)
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert found == set(ADDRESSES)
    assert all(route.staffs for route in routes(DIRECTORY))


@pytest.mark.parametrize("role", [role for role in Role if role in STAFF])
def test_p_01_every_role_reaches_what_is_its_own_and_nothing_else(
    database: Database, desk: NewDesk, watch: Watch, role: Role
) -> None:
    for (method, path), who in ADDRESSES.items():
        browser = desk(signed_in(database, watch.now, role))
        status = ask(browser, method, path)
        assert (status == 403) == (role not in who), (method, path, status)


def test_p_03_whoever_is_not_signed_in_is_led_to_the_door(desk: NewDesk) -> None:
    for method, path in ADDRESSES:
        browser = desk()
        answer = ask(browser, method, path)
        if (method, path) in OPEN:
            assert answer in (200, 204, 303, 404), path
        else:
            assert answer == 303, path


def test_no_answer_of_the_staffs_side_is_kept_or_compressed_with_a_secret(
    database: Database, desk: NewDesk, watch: Watch
) -> None:
    browser = desk(signed_in(database, watch.now, Role.COORDINATOR))
    for path in ("/staff", "/staff/account", "/staff/people"):
        answer = browser.get(path, headers={"accept-encoding": "gzip"})
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
    assert "content-encoding" not in browser.get("/staff/account").headers
