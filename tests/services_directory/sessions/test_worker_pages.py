"""A coordinator adds somebody who can be seated at desks: a worker of an organisation, always."""

from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal.access import Role
from portal.record.models import Entry
from services_directory.listings.models import Organization
from services_directory.sessions.models import Gender, Worker
from tests.services_directory.sessions.planning_desk import Office, words

ADDRESS = "/plan/workers"


@pytest.fixture
def typed(office: Office) -> dict[str, Any]:
    with office.town.reading() as db:
        council = sa.select(Organization.id).where(Organization.name == "Thamesbrook Council")
        employer = db.scalars(council).one()
    return {
        "name": "  Leila  H ",
        "organization": str(employer),
        "gender": "woman",
        "spoken": ["en", "fa"],
    }


def named(office: Office, name: str) -> list[Worker]:
    with office.town.reading() as db:
        found = list(db.scalars(sa.select(Worker).where(Worker.name == name)))
        db.expunge_all()
        return found


def test_a_worker_of_an_organisation_is_added_and_can_be_seated(
    office: Office, typed: dict[str, Any]
) -> None:
    """C-01: and it is recorded who did it."""
    assert office.browser.post(ADDRESS, data=typed).headers["location"] == ADDRESS
    (leila,) = named(office, "Leila H")
    assert (str(leila.organization_id), leila.gender) == (typed["organization"], Gender.WOMAN)
    assert leila.languages == {"en", "fa"}
    shown = words(office.browser.get(ADDRESS))
    assert "Leila H Thamesbrook Council . Speaks: English, Persian" in shown
    with office.town.reading() as db:
        assert db.scalars(sa.select(Entry.about).where(Entry.verb == "worker added")).one() == (
            leila.id
        )
    desk = office.housing().id
    answer = office.press("seat", desk, worker=str(leila.id), room="Room 2")
    assert answer.status_code == 200
    assert "Leila H, Room 2" in words(answer)


def test_no_worker_is_without_an_organisation_a_name_or_a_language(
    office: Office, typed: dict[str, Any]
) -> None:
    unfit: dict[str, list[Any]] = {
        "organization": ["", str(uuid4())],
        "name": [" "],
        "gender": ["x"],
        "spoken": [[]],
    }
    for field, values in unfit.items():
        for value in values:
            answer = office.browser.post(ADDRESS, data={**typed, field: value})
            assert answer.status_code == 422, (field, value)
            assert f'id="{field}-problem"' in answer.text, (field, value)
    assert named(office, "Leila H") == []


def test_an_organisation_has_no_two_workers_of_one_name_and_another_may(
    office: Office, typed: dict[str, Any]
) -> None:
    assert office.browser.post(ADDRESS, data={**typed, "name": "farah"}).status_code == 422
    assert named(office, "farah") == []
    with office.town.reading() as db:
        other = sa.select(Organization.id).where(Organization.name == "Juniper Centre")
        employer = str(db.scalars(other).one())
    typed = {**typed, "name": "farah", "organization": employer}
    assert office.browser.post(ADDRESS, data=typed).status_code == 303
    assert len(named(office, "farah")) == 1


def test_p_01_nobody_but_who_plans_sees_or_adds_workers(
    office: Office, typed: dict[str, Any]
) -> None:
    for role in (Role.DESK_WORKER, Role.LEAD, Role.RECEPTIONIST):
        other = office.sign_in(role)
        assert other.get(ADDRESS).status_code == 403, role
        assert other.post(ADDRESS, data=typed).status_code == 403, role
    assert named(office, "Leila H") == []
