"""Staff join, sign in and unlock a desk in a real browser, with a passkey on its own device."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pyotp
import pytest
from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Page, ViewportSize, expect

from portal.access import OPERATOR, Role
from portal.staff.actions.accounts import Invited, invite
from portal.web.cookie import new_token
from tests.browser.chromium import patient
from tests.browser.server import Portal
from tests.staffing import ORGANIZATION

DESK: ViewportSize = {"width": 1280, "height": 800}
WORDS = "a bucket of very small apples"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
NewDesk = Callable[..., Page]


@pytest.fixture
def new_desk(chromium: Browser, portal: Portal) -> Iterator[NewDesk]:
    """A browser at a desk. Whatever it complains of fails the test, say a script that was stopped;
    but for a form that came back to be mended."""
    contexts, complaints = [], []

    def complain(message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 422" not in message.text:
            complaints.append(message.text)

    def sit(*, scripts: bool = True) -> Page:
        context = patient(chromium.new_context(viewport=DESK, java_script_enabled=scripts))
        contexts.append(context)
        page = context.new_page()
        page.on("console", complain)
        return page

    yield sit
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def invitation(portal: Portal) -> str:
    """The address that Ines, who leads an organisation, was handed."""
    token = new_token()
    with portal.database.writing() as db:
        address = f"ines-{token[:8]}@example.org"
        who = Invited("Ines", address, Role.LEAD, ORGANIZATION)
        invite(db, who, token, by=OPERATOR, at=portal.clock())
    return f"{portal.address}/staff/join/{token}"


@contextmanager
def device(page: Page) -> Iterator[tuple[CDPSession, str]]:
    """A device that knows its user, plugged into this page's browser."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield session, made["authenticatorId"]
    session.send("WebAuthn.disable")


def test_p_03_a_passkey_joins_signs_in_and_unlocks(
    portal: Portal, new_desk: NewDesk, invitation: str
) -> None:
    page = new_desk()
    with device(page):
        page.goto(invitation)
        page.get_by_label("What do you call this device?").fill("desk laptop")
        page.get_by_role("button", name="Make a passkey").click()
        expect(page).to_have_url(f"{portal.address}/staff/account")
        expect(page.get_by_text("desk laptop · since")).to_be_visible()

        page.get_by_role("button", name="Sign out").click()
        expect(page).to_have_url(f"{portal.address}/staff")
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page).to_have_url(f"{portal.address}/staff/people")

        page.get_by_role("link", name="Account", exact=True).click()
        expect(page).to_have_url(f"{portal.address}/staff/account")
        portal.clock.put_forward(timedelta(minutes=15, seconds=1))
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_have_text("This desk is locked")
        page.get_by_role("button", name="Unlock with a passkey").click()
        expect(page).to_have_url(f"{portal.address}/staff/account")


def test_p_03_a_device_that_does_not_verify_its_user_does_not_open(
    portal: Portal, new_desk: NewDesk, invitation: str
) -> None:
    page = new_desk()
    with device(page) as (session, number):
        page.goto(invitation)
        page.get_by_role("button", name="Make a passkey").click()
        expect(page).to_have_url(f"{portal.address}/staff/account")
        page.get_by_role("button", name="Sign out").click()
        unverified = {"authenticatorId": number, "isUserVerified": False}
        session.send("WebAuthn.setUserVerified", unverified)
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.get_by_text("The device did not answer.")).to_be_visible()
        expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_enabled()


def test_a_second_passkey_on_the_same_device_is_not_made(
    portal: Portal, new_desk: NewDesk, invitation: str
) -> None:
    page = new_desk()
    with device(page):
        page.goto(invitation)
        page.get_by_role("button", name="Make a passkey").click()
        expect(page).to_have_url(f"{portal.address}/staff/account")
        page.get_by_role("button", name="Add a passkey").click()
        expect(page.get_by_text("or has a passkey of yours already")).to_be_visible()


def test_p_03_a_passkey_shows_who_changes_how_they_sign_in(
    portal: Portal, new_desk: NewDesk, invitation: str
) -> None:
    page = new_desk()
    with device(page) as (session, number):
        page.goto(invitation)
        page.get_by_role("button", name="Make a passkey").click()
        expect(page).to_have_url(f"{portal.address}/staff/account")
        page.get_by_label("Name of this device").fill("desk laptop")
        page.get_by_role("button", name="Rename").click()
        expect(page.get_by_text("desk laptop · since")).to_be_visible()
        session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": number})
        session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        page.get_by_label("Name of this device").fill("another")
        page.get_by_role("button", name="Rename").click()
        expect(page.get_by_text("The device did not answer. Try once more").first).to_be_visible()
        page.reload()
        expect(page.get_by_text("desk laptop · since")).to_be_visible()


# A part of the page in which the focus is is drawn anew, as a board's rows are by themselves.
DRAWN_ANEW = """
() => {
  const fire = (name) => document.dispatchEvent(
    new CustomEvent('htmx:' + name, {detail: {shouldSwap: true}}));
  fire('beforeSwap');
  document.querySelector('main button').focus();
  fire('afterSettle');
}
"""


def test_p_03_a_desk_left_open_shows_the_door(
    portal: Portal, new_desk: NewDesk, invitation: str
) -> None:
    """And a page that gets its focus back by itself is not somebody at work."""
    page = new_desk()
    page.clock.install()
    with device(page):
        page.goto(invitation)
        page.get_by_role("button", name="Make a passkey").click()
        expect(page).to_have_url(f"{portal.address}/staff/account")
        page.clock.fast_forward("14:00")
        expect(page).to_have_url(f"{portal.address}/staff/account")
        warning = page.get_by_role("alert").filter(has_text="it locks in a minute")
        warning.get_by_role("button", name="Stay").press("Enter")
        expect(warning).to_be_hidden()
        page.clock.fast_forward("13:50")
        page.evaluate(DRAWN_ANEW)
        expect(page).to_have_url(f"{portal.address}/staff/account")
        portal.clock.put_forward(timedelta(minutes=16))
        page.clock.fast_forward("01:20")
        expect(page.get_by_role("heading", level=1)).to_have_text("This desk is locked")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_p_03_password_and_app_work_with_scripts_and_without(
    portal: Portal, new_desk: NewDesk, invitation: str, scripts: bool
) -> None:
    page = new_desk(scripts=scripts)
    page.goto(invitation)
    assert page.get_by_role("button", name="Make a passkey").is_visible() == scripts
    secret = page.locator(".spelled").inner_text()
    for label in ("New password", "The same again"):
        page.get_by_label(label).fill(WORDS)
    app = pyotp.TOTP(secret)
    page.get_by_label("Code that the app shows now").fill(app.at(portal.clock()))
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your printed codes")
    codes = page.locator(".codes li").all_inner_texts()
    page.get_by_role("link", name="I have them").click()
    expect(page).to_have_url(f"{portal.address}/staff/people")
    page.get_by_role("link", name="Account", exact=True).click()
    address = re.search(r"[\w-]+@example\.org", page.content())
    assert address
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Your e-mail address").fill(address.group())
    page.get_by_label("Password", exact=True).fill(WORDS)
    page.get_by_label("Code", exact=True).fill(codes[3])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(f"{portal.address}/staff/people")


def test_what_is_to_be_mended_keeps_nothing_secret_on_the_page(
    new_desk: NewDesk, invitation: str
) -> None:
    page = new_desk()
    page.goto(invitation)
    page.get_by_label("New password").fill("short words")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Use at least 12 characters")).to_be_visible()
    assert page.get_by_label("New password").input_value() == ""
    assert "short words" not in page.content()
