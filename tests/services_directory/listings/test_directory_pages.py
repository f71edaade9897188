"""The directory is kept by a coordinator, and what is stale is no choice."""

from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from portal.access import Role
from portal.db.engine import Database
from services_directory.listings.models import Location, Organization, Service, ServiceKind
from services_directory.listings.rules import GOOD_FOR, is_stale
from tests.bookings.visits.town import SATURDAY
from tests.services_directory.sessions.planning_desk import CUT, Office, open_office, words

ENTRY = {
    "name": "Housing",
    "remit": "Homes that are safe tonight",
    "eligibility": "Anybody who lives in the borough",
    "hours": "Weekdays 9 to 5",
    "spoken": "English, Urdu",
}
PLACE = {"name": "", "description": "", "address_1": "", "city": "", "postal_code": ""}


@pytest.fixture
def office(settled: Database) -> Office:
    return open_office(settled)


def housing(office: Office) -> UUID:
    with office.town.reading() as db:
        return db.scalars(sa.select(Service.id).filter_by(kind=ServiceKind.HOUSING)).one()


def count(office: Office, table: type[Location] | type[Organization] | type[Service]) -> int:
    with office.town.reading() as db:
        return db.scalar(sa.select(sa.func.count()).select_from(table)) or 0


@pytest.mark.parametrize("role", [Role.DESK_WORKER, Role.LEAD, Role.TECHNICIAN])
def test_nobody_but_a_coordinator_keeps_the_directory(office: Office, role: Role) -> None:
    other, entry = office.sign_in(role), f"/directory/{housing(office)}"
    assert other.get("/directory").status_code == 403
    assert other.post("/directory", data={"go": "organization", "name": "X"}).status_code == 403
    assert other.get(entry).status_code == 403
    assert other.post(entry, data={**ENTRY, "seen": "0"}).status_code == 403


def test_p_09_an_entry_tells_its_remit_and_is_confirmed_by_saving(office: Office) -> None:
    entry = f"/directory/{housing(office)}"
    saved = office.browser.post(entry, data={**ENTRY, "seen": "0"})
    assert saved.status_code == 303
    page = office.browser.get(entry)
    assert all(f'value="{each}"' in page.text for each in ENTRY.values())
    assert f"Last confirmed {SATURDAY.day} {SATURDAY:%B %Y}" in words(page)


def test_p_09_a_stale_entry_is_no_choice_until_it_is_confirmed(office: Office) -> None:
    office.press("remove_desk", office.housing().id)
    with office.town.writing() as db:
        db.get_one(Service, housing(office)).confirmed_at = SATURDAY - GOOD_FOR
    assert "stale, no choice" in words(office.browser.get("/directory"))
    typed = {**CUT, "service": str(housing(office)), "purpose": "full"}
    assert office.press("add_desk", **typed).status_code == 422
    office.browser.post(f"/directory/{housing(office)}", data={**ENTRY, "seen": "0"})
    assert office.press("add_desk", **typed).status_code == 200


def test_p_09_six_months_and_a_day_are_too_long() -> None:
    assert is_stale(None, SATURDAY)
    assert is_stale(SATURDAY - timedelta(days=184), SATURDAY)
    assert not is_stale(SATURDAY - timedelta(days=183), SATURDAY)


def test_p_09_nobody_overwrites_an_entry_unseen(office: Office) -> None:
    entry = f"/directory/{housing(office)}"
    office.browser.post(entry, data={**ENTRY, "seen": "0"})
    second = office.browser.post(entry, data={**ENTRY, "remit": "Anything else", "seen": "0"})
    assert second.status_code == 409
    assert "Now: Homes that are safe tonight" in words(second)
    assert 'value="Anything else"' in second.text


def test_s_29_of_a_confidential_place_only_the_area_is_taken(office: Office) -> None:
    before = count(office, Location)
    secret = {**PLACE, "go": "location", "confidential": "yes", "area": "Hounslow"}
    for more in ({"address_1": "4 Elm Road"}, {"name": "Elm House"}, {"area": "Hounslow 4"}):
        answer = office.browser.post("/directory", data={**secret, **more})
        assert answer.status_code == 422
        assert "only the area is kept" in words(answer)
    assert count(office, Location) == before
    assert office.browser.post("/directory", data=secret).status_code == 303
    assert count(office, Location) == before + 1


def test_p_09_organisations_and_services_are_added_with_what_is_missing_told(
    office: Office,
) -> None:
    def add(go: str, **typed: str) -> int:
        return office.browser.post("/directory", data={"go": go, **typed}).status_code

    assert add("organization", name="") == 422
    assert add("organization", name="New Start") == 303
    assert add("organization", name="New Start") == 422
    with office.town.reading() as db:
        owner = db.scalars(sa.select(Organization.id).filter_by(name="New Start")).one()
    assert add("service", name="Debt advice", organization="", kind="other") == 422
    assert add("service", name="Debt advice", organization=str(owner), kind="other") == 303
    assert "Debt advice" in words(office.browser.get("/directory"))
