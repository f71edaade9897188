"""A slow connection, or none: she is told, taps again, and loses nothing that she typed."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, Request, expect

from bookings.visits.models import Visit, VisitStatus
from tests.browser.bad_line import BadLine, Weather, bad_line
from tests.browser.conftest import NewPhone
from tests.browser.halfway import stand_at
from tests.browser.journey import Her, to_the_times, walk
from tests.browser.server import Portal
from tests.browser.sights import exit_missed

TYPED = "Yebblowatt"


@pytest.fixture
def line(portal: Portal) -> Iterator[BadLine]:
    with bad_line(portal.address) as line:
        yield line


def slow_down(page: Page, *, milliseconds: int) -> None:
    """As on the edge of a village: 400 kbit/s, and each answer this much later."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    speed = {"downloadThroughput": 50_000, "uploadThroughput": 50_000}
    conditions = {"offline": False, "latency": milliseconds, **speed}
    devtools.send("Network.emulateNetworkConditions", conditions)


def test_the_journey_can_be_gone_on_a_slow_connection(her: Her) -> None:
    """V-02."""
    slow_down(her.page, milliseconds=200)
    assert walk(to_the_times(her))[-1] == "times"


def tap_twice(page: Page) -> None:
    """On the main button, without waiting for anything in between."""
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    box = page.locator("button.next").bounding_box()
    assert box is not None
    middle = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    devtools = page.context.new_cdp_session(page)
    for kind in ("touchStart", "touchEnd") * 2:
        points = [middle] if kind == "touchStart" else []
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_two_taps_in_a_hurry_count_as_one(her: Her, portal: Portal) -> None:
    """A slow answer is asked for again; no step is passed over, and nothing is chosen twice."""
    her.carries(stand_at(portal, "needs")).opens()
    slow_down(her.page, milliseconds=800)
    posts: list[str] = []

    def note(request: Request) -> None:
        posts.extend([request.url] * (request.method == "POST"))

    her.page.on("request", note)
    tap_twice(her.page)
    expect(her.page.locator(her.STEP)).to_have_value("order")
    assert len(posts) in ((1,) if her.scripts else (1, 2))
    her.page.wait_for_timeout(1_200)
    assert her.step == "order"


def test_a_lost_connection_is_told_and_keeps_what_was_typed(
    new_phone: NewPhone, portal: Portal
) -> None:
    her = new_phone(scripts=True).carries(stand_at(portal, "company")).opens()
    her.retypes("companion", TYPED)
    her.page.context.set_offline(True)
    her.page.locator("button.next").tap()
    expect(her.page.locator("#lost")).to_be_visible()
    assert exit_missed(her.page) == [], "V-04"
    assert her.page.locator("#companion").input_value() == TYPED
    her.page.context.set_offline(False)
    her.presses("next", comes="times")
    expect(her.page.locator("#lost")).to_be_hidden()


def lost(her: Her) -> bool:
    """Whether she is told that no answer came, once one would have."""
    expect(her.page.locator("#lost")).to_be_visible()
    return exit_missed(her.page) == []


def test_whatever_befalls_an_answer_is_told_and_what_was_typed_stays(
    new_phone: NewPhone, portal: Portal, line: BadLine
) -> None:
    """V-02: and to press again goes on, whether the portal had heard the first press or not."""
    her = new_phone(scripts=True).carries(stand_at(portal, "company"))
    her.address = line.address
    her.opens().retypes("companion", TYPED)
    for weather in (each for each in Weather if each is not Weather.GOOD):
        line.weather = weather
        her.page.locator("button.next").tap()
        assert lost(her), weather
        assert her.page.locator("#companion").input_value() == TYPED, weather
        line.weather = Weather.GOOD
        her.presses("next", comes="times")
        expect(her.page.locator("#lost")).to_be_hidden()
        assert her.presses("back").page.locator("#companion").input_value() == TYPED


def test_the_first_page_says_too_that_no_answer_came(new_phone: NewPhone) -> None:
    her = new_phone(scripts=True).opens()
    her.page.context.set_offline(True)
    her.page.locator("button.next").tap()
    assert lost(her)
    her.page.context.set_offline(False)
    her.presses("start", comes="before")


def booked(portal: Portal) -> int:
    with portal.database.reading() as db:
        standing = Visit.status == VisitStatus.BOOKED
        return db.scalar(sa.select(sa.func.count()).where(standing)) or 0


def test_a_booking_whose_answer_was_lost_is_made_once_and_told(
    her: Her, portal: Portal, line: BadLine
) -> None:
    """To press again, or to open the page again where no script runs, shows that it was done."""
    her.carries(stand_at(portal, "check"))
    her.address = line.address
    her.opens()
    before = booked(portal)
    line.weather = Weather.UNHEARD
    presses_into_the_dark(her)
    line.weather = Weather.GOOD
    if her.scripts:
        her.presses("next", comes="phrase")
    else:
        her.opens()
    assert her.step == "phrase"
    assert booked(portal) == before + 1


def test_without_scripts_what_arrived_before_the_line_broke_is_kept(
    new_phone: NewPhone, portal: Portal, line: BadLine
) -> None:
    """The browser shows a page of its own; ours, opened again, stands where the portal heard."""
    her = new_phone(scripts=False).carries(stand_at(portal, "company"))
    her.address = line.address
    her.opens().retypes("companion", TYPED)
    line.weather = Weather.UNHEARD
    presses_into_the_dark(her)
    line.weather = Weather.GOOD
    assert her.opens().step == "times"
    assert her.presses("back").page.locator("#companion").input_value() == TYPED


def presses_into_the_dark(her: Her) -> None:
    """Press on; with scripts she is told that no answer came, else the browser has its own page."""
    if her.scripts:
        her.page.locator("button.next").tap()
        assert lost(her)
        return
    with her.page.expect_event("framenavigated", lambda frame: "chrome-error" in frame.url):
        her.page.locator("button.next").tap()
