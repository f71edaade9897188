"""A cookie alone changes nothing of how somebody signs in, however new it is: a code or a passkey's
signature goes with the very request, and each works once (P-03)."""

from typing import Any

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from portal.access import OPERATOR
from portal.db.engine import Database
from portal.staff.actions.accounts import end_account
from portal.staff.models import Account, Passkey, RecoveryCode
from portal.staff.rules.codes import MOST_WRONG
from tests.portal.staff.colleagues import Colleague
from tests.portal.staff.conftest import Hire, NewDesk, Seat
from tests.portal.staff.device import Device, add_to, asked, proof_by
from tests.portal.staff.house import Watch

NEW = {"password": "two slow trains past the mill", "again": "two slow trains past the mill"}
REFUSED = "Nothing was changed"


@pytest.fixture
def beth(hire: Hire) -> Colleague:
    return hire()


@pytest.fixture
def stolen(beth: Colleague, seat: Seat) -> TestClient:
    """Another browser with the cookie of a sign-in that has just begun."""
    return seat(beth)


def ways_in(database: Database) -> list[Any]:
    """All by which anybody's account opens."""
    accounts = Account.__table__.c
    with database.reading() as db:
        return [
            db.execute(sa.select(accounts.password, accounts.totp)).all(),
            db.scalars(sa.select(Passkey.label).order_by(Passkey.id)).all(),
            sorted(db.scalars(sa.select(RecoveryCode.code))),
        ]


def every_change(browser: TestClient, database: Database) -> list[tuple[str, dict[str, Any]]]:
    """Each change of how somebody signs in, complete but for the proof."""
    made = Device().make(asked(browser, "/staff/account/ceremony"))
    with database.reading() as db:
        keys = db.scalars(sa.select(Passkey.id)).all()
    return [
        ("password", NEW),
        ("app", {"code": "000000"}),
        ("codes", {}),
        ("passkeys", made),
        *((f"passkeys/{key}", {"go": go}) for key in keys for go in ("rename", "remove")),
    ]


def test_p_03_whoever_has_the_cookie_alone_changes_nothing(
    beth: Colleague, stolen: TestClient, seat: Seat, database: Database
) -> None:
    device = Device()
    assert add_to(seat(beth), device, proof=beth.codes[0]) == 303
    before = ways_in(database)
    for path, typed in every_change(stolen, database):
        for proof in ({}, {"proof": "000000"}, {"proof": beth.codes[0]}):
            answer = stolen.post(f"/staff/account/{path}", data={**typed, **proof})
            assert (answer.status_code, REFUSED in answer.text) == (200, True), path
    assert ways_in(database) == before


def test_p_03_a_passkey_proves_for_its_own_account_alone_and_once(
    beth: Colleague, hire: Hire, seat: Seat
) -> None:
    lena = hire()
    bethes, lenas, device, other = seat(beth), seat(lena), Device(), Device()
    add_to(bethes, device, proof=beth.codes[0])
    add_to(lenas, other, proof=lena.codes[0])
    assert REFUSED in bethes.post("/staff/account/codes", data=proof_by(bethes, other)).text
    signed = proof_by(bethes, device)
    assert "Your printed codes" in bethes.post("/staff/account/codes", data=signed).text
    assert REFUSED in bethes.post("/staff/account/codes", data=signed).text


def test_p_03_a_code_proves_once_and_signs_nobody_in_after(
    beth: Colleague, stolen: TestClient, desk: NewDesk, watch: Watch
) -> None:
    code = {"proof": beth.code(watch.now)}
    assert "Your printed codes" in stolen.post("/staff/account/codes", data=code).text
    assert REFUSED in stolen.post("/staff/account/codes", data=code).text
    assert beth.sign_in(desk(), code["proof"]).status_code == 200


def test_p_03_whoever_guesses_at_the_proof_is_shut_out_after_ten(
    beth: Colleague, stolen: TestClient, watch: Watch
) -> None:
    for _ in range(MOST_WRONG):
        assert REFUSED in stolen.post("/staff/account/codes", data={"proof": "000000"}).text
    right = {"proof": beth.code(watch.now)}
    assert REFUSED in stolen.post("/staff/account/codes", data=right).text
    assert (
        "Your printed codes"
        in stolen.post("/staff/account/codes", data={"proof": beth.codes[0]}).text
    )


def test_p_03_an_ended_account_proves_nothing(
    beth: Colleague, stolen: TestClient, database: Database, watch: Watch
) -> None:
    with database.writing() as db:
        account = db.get(Account, beth.account_id)
        assert account is not None
        end_account(db, account, by=OPERATOR, at=watch.now)
    answer = stolen.post("/staff/account/codes", data={"proof": beth.codes[0]})
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff")


def test_what_is_to_be_mended_leaves_the_code_as_good_as_before(
    beth: Colleague, stolen: TestClient, watch: Watch
) -> None:
    code = {"proof": beth.code(watch.now)}
    assert stolen.post("/staff/account/password", data={**code, "password": "x"}).status_code == 422
    assert stolen.post("/staff/account/password", data={**code, **NEW}).status_code == 303
