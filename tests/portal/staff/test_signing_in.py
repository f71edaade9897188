"""Signing in by password and code: what opens, what does not, and what is told (P-03)."""

import time

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from portal.access import Role
from portal.db.engine import Database
from portal.record.models import Entry
from portal.staff.actions.passwords import NOBODYS, compare, hashed
from portal.staff.models import Account, SignIn, Standing
from portal.web.cookie import NOBODY
from tests.portal.staff.colleagues import Colleague
from tests.portal.staff.conftest import Hire, NewDesk
from tests.portal.staff.house import Watch


def is_in(browser: TestClient) -> bool:
    return browser.get("/staff/account").status_code == 200


def test_p_03_password_and_code_open_the_door(desk: NewDesk, hire: Hire, watch: Watch) -> None:
    beth, browser = hire(), desk()
    assert not is_in(browser)
    answer = beth.sign_in(browser, beth.code(watch.now))
    assert (answer.status_code, answer.headers["location"]) == (303, "/board")
    assert is_in(browser)


def test_address_and_code_may_be_typed_as_people_type_them(
    desk: NewDesk, hire: Hire, watch: Watch
) -> None:
    beth, browser = hire(), desk()
    code = beth.code(watch.now)
    spaced = {"address": f"  {beth.address.upper()} "}
    assert beth.sign_in(browser, f"{code[:3]} {code[3:]}", **spaced).status_code == 303


def test_p_03_neither_half_is_enough(desk: NewDesk, hire: Hire, watch: Watch) -> None:
    beth, asha = hire(), hire()
    code = beth.code(watch.now)
    for typed in (
        {"password": ""},
        {"password": "not this one, surely"},
        {"address": asha.address},
    ):
        browser = desk()
        assert beth.sign_in(browser, code, **typed).status_code == 200
        assert not is_in(browser)
    for wrong in ("", "000000", code[:5], asha.codes[0]):
        browser = desk()
        assert beth.sign_in(browser, wrong).status_code == 200
        assert not is_in(browser)
    assert beth.sign_in(desk(), code).status_code == 303, "nothing of that spent the code"


def test_p_03_a_code_works_once(desk: NewDesk, hire: Hire, watch: Watch) -> None:
    beth = hire()
    code = beth.code(watch.now)
    assert beth.sign_in(desk(), code).status_code == 303
    thief = desk()
    assert beth.sign_in(thief, code).status_code == 200
    assert not is_in(thief)
    watch.on(seconds=30)
    assert beth.sign_in(desk(), code).status_code == 200, "nor within the next half-minute"
    assert beth.sign_in(desk(), beth.code(watch.now)).status_code == 303


@pytest.mark.parametrize(("steps", "status"), [(-2, 200), (0, 303), (1, 303), (2, 200)])
def test_clocks_may_differ_by_half_a_minute(
    desk: NewDesk, hire: Hire, watch: Watch, steps: int, status: int
) -> None:
    beth = hire()
    watch.on(minutes=5)
    assert beth.sign_in(desk(), beth.code(watch.now, steps=steps)).status_code == status


def test_a_code_that_was_passed_over_does_not_work_either(
    desk: NewDesk, hire: Hire, watch: Watch
) -> None:
    beth = hire()
    watch.on(minutes=5)
    now, before = beth.code(watch.now), beth.code(watch.now, steps=-1)
    assert beth.sign_in(desk(), now).status_code == 303
    assert beth.sign_in(desk(), before).status_code == 200


def test_p_03_a_printed_code_works_once_and_for_its_owner(desk: NewDesk, hire: Hire) -> None:
    beth, asha = hire(), hire()
    assert asha.sign_in(desk(), beth.codes[0]).status_code == 200
    assert beth.sign_in(desk(), beth.codes[0].upper().replace("-", " ")).status_code == 303
    assert beth.sign_in(desk(), beth.codes[0]).status_code == 200
    assert beth.sign_in(desk(), beth.codes[1]).status_code == 303


def test_p_03_known_and_unknown_accounts_are_answered_alike(
    database: Database, desk: NewDesk, hire: Hire, watch: Watch
) -> None:
    """One body, one status: for no account, a wrong password, a wrong code, one that has ended, was
    only invited, or has no password."""
    known, ended, invited, keyed = hire(), hire(), hire(), hire()
    with database.writing() as db:
        stored = {each.id: each for each in db.scalars(sa.select(Account))}
        stored[ended.account_id].standing = Standing.ENDED
        stored[invited.account_id].standing = Standing.INVITED
        stored[keyed.account_id].password = None
    tries = [
        (known, {"password": "some other words again"}),
        (known, {"code": "000000"}),
        (known, {"address": "nobody@example.org"}),
        (ended, {}),
        (invited, {}),
        (keyed, {}),
    ]
    bodies = set()
    for who, typed in tries:
        said = {"code": who.code(watch.now), **typed}
        answer = who.sign_in(desk(), said.pop("code"), **said)
        assert answer.status_code == 200
        bodies.add(answer.text.replace(said.get("address", who.address), "ADDRESS"))
    assert len(bodies) == 1


def test_p_03_an_unknown_address_costs_as_much_work(database: Database, hire: Hire) -> None:
    """Measured as the processor's time, of all threads."""
    beth = hire()
    with database.writing() as db:
        account = db.get(Account, beth.account_id)
        assert account is not None
        account.password = hashed(beth.password)

    def cost(address: str) -> float:
        began = time.process_time()
        with database.reading() as db:
            assert not compare(db, address, "not the password").is_right
        return time.process_time() - began

    known, unknown = (min(cost(each) for _ in "abc") for each in (beth.address, "no@example.org"))
    assert 0.5 < unknown / known < 2


def test_nobodys_password_is_as_costly_as_anybodys_and_opens_nothing() -> None:
    from argon2 import PasswordHasher

    assert not PasswordHasher().check_needs_rehash(NOBODYS)


def test_p_03_a_planted_cookie_is_worth_nothing_after_signing_in(
    database: Database, desk: NewDesk, hire: Hire, watch: Watch
) -> None:
    beth, asha = hire(), hire()
    browser = desk()
    beth.sign_in(browser, beth.code(watch.now))
    planted = browser.cookies["d"]
    assert asha.sign_in(browser, asha.code(watch.now)).status_code == 303
    assert browser.cookies["d"] not in ("", NOBODY, planted)
    assert not is_in(desk(planted))
    made_up = desk("x" * 43)
    beth.sign_in(made_up, beth.codes[0])
    assert made_up.cookies["d"] != "x" * 43
    with database.reading() as db:
        assert len(db.scalars(sa.select(SignIn)).all()) == 2


def test_p_03_whoever_guesses_at_codes_with_the_password_is_stopped_for_the_day(
    database: Database, desk: NewDesk, hire: Hire, watch: Watch
) -> None:
    """And is told nothing by it; printed codes still open."""
    beth = hire()
    for _ in range(10):
        assert beth.sign_in(desk(), "000000").status_code == 200
    watch.on(minutes=1)
    assert beth.sign_in(desk(), beth.code(watch.now)).status_code == 200
    assert beth.sign_in(desk(), beth.codes[0]).status_code == 303
    watch.on(hours=24)
    assert beth.sign_in(desk(), beth.code(watch.now)).status_code == 303


def test_wrong_passwords_do_not_shut_the_codes(desk: NewDesk, hire: Hire, watch: Watch) -> None:
    """Whoever knows an address alone must not shut its owner out."""
    beth = hire()
    for _ in range(12):
        beth.sign_in(desk(), "000000", password="not this one, surely")
    assert beth.sign_in(desk(), beth.code(watch.now)).status_code == 303


def test_an_account_whose_pass_ran_out_does_not_open(
    desk: NewDesk, hire: Hire, watch: Watch
) -> None:
    ends = watch.now.replace(hour=13)
    cover = hire(Role.COVER, ends_at=ends)
    assert cover.sign_in(desk(), cover.codes[0]).headers["location"] == "/desk"
    watch.now = ends
    assert cover.sign_in(desk(), cover.codes[1]).status_code == 200


def test_signing_in_and_out_are_recorded(
    database: Database, desk: NewDesk, hire: Hire, watch: Watch
) -> None:
    beth, browser = hire(), desk()
    beth.sign_in(browser, beth.code(watch.now))
    left = browser.post("/staff/leave")
    assert (left.status_code, left.headers["location"]) == (303, "/staff")
    assert not is_in(browser)
    with database.reading() as db:
        about = sa.select(Entry).where(Entry.about == beth.account_id).order_by(Entry.number)
        said = [(entry.verb, entry.who) for entry in db.scalars(about)][-2:]
    who = f"coordinator:{beth.account_id}"
    assert said == [("sign in", who), ("sign out", who)]


def test_a_door_that_was_not_asked_by_our_own_page_stays_shut(
    desk: NewDesk, hire: Hire, watch: Watch
) -> None:
    beth: Colleague = hire()
    browser = desk()
    fields = {"address": beth.address, "password": beth.password, "code": beth.code(watch.now)}
    elsewhere = {"sec-fetch-site": "cross-site"}
    assert browser.post("/staff", data=fields, headers=elsewhere).status_code == 403
    assert browser.post("/staff", data=fields).status_code == 303
