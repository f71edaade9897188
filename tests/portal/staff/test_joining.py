"""An invitation is accepted once, with a password that is good enough and an app that works."""

import re

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from portal.access import OPERATOR, Role
from portal.db.engine import Database
from portal.staff.actions.accounts import InvitationUsed, Invited, invite, join
from portal.staff.models import Account, Invitation, RecoveryCode, Standing
from portal.staff.queries.accounts import invited
from portal.web.cookie import new_token
from tests.portal.staff.colleagues import Colleague
from tests.portal.staff.conftest import NewDesk
from tests.portal.staff.house import Watch
from tests.staffing import ORGANIZATION

WORDS = "a bucket of very small apples"


@pytest.fixture
def token(database: Database, watch: Watch) -> str:
    """Of an invitation for Ines, a receptionist."""
    made = new_token()
    with database.writing() as db:
        who = Invited("Ines", "ines@example.org", Role.RECEPTIONIST, ORGANIZATION)
        invite(db, who, made, by=OPERATOR, at=watch.now)
    return made


def secret_on(page: str) -> str:
    found = re.search(r'spelled">([A-Z2-7]{32})<', page)
    assert found
    return found.group(1)


def codes_on(page: str) -> list[str]:
    return re.findall(r'spelled">([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})<', page)


def accept(browser: TestClient, token: str, watch: Watch, **typed: str) -> tuple[Colleague, str]:
    page = browser.get(f"/staff/join/{token}").text
    ines = Colleague(Account().id, "ines@example.org", secret_on(page), [], WORDS)
    fields = {"password": WORDS, "again": WORDS, "code": ines.code(watch.now), **typed}
    return ines, browser.post(f"/staff/join/{token}", data=fields).text


def test_p_03_whoever_accepts_is_in_and_has_ten_codes_shown_once(
    desk: NewDesk, token: str, watch: Watch
) -> None:
    browser = desk()
    assert "Welcome, Ines" in browser.get(f"/staff/join/{token}").text
    ines, page = accept(browser, token, watch)
    codes = codes_on(page)
    assert len(set(codes)) == 10
    assert browser.get("/staff").headers["location"] == "/door"
    assert not codes_on(browser.get("/staff/account").text)
    watch.on(minutes=1)
    assert ines.sign_in(desk(), ines.code(watch.now)).status_code == 303
    assert ines.sign_in(desk(), codes[9]).status_code == 303


def test_p_03_the_code_that_proved_the_app_does_not_sign_in_again(
    desk: NewDesk, token: str, watch: Watch
) -> None:
    ines, _ = accept(desk(), token, watch)
    assert ines.sign_in(desk(), ines.code(watch.now)).status_code == 200


def test_p_03_an_invitation_works_once(desk: NewDesk, token: str, watch: Watch) -> None:
    accept(desk(), token, watch)
    late = desk()
    for answer in (
        late.get(f"/staff/join/{token}"),
        late.post(f"/staff/join/{token}", data={"password": WORDS, "again": WORDS}),
        late.post(f"/staff/join/{token}/ceremony"),
        late.post(f"/staff/join/{token}/passkey"),
    ):
        assert answer.status_code == 404
        assert "Ines" not in answer.text


def test_an_invitation_ends_after_four_days(desk: NewDesk, token: str, watch: Watch) -> None:
    watch.on(days=4, seconds=-1)
    assert desk().get(f"/staff/join/{token}").status_code == 200
    watch.on(seconds=1)
    assert desk().get(f"/staff/join/{token}").status_code == 404


def test_a_made_up_invitation_is_none(desk: NewDesk, token: str) -> None:
    assert desk().get(f"/staff/join/{token[:-1]}x").status_code == 404


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"password": "short words", "again": "short words"}, "Use at least 12 characters"),
        ({"password": "Password123!", "again": "Password123!"}, "Too many people"),
        ({"password": "ines@example.org"}, "Leave out your name"),
        ({"again": "a bucket of very small pears"}, "not the same as above"),
        ({"code": "000000"}, "The app shows another code"),
        ({"code": ""}, "The app shows another code"),
    ],
)
def test_p_03_what_is_to_be_mended_is_said_and_nothing_is_kept(
    database: Database, desk: NewDesk, token: str, watch: Watch, typed: dict[str, str], told: str
) -> None:
    browser = desk()
    _, page = accept(browser, token, watch, **typed)
    assert told in page
    with database.reading() as db:
        ines = db.scalars(sa.select(Account)).one()
        assert (ines.standing, ines.password, ines.totp) == (Standing.INVITED, None, None)
        assert not db.scalars(sa.select(RecoveryCode)).all()
    assert browser.get("/staff/account").status_code == 303
    assert codes_on(accept(browser, token, watch)[1]), "the same invitation still opens"


def test_p_03_two_who_accept_at_once_do_not_both_join(
    database: Database, token: str, watch: Watch
) -> None:
    with database.writing() as db:
        ines = invited(db, token, watch.now)
        assert ines is not None
        join(db, ines, at=watch.now)
        with pytest.raises(InvitationUsed):
            join(db, ines, at=watch.now)
        assert not db.scalars(sa.select(Invitation)).all()


@pytest.mark.parametrize("code", ["١٢٣٤٥٦", "é", "", "123 45", "1" * 500])
def test_a_code_of_any_signs_is_told_to_be_another(
    desk: NewDesk, token: str, watch: Watch, code: str
) -> None:
    _, page = accept(desk(), token, watch, code=code)
    assert "Welcome, Ines" in page


def test_a_new_app_is_proved_with_a_code_as_people_type_it(
    desk: NewDesk, token: str, watch: Watch
) -> None:
    page = desk().get(f"/staff/join/{token}").text
    ines = Colleague(Account().id, "ines@example.org", secret_on(page), [], WORDS)
    code = ines.code(watch.now)
    _, joined = accept(desk(), token, watch, code=f"{code[:3]} {code[3:]}")
    assert codes_on(joined)
