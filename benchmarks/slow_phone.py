"""Seconds that a real browser takes on a slow line, which it emulates request by request, and on
none: what it takes there is the machine's own."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.load import Unanswered
from benchmarks.slow_line import SPEED, TRIP

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
WAYS = {"with script": True, "scripts off": False}
# From the first page to the times, each with nothing filled in.
STEPS = 6
PAINTED = "() => (performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime"
PATIENCE = 30_000


@dataclass(frozen=True, slots=True)
class SlowWalk:
    """Seconds until the first page was painted, and of a step on the way to the times, half of
    which were quicker; on the slow line and on none."""

    way: str
    first: float
    step: float
    first_on_none: float
    step_on_none: float


def walks(port: int) -> list[SlowWalk]:
    """With scripts and without, each with nothing in the browser's memory."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        found = [
            SlowWalk(
                way, *_walk(browser, port, way, slow=True), *_walk(browser, port, way, slow=False)
            )
            for way in WAYS
        ]
        browser.close()
    return found


def _walk(browser: Browser, port: int, way: str, *, slow: bool) -> tuple[float, float]:
    context = browser.new_context(java_script_enabled=WAYS[way])
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    if slow:
        _slow_down(page)
    page.goto(f"http://localhost:{port}/")
    first = _painted(page)
    step = median(_steps(page))
    context.close()
    return first, step


def _slow_down(page: Page) -> None:
    line = {"offline": False, "latency": TRIP * 1000}
    speed = {"downloadThroughput": SPEED, "uploadThroughput": SPEED}
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", {**line, **speed})


def _painted(page: Page) -> float:
    """Seconds from asking for the page to its first words. Raises Unanswered."""
    page.wait_for_load_state("load")
    for _ in range(100):
        at = page.evaluate(PAINTED)
        if at:
            return float(at) / 1000
        page.wait_for_timeout(50)
    raise Unanswered("the first page was never painted")


def _steps(page: Page) -> Iterator[float]:
    for _ in range(STEPS):
        passed = page.locator("#answers [name=step]").get_attribute("value")
        began = perf_counter()
        page.locator("button.next").click(no_wait_after=True)
        page.wait_for_selector(f"#answers [name=step]:not([value={passed}])", state="attached")
        yield perf_counter() - began
