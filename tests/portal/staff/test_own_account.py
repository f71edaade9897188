"""One's own ways in: another app, new codes, a password beside a passkey (P-03)."""

import re

import sqlalchemy as sa

from portal.access import OPERATOR, Role
from portal.db.engine import Database
from portal.staff.actions.accounts import Invited, invite
from portal.staff.models import Account
from portal.web.cookie import new_token
from tests.portal.staff.colleagues import Colleague
from tests.portal.staff.conftest import Hire, NewDesk, Seat
from tests.portal.staff.device import Device, asked, proof_by, sign_in
from tests.portal.staff.house import Watch
from tests.staffing import ORGANIZATION

WORDS = "two slow trains past the mill"


def secret_on(page: str) -> str:
    found = re.search(r'spelled">([A-Z2-7]{32})<', page)
    assert found
    return found.group(1)


def codes_on(page: str) -> list[str]:
    return re.findall(r'spelled">([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})<', page)


def test_p_03_new_codes_are_shown_once_and_end_the_old_ones(
    hire: Hire, seat: Seat, desk: NewDesk
) -> None:
    beth = hire()
    browser = seat(beth)
    codes = codes_on(browser.post("/staff/account/codes", data={"proof": beth.codes[0]}).text)
    assert len(set(codes)) == 10
    page = browser.get("/staff/account").text
    assert "You have 10 printed codes left" in page
    assert not codes_on(page)
    assert beth.sign_in(desk(), beth.codes[1]).status_code == 200
    assert beth.sign_in(desk(), codes[0]).status_code == 303


def test_p_03_another_app_takes_the_place_of_the_first(
    hire: Hire, seat: Seat, desk: NewDesk, watch: Watch
) -> None:
    beth = hire()
    browser, other = seat(beth), seat(beth)
    secret = secret_on(browser.get("/staff/account").text)
    new = Colleague(beth.account_id, beth.address, secret, [])
    old = {"proof": beth.code(watch.now)}
    wrong = browser.post("/staff/account/app", data={"code": "000000", **old})
    assert wrong.status_code == 422
    assert "The app shows another code now" in wrong.text
    sent = {"code": new.code(watch.now), **old}
    assert browser.post("/staff/account/app", data=sent).status_code == 303
    assert other.get("/staff/account").status_code == 303, "signed out everywhere else"
    watch.on(minutes=2)
    assert beth.sign_in(desk(), beth.code(watch.now)).status_code == 200
    assert beth.sign_in(desk(), new.code(watch.now)).status_code == 303
    assert secret_on(browser.get("/staff/account").text) != secret, "the next one is another"


def test_whoever_has_a_passkey_alone_adds_a_password_and_gets_codes(
    database: Database, desk: NewDesk, watch: Watch
) -> None:
    token, browser, device = new_token(), desk(), Device()
    with database.writing() as db:
        who = Invited("Ines", "ines@example.org", Role.RECEPTIONIST, ORGANIZATION)
        invite(db, who, token, by=OPERATOR, at=watch.now)
    fields = device.make(asked(browser, f"/staff/join/{token}/ceremony"))
    browser.post(f"/staff/join/{token}/passkey", data=fields)
    for path in ("app", "codes"):
        sent = {"code": ["000000"], **proof_by(browser, device)}
        answer = browser.post(f"/staff/account/{path}", data=sent)
        assert answer.status_code == 422, "neither stands without a password"
    secret = secret_on(browser.get("/staff/account").text)
    ines = Colleague(Account().id, "ines@example.org", secret, [], WORDS)
    typed = {"password": [WORDS], "again": [WORDS]}
    missing = {**typed, "code": ["000000"], **proof_by(browser, device)}
    assert browser.post("/staff/account/password", data=missing).status_code == 422
    with database.reading() as db:
        stored = db.scalars(sa.select(Account)).one()
        assert (stored.password, stored.totp) == (None, None)
    right = {**typed, "code": [ines.code(watch.now)], **proof_by(browser, device)}
    answer = browser.post("/staff/account/password", data=right)
    codes = codes_on(answer.text)
    assert len(codes) == 10
    assert browser.get("/staff/account").status_code == 200
    assert ines.sign_in(desk(), codes[0]).status_code == 303
    assert sign_in(desk(), device) == 303
