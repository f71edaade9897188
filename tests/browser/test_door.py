"""The door by keyboard alone, in real Chromium: a walk-in in a dozen keys (C-03)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from time import monotonic

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect

from bookings.day.models import Arrival
from bookings.people.models import Client
from bookings.visits.models import Appointment
from portal.access import Role
from portal.web.cookie import STAFFS
from tests.browser.chromium import patient
from tests.browser.conftest import NewPortal
from tests.browser.server import Portal
from tests.staffing import signed_in

TO_THE_MORNING = timedelta(days=1, hours=1, minutes=20)
MOST_KEYS = 12


@pytest.fixture
def morning(new_portal: NewPortal) -> Iterator[Portal]:
    """A portal of the test's own, twenty minutes into a session."""
    with new_portal() as portal:
        portal.clock.put_forward(TO_THE_MORNING)
        yield portal


class Keyboard:
    """Presses keys and counts them. What is typed as a name does not count."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def name(self, text: str) -> None:
        self.page.keyboard.type(text)


@pytest.fixture
def sit_down(chromium: Browser, morning: Portal) -> Iterator[Callable[..., Page]]:
    """A browser of somebody of the staff, at the door."""
    opened = []

    def sit(role: Role = Role.COORDINATOR, *, scripts: bool = True) -> Page:
        context = patient(chromium.new_context(java_script_enabled=scripts))
        token = signed_in(morning.database, morning.clock(), role)
        context.add_cookies([{"name": STAFFS, "value": token, "url": morning.address}])
        opened.append(context)
        page = context.new_page()
        page.goto(f"{morning.address}/door")
        return page

    yield sit
    for context in opened:
        context.close()


def test_c_03_a_walk_in_takes_a_dozen_keys_beside_the_name(
    sit_down: Callable[..., Page], morning: Portal
) -> None:
    """C-03: from the door to the first stop, with two needs and a limit, and well in a minute."""
    page = sit_down()
    keyboard, began = Keyboard(page), monotonic()
    keyboard.press("w")
    expect(page.locator("#name")).to_be_focused()
    keyboard.name("Robin")
    keyboard.press("Tab", *"1140", "Tab", "2", "3", "Enter")
    expect(page.locator("button.offer").first).to_be_focused()
    keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Robin")
    assert keyboard.keys <= MOST_KEYS
    assert monotonic() - began < 60
    with morning.database.reading() as db:
        row = db.scalars(sa.select(Arrival)).one()
        assert (row.number, row.walked_in) == (1, True)
        assert db.scalars(sa.select(Client)).one().chosen_name == "Robin"
        assert db.scalar(sa.select(sa.func.count()).select_from(Appointment)) in (2, 3)


def test_c_03_without_scripts_the_same_form_takes_a_few_keys_more(
    sit_down: Callable[..., Page], morning: Portal
) -> None:
    page = sit_down(scripts=False)
    page.click("text=Walk in")
    page.fill("#name", "Kim")
    page.check("input[name=need] >> nth=1")
    page.keyboard.press("Enter")
    page.click("button.offer >> nth=0")
    expect(page.locator("h1")).to_contain_text("Kim")
    with morning.database.reading() as db:
        assert db.scalars(sa.select(Client)).one().chosen_name == "Kim"


def test_a_key_that_is_typed_into_a_field_is_a_letter_and_nothing_else(
    sit_down: Callable[..., Page],
) -> None:
    page = sit_down()
    page.keyboard.press("f")
    expect(page.locator("#who")).to_be_focused()
    page.keyboard.type("waf")
    assert page.input_value("#who") == "waf"
    assert page.url.endswith("/door")


def test_c_10_an_alert_reaches_an_open_door_by_itself(
    sit_down: Callable[..., Page], morning: Portal
) -> None:
    """C-10: within two looks, without anybody touching that screen. It is said aloud once, and not
    again whenever a row is drawn anew."""
    waiting, pressing = sit_down(Role.RECEPTIONIST), sit_down(Role.COORDINATOR)
    expect(waiting.locator(".alarm")).to_have_count(0)
    pressing.click("button.danger")
    expect(pressing.locator("h1")).to_have_text("Somebody dangerous is here")
    expect(waiting.locator(".alarm")).to_be_visible(timeout=5_000)
    expect(waiting.locator("[aria-live=assertive]")).to_contain_text("Somebody dangerous is here")
    waiting.evaluate("document.getElementById('aloud').textContent = ''")
    waiting.evaluate("document.dispatchEvent(new Event('htmx:afterSettle'))")
    expect(waiting.locator("#aloud")).to_be_empty()


@pytest.mark.parametrize("width", [1280, 768, 320])
def test_nothing_at_the_door_is_wider_than_its_screen(
    sit_down: Callable[..., Page], morning: Portal, width: int
) -> None:
    page = sit_down()
    page.set_viewport_size({"width": width, "height": 800})
    page.keyboard.press("w")
    page.fill("#name", "Robin")
    page.check("input[name=need] >> nth=1")
    page.keyboard.press("Enter")
    expect(page.locator("button.offer").first).to_be_visible()
    assert is_narrow_enough(page), "the plans"
    page.click("button.offer >> nth=0")
    expect(page.locator("h1")).to_contain_text("Robin")
    for address in (page.url, f"{morning.address}/door", *around(page, morning)):
        page.goto(address)
        assert is_narrow_enough(page), address


def is_narrow_enough(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def around(page: Page, morning: Portal) -> list[str]:
    """The pages beside the door."""
    page.goto(f"{morning.address}/door")
    links = page.locator("main a").evaluate_all("each => each.map(a => a.href)")
    return [link for link in links if "/session/" in link or link.endswith("/next")]
