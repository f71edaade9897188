"""Failed tries are limited, and nobody is locked out on purpose (P-03)."""

import re
import time

from starlette.testclient import TestClient

from portal.db.engine import Database
from portal.limits.rules import NETWORK
from tests.portal.staff.colleagues import Colleague, spend
from tests.portal.staff.conftest import Hire, NewDesk
from tests.portal.staff.house import Watch

WAIT = "There were many tries from here"
SHARED = "198.51.100.7"


def fail(who: Colleague, browser: TestClient, times: int) -> None:
    for _ in range(times):
        who.sign_in(browser, "000000", password="not this one, surely")


def place_in(answer: str) -> str:
    found = re.search(r'name="place" value="([^"]+)"', answer)
    return found.group(1) if found else ""


def test_p_03_a_network_that_failed_often_waits(
    database: Database, desk: NewDesk, hire: Hire, watch: Watch
) -> None:
    beth, browser = hire(), desk(network=SHARED)
    spend(database, SHARED, watch.now, NETWORK.most - 1)
    assert WAIT not in beth.sign_in(browser, "000000").text
    assert WAIT in beth.sign_in(browser, beth.codes[0]).text
    watch.on(minutes=10)
    assert beth.sign_in(browser, beth.codes[0]).status_code == 303


def test_p_03_a_clean_network_is_let_in_whatever_others_try_at_the_account(
    desk: NewDesk, hire: Hire
) -> None:
    beth = hire()
    for _ in range(14):
        fail(beth, desk(), 3)
    assert beth.sign_in(desk(), beth.codes[0]).status_code == 303


def test_p_03_nobody_waits_longer_than_ten_minutes_for_their_turn(
    desk: NewDesk, hire: Hire, watch: Watch
) -> None:
    """A script goes on trying at the account from its own networks and from the shared one."""
    beth, own = hire(), desk(network=SHARED)
    fail(beth, own, 1)
    watch.on(hours=2)
    script = desk(network="203.0.113.9")
    fail(beth, script, 12)
    answer = beth.sign_in(own, beth.codes[0])
    assert WAIT in answer.text, "the account's pace holds for a network that has failed"
    place = place_in(answer.text)
    assert place
    for _ in range(10):
        watch.on(minutes=1)
        fail(beth, script, 3)
    assert beth.sign_in(own, beth.codes[0], place=place).status_code == 303


def test_p_03_a_success_is_no_try(desk: NewDesk, hire: Hire) -> None:
    """A whole team signs in from one network, each with one mistyped code."""
    team = [hire() for _ in range(10)]
    for each in team:
        browser = desk(network=SHARED)
        assert each.sign_in(browser, "000000").status_code == 200
        assert each.sign_in(browser, each.codes[0]).status_code == 303
        assert each.sign_in(browser, each.codes[1]).status_code == 303


def test_whoever_must_wait_costs_no_comparing(
    database: Database, desk: NewDesk, hire: Hire, watch: Watch
) -> None:
    beth, browser = hire(), desk(network=SHARED)

    def cost() -> float:
        began = time.process_time()
        for _ in range(3):
            beth.sign_in(browser, "000000", address="nobody@example.org")
        return time.process_time() - began

    compared = cost()
    spend(database, SHARED, watch.now)
    assert min(cost(), cost()) < compared / 2
