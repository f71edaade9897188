"""A slow connection, or none: she is told, taps again, and loses nothing that she typed."""

from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import NewPhone
from tests.browser.halfway import stand_at
from tests.browser.journey import Her, to_the_times, walk
from tests.browser.server import Portal
from tests.browser.sights import exit_missed

TYPED = "Yebblowatt"


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
