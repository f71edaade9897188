"""The receiving worker in a real browser of a council: no scripts, no mouse, a narrow window."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.limits import Stake
from bookings.handoffs.rules.stages import Stage
from portal.db.engine import Database
from portal.web.cookie import STAFFS
from tests.bookings.handoffs.passing import NOW, Town
from tests.bookings.handoffs.receiving.at_work import SHOWN, Work, council
from tests.bookings.visits.town import Watch
from tests.browser.chromium import patient
from tests.browser.server import answering

HOUSING = "Northtown housing"
MOST_KEYS = 60
FOLD: ViewportSize = {"width": 360, "height": 640}
FOCUSED = """() => {
  const it = document.activeElement;
  return [it.innerText, it.name, it.value, it.id].filter(Boolean).join(" ");
}"""
BOTTOMS = """() => [".packet-now", ".packet-how", ".packet-danger", ".wants", ".packet-facts"].map(
  each => document.querySelector(each).getBoundingClientRect().bottom)"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def work(fresh_file: Path, tmp_path: Path) -> Iterator[Work]:
    """Something has just come to Northtown's housing desk."""
    database = Database(f"sqlite:///{shutil.copyfile(fresh_file, tmp_path / 'town.db')}")
    found = Work(Town(database).settle(), Watch(NOW))
    council(found)
    found.tells()
    yield found
    database.close()


@pytest.fixture
def hanas(work: Work, chromium: Browser) -> Iterator[Page]:
    """Hana's browser, at the tray."""
    token = work.desk("Hana").client.cookies.get(STAFFS) or ""
    with answering(work.app) as address:
        made = chromium.new_context(viewport=FOLD, java_script_enabled=False, locale="en-GB")
        context = patient(made)
        context.add_cookies([{"name": STAFFS, "value": token, "url": address}])
        page = context.new_page()
        page.goto(f"{address}/tray")
        yield page
        context.close()


def tab_to(page: Page, wanted: str) -> None:
    """By the keyboard alone to what bears these words, or this name."""
    for _ in range(MOST_KEYS):
        page.keyboard.press("Tab")
        if wanted in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"no way by keyboard to “{wanted}”")


def press(page: Page, wanted: str) -> None:
    """Press it, and wait for the page that it leads to."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tick(page: Page, name: str) -> None:
    tab_to(page, name)
    page.keyboard.press("Space")


def open_up(page: Page, summary: str) -> None:
    tab_to(page, summary)
    page.keyboard.press("Enter")


def test_r_18_and_r_01_by_keyboard_alone_from_the_tray_to_what_came_of_it(
    work: Work, hanas: Page
) -> None:
    handoff_id = work.sent(HOUSING, DeskKind.HOUSING, stake=Stake(nowhere_tonight=True))
    hanas.reload()
    press(hanas, "Receive it, in my name")
    assert hanas.evaluate(TOO_WIDE) <= 0
    assert max(hanas.evaluate(BOTTOMS)) <= FOLD["height"]
    press(hanas, "Accept: we take it on")
    tick(hanas, "checked")
    press(hanas, "Show the number, once")
    assert SHOWN in hanas.inner_text(".dial").replace("\u00a0", " ")
    tick(hanas, "came")
    press(hanas, "Write it down")
    assert work.handoff(handoff_id).stage is Stage.CONTACT_MADE
    open_up(hanas, "Write what is known by now")
    tick(hanas, "application-came")
    press(hanas, "Write it down")
    open_up(hanas, "What came of it")
    tick(hanas, "settle-outcome")
    tab_to(hanas, "settle-words")
    hanas.keyboard.type("A room for tonight")
    press(hanas, "Write it down")
    assert work.handoff(handoff_id).stage is Stage.OUTCOME


def test_no_page_of_a_receiver_is_wider_than_the_narrowest_screen(work: Work, hanas: Page) -> None:
    handoff_id = work.received(HOUSING, DeskKind.HOUSING, "Hana")
    hanas.set_viewport_size({"width": 320, "height": 568})
    for address in ("/tray", f"/tray/{handoff_id}", f"/tray/{handoff_id}/form"):
        hanas.goto(hanas.url.split("/tray")[0] + address)
        assert hanas.evaluate(TOO_WIDE) <= 0, address
