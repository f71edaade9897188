"""A connection that staff lose is told of, and what somebody wrote stays where it was written."""

import re
from collections.abc import Iterator
from time import sleep

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect

from portal.access import Role
from portal.web.cookie import STAFFS
from services_directory.sessions.models import ServiceSession
from tests.browser.bad_line import BadLine, Weather, bad_line
from tests.browser.chromium import patient
from tests.browser.server import Portal
from tests.staffing import signed_in

WORDS = "A letter came by post. They ask for all that we keep."
SINCE = re.compile(r"Not connected since \d\d:\d\d\.")


@pytest.fixture
def line(portal: Portal) -> Iterator[BadLine]:
    with bad_line(portal.address) as line:
        yield line


@pytest.fixture
def desk(chromium: Browser, portal: Portal, line: BadLine) -> Iterator[Page]:
    """A coordinator's browser, at the other end of a line that can fail."""
    context = patient(chromium.new_context(base_url=line.address))
    token = signed_in(portal.database, portal.clock(), Role.COORDINATOR)
    context.add_cookies([{"name": STAFFS, "value": token, "url": line.address}])
    yield context.new_page()
    context.close()


def test_a_board_that_no_longer_hears_says_since_when(
    desk: Page, portal: Portal, line: BadLine
) -> None:
    with portal.database.reading() as db:
        session_id = db.scalars(sa.select(ServiceSession.id).limit(1)).one()
    desk.clock.install()
    desk.goto(f"/board/{session_id}")
    expect(desk.locator("#lost")).to_be_hidden()
    for weather in (Weather.UNHEARD, Weather.PROXY_FAILS):
        line.weather = weather
        goes_on_until(desk, is_lost=True)
        expect(desk.locator("#lost")).to_have_text(SINCE)
        line.weather = Weather.GOOD
        goes_on_until(desk, is_lost=False)


def goes_on_until(desk: Page, *, is_lost: bool) -> None:
    """Half a minute on the page's clock at most, while the line has time to answer."""
    for _ in range(30):
        if desk.locator("#lost").is_visible() == is_lost:
            return
        desk.clock.run_for(1_000)
        sleep(0.1)
    raise AssertionError(f"half a minute on, lost is {not is_lost}")


def test_what_staff_wrote_is_not_sent_into_the_dark(desk: Page, line: BadLine) -> None:
    """Neither with the line gone nor with a proxy that says so; it goes as soon as it can."""
    desk.goto("/requests")
    desk.fill("#words", WORDS)
    for weather in (Weather.UNHEARD, Weather.PROXY_FAILS):
        line.weather = weather
        desk.get_by_role("button", name="Write it down").click()
        expect(desk.locator("#lost")).to_be_visible(timeout=20_000)
        assert desk.locator("#words").input_value() == WORDS
        line.weather = Weather.GOOD
    with desk.expect_navigation():
        desk.get_by_role("button", name="Write it down").click()
    assert desk.locator("#words").input_value() == WORDS, "what lacked is asked for, words kept"
