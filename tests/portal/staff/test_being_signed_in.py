"""How long a sign-in lasts, what ends it at once, and where unlocking leads (P-03)."""

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from portal.access import OPERATOR, Role
from portal.db.engine import Database
from portal.staff.actions.accounts import change_role, end_account
from portal.staff.models import Account, SignIn
from portal.web.headers import GuardedApplication
from tests.portal.staff.colleagues import Colleague
from tests.portal.staff.conftest import Hire, NewDesk, Seat
from tests.portal.staff.house import Watch
from tests.staffing import desk_browser, signed_in

NEW = {"password": "two slow trains past the mill", "again": "two slow trains past the mill"}


def is_in(browser: TestClient) -> bool:
    """Asked as a page that asks by itself does, which is no activity."""
    return browser.get("/board/rows").status_code == 200


def test_p_03_a_quarter_of_an_hour_without_anybody_locks_the_desk(
    desk: NewDesk, database: Database, watch: Watch
) -> None:
    browser = desk(signed_in(database, watch.now, Role.COORDINATOR))
    watch.on(minutes=14)
    assert browser.get("/board").status_code == 200
    watch.on(minutes=14)
    assert browser.get("/board").status_code == 200, "work goes on, and so does the sign-in"
    watch.on(minutes=15)
    shut = browser.get("/board")
    assert (shut.status_code, shut.headers["location"]) == (303, "/staff")
    assert "This desk is locked" in browser.get("/staff").text


def test_p_03_polling_is_no_activity(desk: NewDesk, database: Database, watch: Watch) -> None:
    browser = desk(signed_in(database, watch.now, Role.COORDINATOR))
    for _ in range(14):
        watch.on(minutes=1)
        assert is_in(browser)
    watch.on(minutes=1)
    assert not is_in(browser)


def test_whoever_types_at_length_is_at_work(
    desk: NewDesk, database: Database, watch: Watch
) -> None:
    browser = desk(signed_in(database, watch.now, Role.COORDINATOR))
    for _ in range(4):
        watch.on(minutes=14)
        assert browser.post("/staff/stay").status_code == 204
    assert is_in(browser)
    stranger = desk()
    assert stranger.post("/staff/stay").status_code == 204
    assert not is_in(stranger)


def test_without_scripts_a_page_left_open_leads_to_the_door_by_itself(
    desk: NewDesk, database: Database, watch: Watch
) -> None:
    browser = desk(signed_in(database, watch.now, Role.COORDINATOR))
    assert 'content="905;url=/staff"' in browser.get("/staff/account").text
    assert "http-equiv" not in desk().get("/staff").text


def test_a_page_that_asks_by_itself_is_led_to_the_door(
    app: GuardedApplication, database: Database, watch: Watch
) -> None:
    browser = desk_browser(app, signed_in(database, watch.now, Role.COORDINATOR), scripts=True)
    watch.on(minutes=15)
    assert browser.get("/board/rows").headers["hx-redirect"] == "/staff"


def test_p_03_eight_hours_are_the_most(desk: NewDesk, database: Database, watch: Watch) -> None:
    browser = desk(signed_in(database, watch.now, Role.COORDINATOR))
    for _ in range(47):
        watch.on(minutes=10)
        assert browser.get("/board").status_code == 200
    watch.on(minutes=10)
    assert browser.get("/board").status_code == 303
    assert "This desk is locked" not in browser.get("/staff").text, "that day is over"


def test_p_03_unlocking_leads_back_to_where_they_were(
    desk: NewDesk, hire: Hire, watch: Watch
) -> None:
    beth, browser = hire(), desk()
    beth.sign_in(browser, beth.codes[0])
    browser.get("/staff/people")
    browser.get("/board/rows")
    watch.on(minutes=16)
    assert browser.get("/staff/people").status_code == 303
    back = beth.sign_in(browser, beth.codes[1])
    assert (back.status_code, back.headers["location"]) == (303, "/staff/people")


def test_p_03_nobody_else_is_led_to_where_they_were(
    desk: NewDesk, hire: Hire, watch: Watch
) -> None:
    beth, lena, browser = hire(), hire(Role.RECEPTIONIST), desk()
    beth.sign_in(browser, beth.codes[0])
    browser.get("/staff/people")
    watch.on(minutes=16)
    assert lena.sign_in(browser, lena.codes[0]).headers["location"] == "/door"


@pytest.mark.parametrize("name", ["to", "next", "place", "return"])
def test_p_03_no_address_from_outside_is_ever_led_to(desk: NewDesk, hire: Hire, name: str) -> None:
    beth = hire()
    evil = {name: "//evil.example/board"}
    assert beth.sign_in(desk(), beth.codes[0], **evil).headers["location"] == "/board"
    browser = desk()
    browser.get("/staff", params=evil)
    assert beth.sign_in(browser, beth.codes[1]).headers["location"] == "/board"


def two_desks(hire: Hire, seat: Seat) -> tuple[Colleague, TestClient, TestClient]:
    beth = hire()
    own, other = seat(beth), seat(beth)
    assert is_in(own)
    assert is_in(other)
    return beth, own, other


def test_p_03_end_all_others_ends_them_at_once(hire: Hire, seat: Seat) -> None:
    _, own, other = two_desks(hire, seat)
    bystander = seat(hire())
    assert own.post("/staff/account/others").status_code == 303
    assert (is_in(own), is_in(other), is_in(bystander)) == (True, False, True)


def test_p_03_a_new_password_ends_every_sign_in_but_the_own(
    hire: Hire, desk: NewDesk, seat: Seat
) -> None:
    beth, own, other = two_desks(hire, seat)
    before = own.cookies["d"]
    assert (
        own.post("/staff/account/password", data={**NEW, "proof": beth.codes[0]}).status_code == 303
    )
    assert (is_in(own), is_in(other), is_in(desk(before))) == (True, False, False)
    assert beth.sign_in(desk(), beth.codes[2]).status_code == 200, "the old password is none"
    assert beth.sign_in(desk(), beth.codes[2], password=NEW["password"]).status_code == 303


def test_p_03_another_role_ends_every_sign_in(
    database: Database, hire: Hire, desk: NewDesk, watch: Watch, seat: Seat
) -> None:
    beth, own, other = two_desks(hire, seat)
    with database.writing() as db:
        stored = db.get(Account, beth.account_id)
        assert stored is not None
        change_role(db, stored, Role.RECEPTIONIST, None, by=OPERATOR, at=watch.now)
    for browser in (own, other):
        assert browser.get("/staff/account").status_code == 303
    assert beth.sign_in(own, beth.codes[2]).headers["location"] == "/door"


def test_p_03_whoever_leaves_is_out_at_once_and_for_good(
    database: Database, hire: Hire, desk: NewDesk, watch: Watch, seat: Seat
) -> None:
    beth, own, other = two_desks(hire, seat)
    with database.writing() as db:
        stored = db.get(Account, beth.account_id)
        assert stored is not None
        end_account(db, stored, by=OPERATOR, at=watch.now)
    assert (is_in(own), is_in(other)) == (False, False)
    assert beth.sign_in(own, beth.codes[2]).status_code == 200


def test_what_ran_out_is_swept_at_the_next_sign_in(
    database: Database, hire: Hire, desk: NewDesk, watch: Watch
) -> None:
    beth = hire()
    beth.sign_in(desk(), beth.codes[0])
    watch.on(hours=8)
    beth.sign_in(desk(), beth.codes[1])
    with database.reading() as db:
        assert [row.began_at for row in db.scalars(sa.select(SignIn))] == [watch.now]


def test_p_03_changing_how_one_signs_in_does_not_make_the_day_longer(
    database: Database, hire: Hire, desk: NewDesk, watch: Watch
) -> None:
    beth, browser = hire(), desk()
    beth.sign_in(browser, beth.codes[0])
    began = watch.now
    watch.on(minutes=9)
    assert (
        browser.post("/staff/account/password", data={**NEW, "proof": beth.codes[1]}).status_code
        == 303
    )
    with database.reading() as db:
        assert [row.began_at for row in db.scalars(sa.select(SignIn))] == [began]
