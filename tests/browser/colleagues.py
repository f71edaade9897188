"""Colleagues of a morning, each at a browser of their own, and what they do there with the keys."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, expect

from portal.access import Role
from portal.web.cookie import STAFFS
from tests.bookings.day.door.saying import SAID
from tests.browser.chromium import patient
from tests.browser.morning import Morning
from tests.staffing import signed_in

MOST_KEYS = 12
LOOK, PRESS = "**/rows?*", "**/session/stop/*"
REFUSED = ("status of 409", "status of 422")
# A whole form at once: a test need not wait for each of its ticks.
FILL = """(form, said) => {
  for (const each of form.elements) {
    if (!(each.name in said)) continue;
    if (each.type === "radio") each.checked = each.value === said[each.name];
    else each.value = said[each.name];
  }
}"""


@dataclass
class House:
    """Whoever works this morning; whatever their browsers complain of stands in `complaints`."""

    chromium: Browser
    morning: Morning
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def sits_down(self, name: str, role: Role, address: str, *, worker: str = "") -> Page:
        """Somebody who has just signed in, and looks at this page."""
        portal = self.morning.portal
        worker_id = self.morning.worker(worker) if worker else None
        token = signed_in(portal.database, portal.clock(), role, name=name, worker_id=worker_id)
        context = patient(self.chromium.new_context(viewport={"width": 1280, "height": 900}))
        context.add_cookies([{"name": STAFFS, "value": token, "url": portal.address}])
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._listen)
        page.goto(portal.address + address)
        return page

    def _listen(self, message: ConsoleMessage) -> None:
        is_refusal = any(each in message.text for each in REFUSED)
        if message.type == "error" and not is_refusal:
            self.complaints.append(message.text)

    def go_home(self) -> None:
        for context in self.contexts:
            context.close()


def looks_every_two_seconds(page: Page, element: str) -> None:
    """The page asks by itself, and so is right within two seconds; the server's half, that it then
    answers with whatever has changed, is a test of the board's."""
    expect(page.locator(element)).to_have_attribute("hx-trigger", "every 2s")


def fill(page: Page, form: str, said: Mapping[str, object]) -> None:
    page.locator(form).evaluate(FILL, dict(said))


def welcomed(morning: Morning, page: Page, *, gone_by: str = "") -> None:
    """Go through the welcome that is open on this page."""
    limit = {"reply_how_long": "yes", "gone_by": gone_by} if gone_by else {}
    fill(page, "form[action$='/welcome']", {**SAID, **limit})
    morning.submits(page.get_by_role("button", name="Finish the welcome"))


def walks_in(page: Page, name: str, needs: str, gone_by: str = "") -> int:
    """From the board to the welcome by keyboard alone; the answer is how many keys it took beside
    the name (C-03). Where nothing is free she waits without times, a Tab or two further."""
    keys = [*("w",), *("Tab", *gone_by), *("Tab", *needs, "Enter")]
    page.keyboard.press(keys[0])
    expect(page.locator("#name")).to_be_focused()
    page.keyboard.type(name)
    for key in keys[1:]:
        page.keyboard.press(key)
    expect(page.locator("#plans-heading")).to_be_visible()
    if page.locator("button.offer").count():
        expect(page.locator("button.offer").first).to_be_focused()
    else:
        page.focus("button[value=none]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/welcome")
    return len(keys) + 1


def tabs_to(page: Page, found: str, *, most: int = 60) -> None:
    """Press Tab until the focus is where this selector says."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", found):
            return
        page.keyboard.press("Tab")
    raise LookupError(f"no way to {found} by keyboard")


def arrows_to(page: Page, row: str, *, most: int = 40) -> None:
    """Press the arrow down until this row of the board has the focus."""
    for _ in range(most):
        if page.evaluate("row => !!document.activeElement.closest(row)", row):
            return
        page.keyboard.press("ArrowDown")
    raise LookupError(f"no way to {row} by arrows")


@contextmanager
def looks_slowly(page: Page) -> Iterator[Callable[[], None]]:
    """The page's next look waits for its answer, and so does a button pressed meanwhile; what is
    given answers them, the look first."""
    looks: list[Route] = []
    presses: list[Route] = []

    def look(route: Route) -> None:
        looks.append(route)

    def press(route: Route) -> None:
        presses.append(route)

    page.route(LOOK, look)
    page.route(PRESS, press)
    while not looks:
        page.wait_for_timeout(50)

    def answer() -> None:
        page.unroute(LOOK)
        with page.expect_response(LOOK):
            looks[0].continue_()
        presses[0].continue_()

    yield answer
    page.unroute(PRESS)


def drags(page: Page, stop: str, number: int) -> None:
    """Drag a stop to the one of its offered places that has this number."""
    page.locator(stop).scroll_into_view_if_needed()
    box = page.locator(stop).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 8, box["y"] + box["height"] / 2, steps=3)
    place = page.locator(".place").nth(number)
    place.wait_for(state="attached")
    there = place.bounding_box()
    assert there
    page.mouse.move(there["x"] + there["width"] / 2, there["y"] + there["height"] / 2, steps=4)
    page.mouse.up()
