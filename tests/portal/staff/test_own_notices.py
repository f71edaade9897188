"""Where notices go, and whether any do: off at first, and changed only with proof (R-03, P-03)."""

import pytest
import sqlalchemy as sa

from portal.access import OPERATOR, Role
from portal.db.engine import Database
from portal.outbox.models import Message
from portal.staff.actions.accounts import end_account
from portal.staff.actions.notices import set_notices, something_waits
from portal.staff.models import Account
from tests.portal.staff.colleagues import Colleague
from tests.portal.staff.conftest import Hire, Seat
from tests.portal.staff.house import Watch

HERE = "/staff/account/notices"
WORK = {"notices_to": "desk@lantern.example", "notices": "on"}


@pytest.fixture
def beth(hire: Hire) -> Colleague:
    return hire()


def kept(database: Database, who: Colleague) -> tuple[str | None, bool]:
    with database.reading() as db:
        account = db.get_one(Account, who.account_id)
        return account.notices_to, account.notices_since is not None


def queued(database: Database, watch: Watch) -> int:
    with database.writing() as db:
        something_waits(db, at=watch.now)
        return db.scalar(sa.select(sa.func.count()).select_from(Message)) or 0


def test_r_03_they_are_off_until_somebody_switches_them_on_with_proof(
    beth: Colleague, seat: Seat, database: Database, watch: Watch
) -> None:
    browser = seat(beth)
    assert "Notices by mail" in browser.get("/staff/account").text
    assert (kept(database, beth), queued(database, watch)) == ((None, False), 0)
    for proof in ({}, {"proof": "000000"}):
        assert "Nothing was changed" in browser.post(HERE, data={**WORK, **proof}).text
    assert kept(database, beth) == (None, False)
    code = {"proof": beth.codes[0]}
    assert browser.post(HERE, data={**WORK, **code}).status_code == 303
    assert kept(database, beth) == ("desk@lantern.example", True)
    assert queued(database, watch) == queued(database, watch) == 1


def test_r_03_another_address_needs_proof_too_and_an_empty_one_is_forgotten(
    beth: Colleague, seat: Seat, database: Database
) -> None:
    browser = seat(beth)
    browser.post(HERE, data={**WORK, "proof": beth.codes[0]})
    other = {"notices_to": "elsewhere@lantern.example", "notices": "on"}
    assert "Nothing was changed" in browser.post(HERE, data=other).text
    assert kept(database, beth) == ("desk@lantern.example", True)
    bad = browser.post(HERE, data={"notices_to": "no address", "notices": "on"})
    assert (bad.status_code, "This is no e-mail address." in bad.text) == (422, True)
    browser.post(HERE, data={"notices_to": "", "proof": beth.codes[1]})
    assert kept(database, beth) == (None, False)


def test_nothing_goes_to_whoever_has_left_or_can_see_nothing_that_waits(
    beth: Colleague, hire: Hire, database: Database, watch: Watch
) -> None:
    desk = hire(Role.RECEPTIONIST)
    with database.writing() as db:
        for each in (beth, desk):
            account = db.get_one(Account, each.account_id)
            set_notices(db, account, "a@b.example", is_on=True, by=OPERATOR, at=watch.now)
        end_account(db, db.get_one(Account, beth.account_id), by=OPERATOR, at=watch.now)
    assert kept(database, beth) == (None, False)
    assert queued(database, watch) == 0
