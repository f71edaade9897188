"""A coordinator passes somebody on by keyboard alone, on a narrow screen and without scripts."""

from collections.abc import Iterator
from uuid import UUID

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, ViewportSize, expect

from bookings.handoffs.models import Handoff
from bookings.handoffs.rules.stages import Stage
from bookings.people.actions.records import open_case
from bookings.people.models import Client
from portal.access import Actor, Role
from portal.staff.models import SignIn
from portal.staff.queries import fingerprint
from portal.web.cookie import STAFFS
from services_directory.listings.models import Organization, Service, ServiceKind
from tests.browser.chromium import patient
from tests.browser.colleagues import tabs_to
from tests.browser.server import Portal
from tests.staffing import ORGANIZATION, signed_in

NARROW, WIDE = 320, 1280


@pytest.fixture
def token(portal: Portal) -> str:
    """Bea has just signed in."""
    return signed_in(portal.database, portal.clock(), Role.COORDINATOR, name="Bea")


@pytest.fixture
def page(chromium: Browser, portal: Portal, token: str) -> Iterator[Page]:
    """Bea’s narrow screen."""
    size: ViewportSize = {"width": NARROW, "height": 640}
    context = patient(chromium.new_context(viewport=size, java_script_enabled=False))
    context.add_cookies([{"name": STAFFS, "value": token, "url": portal.address}])
    yield context.new_page()
    context.close()


def known(portal: Portal, token: str) -> UUID:
    """A case of Bea's, and a law centre in the directory."""
    with portal.database.writing() as db:
        of_bea = sa.select(SignIn.account_id).where(SignIn.token == fingerprint(token))
        account_id = db.scalars(of_bea).one()
        by = Actor(Role.COORDINATOR, account_id=account_id, organization_id=ORGANIZATION)
        client = Client(made_at=portal.clock())
        client.chosen_name = "Robin"
        organization = Organization(name="Millpond")
        db.add_all([client, organization])
        db.flush()
        db.add(Service(organization_id=organization.id, name="Advice", kind=ServiceKind.LEGAL))
        return open_case(db, client.id, "A door that locks", by=by, at=portal.clock()).id


def fits(page: Page) -> None:
    """Nothing is wider than the screen, narrow or wide, and all that is pressed is large enough."""
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    small = "[...document.querySelectorAll('main button')].filter(e => e.offsetHeight < 44).length"
    assert page.evaluate(small) == 0


def press(page: Page, *steps: str) -> None:
    """Tab to each of these in turn: a text after `=` is typed, what ends in `!` has Enter pressed,
    the rest a space."""
    for step in steps:
        found, _, text = step.partition("=>")
        tabs_to(page, found.removesuffix("!"), most=90)
        if text:
            page.keyboard.type(text)
        else:
            page.keyboard.press("Enter" if found.endswith("!") else "Space")


def test_v_24_r_18_it_is_passed_on_by_keyboard_on_a_narrow_screen(
    page: Page, portal: Portal, token: str
) -> None:
    page.goto(f"{portal.address}/cases/{known(portal, token)}/handoffs/to/legal")
    fits(page)
    press(page, "#wants=>To know where I stand", "[name=service]", ".main!")
    expect(page.locator("#wants-words")).to_have_value("To know where I stand")
    fits(page)
    # The group has one stop: the answer that stands, and the arrows go from there.
    tabs_to(page, "[name=wants]", most=90)
    page.keyboard.press("ArrowRight")
    press(page, "[value=show]!")
    expect(page.locator(".goes")).to_contain_text("To know where I stand")
    fits(page)
    press(page, "[name=how]", "[name=may_keep]", ".main!")
    expect(page.locator("main")).to_contain_text("sent, nobody has received it yet")
    fits(page)
    with portal.database.reading() as db:
        latest = sa.select(Handoff.stage).order_by(Handoff.made_at.desc()).limit(1)
        assert db.scalars(latest).one() is Stage.SENT
