"""The board in a real browser: it changes by itself, keeps the focus, takes arrows and drags."""

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from uuid import UUID

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from bookings.visits.models import AppointmentStatus
from portal.access import Role
from portal.db.engine import Database
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning, at, first_session
from tests.bookings.visits.town import Watch, open_house, settle
from tests.browser.chromium import patient


@pytest.fixture
def served(fresh_file: Path, tmp_path: Path) -> Iterator[tuple[Morning, str]]:
    """A morning behind a real server, on a file of its own."""
    path = tmp_path / "portal.db"
    shutil.copyfile(fresh_file, path)
    settle(f"sqlite:///{path}")
    database, watch = Database(f"sqlite:///{path}"), Watch(at("10:20"))
    app = open_house(database, watch)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        sleep(0.01)
    address = f"http://localhost:{listening.getsockname()[1]}"
    yield Morning(database, app, watch, first_session(database)), address
    server.should_exit = True
    thread.join(10)
    database.close()


@pytest.fixture
def board(served: tuple[Morning, str], chromium: Browser) -> Iterator[tuple[Morning, Page, Desk]]:
    """The board in a coordinator's browser, and another coordinator."""
    morning, address = served
    mine, other = (morning.signed_in(Role.COORDINATOR, name) for name in ("Bea", "Mina"))
    context = patient(chromium.new_context(viewport={"width": 1280, "height": 900}))
    token = mine.client.cookies.get("d") or ""
    context.add_cookies([{"name": "d", "value": token, "url": address}])
    page = context.new_page()
    robin = morning.book("Robin", "welcome", "housing", since="10:30")
    morning.arrive(robin, "10:15")
    kim = morning.book("Kim", "legal", since="10:30")
    morning.arrive(kim, "10:16")
    page.goto(f"{address}/board")
    yield morning, page, other
    context.close()


def visit_of(morning: Morning, page: Page, name: str) -> UUID:
    row = page.locator("li.person", has_text=name).first
    return UUID((row.get_attribute("id") or "")[1:])


def is_in(page: Page, visit_id: UUID) -> bool:
    """Whether the focus comes to be in somebody's row."""
    row = "(document.activeElement.closest('.person') || {}).id"
    for _ in range(40):
        if page.evaluate(row) == f"p{visit_id.hex}":
            return True
        page.wait_for_timeout(50)
    return False


def test_the_board_lives(board: tuple[Morning, Page, Desk]) -> None:
    """C-02: right within two seconds, by keyboard alone, and a stop can be dragged."""
    morning, page, other = board
    robin, kim = (visit_of(morning, page, name) for name in ("Robin", "Kim"))
    page.evaluate("window.stayed = true")

    # Somebody else changes something: it shows without anything being pressed here.
    (legal,) = morning.stops(kim)
    page.focus(f"#call-{morning.stops(robin)[0].hex}")
    assert other.press(other.page("/board"), legal, "call").status_code == 303
    expect(page.locator(f"#p{kim.hex}")).to_contain_text("Called to Room", timeout=2500)
    focused = "document.activeElement.id"
    assert page.evaluate(focused) == f"call-{morning.stops(robin)[0].hex}"

    # By keyboard: a step, the focus stays in the row, and the arrows lead to the next one.
    page.keyboard.press("Enter")
    expect(page.locator(f"#p{robin.hex}")).to_contain_text("Called to")
    assert is_in(page, robin)
    page.keyboard.press("ArrowUp")
    assert is_in(page, kim)
    page.keyboard.press("ArrowDown")
    assert is_in(page, robin)

    # A drag: the stop goes to a time that fits.
    housing = morning.stops(robin)[1]
    link = page.locator(f"#s{housing.hex}")
    day = page.locator(f"#p{robin.hex} .day")
    box, start = day.bounding_box(), link.bounding_box()
    assert box is not None
    assert start is not None
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 20, start["y"] + 12, steps=3)
    page.wait_for_selector(".place")
    place = page.locator(".place").last.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 5, place["y"] + 10, steps=5)
    page.mouse.up()
    expect(page.locator(f"#s{housing.hex}")).to_have_count(0)
    assert morning.stop(housing).status is AppointmentStatus.CANCELLED
    assert page.evaluate("window.stayed"), "the page was never loaded again"
