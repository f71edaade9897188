"""One person all the way: books on a phone, is met, is passed on to the council and to three
refuges, of which one declines, one holds and one accepts; and hears of it."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect

from bookings.handoffs.actions.teams import Part, name_for
from bookings.handoffs.models import Handoff
from bookings.handoffs.rules.stages import Stage
from bookings.people.models import Client
from bookings.visits.models import Visit
from portal.access import Actor, Role
from portal.staff.models import SignIn
from portal.staff.queries import fingerprint
from portal.web.cookie import STAFFS
from services_directory.listings.models import Organization, Service, ServiceKind
from tests.browser.chromium import patient, phone
from tests.browser.journey import (
    Her,
    comes_back,
    keeps_the_phrase,
    to_the_phrase,
    to_the_times,
    walk,
)
from tests.browser.server import Portal
from tests.staffing import ORGANIZATION, signed_in

NAME = "Quillana"
PLACES = ("Homes", "First", "Second", "Third")
WANTS = "A door that locks, near the school"
TO_A_COUNCIL = ("may_tell_the_home_office", "immigration_advice_offered")


@dataclass
class Building:
    """Whoever works there, each at a browser of their own."""

    portal: Portal
    chromium: Browser
    stack: ExitStack
    pages: dict[str, Page] = field(default_factory=dict)

    def sits_down(self, name: str, role: Role, organization_id: UUID = ORGANIZATION) -> UUID:
        """Somebody signs in; the answer is their account."""
        own, at = organization_id, self.portal.clock()
        token = signed_in(self.portal.database, at, role, organization_id=own, name=name)
        context = patient(self.chromium.new_context(viewport={"width": 1280, "height": 900}))
        self.stack.callback(context.close)
        context.add_cookies([{"name": STAFFS, "value": token, "url": self.portal.address}])
        self.pages[name] = context.new_page()
        with self.portal.database.reading() as db:
            of_them = sa.select(SignIn.account_id).where(SignIn.token == fingerprint(token))
            return db.scalars(of_them).one()

    def receives(self, name: str, place: str, kind: ServiceKind) -> None:
        """A service with one who receives for it."""
        with self.portal.database.writing() as db:
            organization = Organization(name=f"{place} house")
            db.add(organization)
            db.flush()
            service = Service(organization_id=organization.id, name=place, kind=kind)
            db.add(service)
            db.flush()
            organization_id, service_id = organization.id, service.id
        account_id = self.sits_down(name, Role.DESK_WORKER, organization_id)
        with self.portal.database.writing() as db:
            by = Actor(Role.LEAD, organization_id=organization_id)
            service = db.get_one(Service, service_id)
            name_for(db, service, account_id, Part(receives=True), by=by, at=self.portal.clock())

    def opens(self, name: str, address: str) -> Page:
        page = self.pages[name]
        page.goto(self.portal.address + address)
        return page

    def takes(self, name: str) -> Page:
        """Receives the one thing in their tray, and reads it."""
        page = self.opens(name, "/tray")
        presses(page, "Receive it, in my name")
        expect(page.locator(".wants")).to_contain_text(WANTS)
        return page


def says(page: Page, **said: str) -> None:
    """Fill in what is open on this page: words, or the answer of this value."""
    for name, value in said.items():
        named = page.locator(f"[name='{name}']:visible")
        if named.first.get_attribute("type") in ("radio", "checkbox"):
            named.and_(page.locator(f"[value='{value}']")).check()
        elif named.first.evaluate("it => it.tagName") == "SELECT":
            named.select_option(index=int(value))
        else:
            named.fill(value)


def presses(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.locator("button:visible", has_text=words).first.click()


def unfolds(page: Page, words: str) -> None:
    page.locator("summary", has_text=re.compile(f"^{words}$")).click()


@pytest.fixture
def building(portal: Portal, chromium: Browser) -> Iterator[Building]:
    """A coordinator, a council's desk and three refuges."""
    with ExitStack() as stack:
        made = Building(portal, chromium, stack)
        made.sits_down("Bea", Role.COORDINATOR)
        made.receives("Hal", "Homes", ServiceKind.HOUSING)
        for name, place in (("Ash", "First"), ("Elm", "Second"), ("Oak", "Third")):
            made.receives(name, place, ServiceKind.REFUGE)
        yield made


def to_the_council(building: Building, case: str) -> None:
    """Drawn up, shown, agreed to and passed on, with a yes to their own page saying so."""
    page = building.opens("Bea", f"{case}/handoffs/to/housing")
    says(page, wants=WANTS)
    page.get_by_label("Homes").check()
    presses(page, "Draw it up")
    page.locator("[name=to_refer][value=yes]").check()
    says(page, authority="Brentham")
    page.locator("[name=to_give_contact_details][value=no]").check()
    page.locator("[name=wants][value=yes]").check()
    presses(page, "Show it to them")
    expect(page.locator(".goes")).to_contain_text(WANTS)
    says(page, how="read_and_said_yes", may_keep="yes", may_show="yes")
    says(page, **{f"heard-{each}": "yes" for each in TO_A_COUNCIL})
    presses(page, "They agree: pass it on")


def to_three_refuges(building: Building, case: str) -> None:
    """One need, three places, each agreed to by its name."""
    page = building.opens("Bea", f"{case}/handoffs/to/refuge")
    says(page, wants=WANTS)
    for place in ("First", "Second", "Third"):
        page.get_by_label(re.compile(place)).check()
    presses(page, "Draw it up")
    page.locator("[name=wants][value=yes]").check()
    presses(page, "Show it to them")
    for box in page.locator("[name=recipient]").all():
        box.check()
    says(page, how="read_and_said_yes", may_keep="yes", may_show="yes")
    presses(page, "They agree: pass it on")


def opened_case(building: Building) -> str:
    """Bea meets whoever booked, and opens a case: its address."""
    with building.portal.database.reading() as db:
        visit_id = db.scalars(sa.select(Visit.id).order_by(Visit.made_at.desc()).limit(1)).one()
    page = building.opens("Bea", f"/session/visit/{visit_id}/case")
    says(page, wants=WANTS)
    presses(page, "Open a case")
    return page.url.removeprefix(building.portal.address)


def stages(portal: Portal) -> dict[str, Stage]:
    """Where each of the four stands."""
    with portal.database.reading() as db:
        rows = db.scalars(sa.select(Handoff)).all()
        found = {(each.place or "").rpartition(", ")[2]: each.stage for each in rows}
        return {place: found[place] for place in PLACES}


def test_passed_on_from_a_booking_to_a_council_and_three_refuges_and_back(
    building: Building, portal: Portal, chromium: Browser
) -> None:
    context = patient(chromium.new_context(**phone(scripts=True)))
    building.stack.callback(context.close)
    her = Her(context.new_page(), portal.address, scripts=True)
    walk(to_the_times(her))
    walk(to_the_phrase(her))
    phrase = keeps_the_phrase(her, "9163")
    her.leaves()
    case = opened_case(building)
    to_the_council(building, case)
    to_three_refuges(building, case)

    hal = building.takes("Hal")
    presses(hal, "Accept")
    expect(hal.locator("main")).to_contain_text("priority need")
    ash = building.takes("Ash")
    unfolds(ash, "Decline")
    says(ash, **{"decline-reason": "no_space", "decline-next_step": "another_service"})
    presses(ash, "Decline")
    expect(ash.locator("main")).not_to_contain_text("still to be mended")
    elm = building.takes("Elm")
    unfolds(elm, "Hold a place for them")
    later = portal.clock() + timedelta(hours=3)
    says(elm, **{"hold-until_day": f"{later:%Y-%m-%d}", "hold-until_time": f"{later:%H:%M}"})
    presses(elm, "Hold it")
    oak = building.takes("Oak")
    presses(oak, "Accept")
    assert stages(portal) == {
        "Homes": Stage.ACCEPTED,
        "First": Stage.DECLINED,
        "Second": Stage.RECALLED,
        "Third": Stage.ACCEPTED,
    }
    elm_page = elm.goto(elm.url)
    assert elm_page is not None
    assert elm_page.status == 404, "another said yes: it is theirs to read no more"

    her = comes_back(her, phrase)
    assert "Something has been passed on. Ask us." in her.text
    assert "refuge" not in her.text.lower()
    her.leaves()
    oak.goto(oak.url)
    unfolds(oak, "What came of it")
    says(oak, **{"settle-outcome": "place_taken", "settle-words": "A room from tonight"})
    presses(oak, "Write it down")
    with portal.database.reading() as db:
        assert db.scalars(sa.select(Client.is_to_hear)).all().count(True) == 1
    page = building.opens("Bea", "/handed-on")
    page.get_by_role("link", name=re.compile("Third")).click()
    expect(page.locator("main")).to_contain_text("A room from tonight")
    says(page, told="at_a_visit")
    presses(page, "They were told")
    presses(page, "Close it")
    assert stages(portal)["Third"] is Stage.CLOSED
    gone = oak.goto(oak.url)
    assert gone is not None
    assert gone.status == 404
