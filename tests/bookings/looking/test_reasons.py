"""Whoever opens somebody beyond their own work says first why, and the lead is told (P-02)."""

from uuid import UUID, uuid4

import pytest

from bookings.looking.forms import way_back
from portal.access import Role
from portal.staff.models import SignIn
from portal.staff.queries import fingerprint
from tests.bookings.cases.working import ELSEWHERE, Colleague, Office
from tests.bookings.reaching.telling import client_of

WHY = "Why are you looking?"


def heading(desk: Colleague, address: str) -> str:
    return next(iter(desk.page(address).all("h1"))).text


def again(office: Office, desk: Colleague) -> Colleague:
    """The same account, signed in on another day."""
    token, now = f"again-{uuid4()}", office.morning.watch.now
    account_id = desk.actor.account_id
    assert account_id is not None
    row = SignIn(token=fingerprint(token), account_id=account_id, began_at=now, seen_at=now)
    with office.morning.town.writing() as db:
        db.add(row)
    return Colleague(office.morning.app, token, desk.actor)


def why(desk: Colleague, client_id: UUID, to: str, words: str = "She rang the office") -> int:
    return desk.write(f"/why/{client_id}", to=to, words=words).status_code


@pytest.fixture
def kim(office: Office) -> UUID:
    """Somebody's visit of the same morning, without a case."""
    return office.morning.book("Kim", "legal")


@pytest.fixture
def robin(office: Office, bea: Colleague, kim: UUID) -> UUID:
    """A case that Bea holds; the visit was long ago."""
    case_id = office.opened(bea, "Robin")
    office.morning.watch.on(days=29)
    return case_id


def test_p_02_a_case_beyond_ones_own_work_opens_only_with_a_reason(
    office: Office, robin: UUID
) -> None:
    ann, client_id, here = office.coordinator("Ann"), office.client_of(robin), f"/cases/{robin}"
    asked = ann.page(here)
    assert heading(ann, here) == WHY
    assert "Robin" not in asked.text
    assert "To sleep" not in asked.text
    assert office.recorded("case read") == [], "nothing was read yet"
    assert why(ann, client_id, here, " ") == 422
    assert why(ann, client_id, here, "x" * 241) == 422
    assert heading(ann, here) == WHY
    assert why(ann, client_id, here) == 303
    assert office.recorded("reason given") == [client_id]
    assert heading(ann, here) == "Robin"
    assert office.recorded("case read") == [robin]


def test_p_02_nothing_is_changed_without_the_reason_either(office: Office, robin: UUID) -> None:
    ann, here = office.coordinator("Ann"), f"/cases/{robin}"
    assert WHY in ann.write(here).text
    assert office.recorded("case taken over") == []
    assert why(ann, office.client_of(robin), here) == 303
    assert ann.write(here).status_code == 303
    assert office.recorded("case taken over") == [robin]


def test_p_02_ones_own_case_and_a_visit_that_is_near_need_none(
    office: Office, robin: UUID, bea: Colleague
) -> None:
    """Whoever holds the case has it at hand; nobody is asked about this week's people."""
    assert office.recorded("case opened") == [robin]
    office.morning.watch.on(days=-3)
    ann = office.coordinator("Ann")
    assert heading(ann, f"/cases/{robin}") == "Robin"
    office.morning.watch.on(days=3)
    assert heading(office.coordinator("Cas"), f"/cases/{robin}") == WHY
    assert heading(again(office, bea), f"/cases/{robin}") == "Robin"


def test_p_02_a_reason_opens_one_person_to_one_account_for_one_day(
    office: Office, robin: UUID, kim: UUID
) -> None:
    ann, client_id, here = office.coordinator("Ann"), office.client_of(robin), f"/cases/{robin}"
    assert why(ann, client_id, here) == 303
    assert heading(ann, here) == "Robin"
    assert heading(office.coordinator("Cas"), here) == WHY
    assert heading(ann, f"/session/visit/{kim}/contact") == WHY, "a reason is for one person"
    office.morning.watch.on(hours=12)
    assert heading(again(office, ann), here) == WHY


def test_p_02_how_somebody_is_reached_is_asked_about_too(office: Office) -> None:
    visit_id = office.morning.book("Kim", "legal")
    here = f"/session/visit/{visit_id}/contact"
    assert "How to reach" in office.coordinator("Ann").page(here).text
    office.morning.watch.on(days=29)
    ann = office.coordinator("Ann later")
    assert heading(ann, here) == WHY
    for part in ("contact", "contact/time", "phrase", "messages"):
        assert heading(ann, f"/session/visit/{visit_id}/{part}") == WHY, part
    assert why(ann, client_of(office.morning, visit_id), here) == 303
    assert "How to reach" in ann.page(here).text


def test_p_01_whom_one_may_not_see_one_gives_no_reason_for(office: Office, robin: UUID) -> None:
    client_id, here = office.client_of(robin), f"/cases/{robin}"
    eve = office.coordinator("Eve", ELSEWHERE)
    assert eve.get(here).status_code == 404, "no reason opens a case of another organisation"
    assert why(eve, uuid4(), here) == 404
    for role in (Role.LEAD, Role.RECEPTIONIST, Role.DESK_WORKER):
        assert why(office.somebody(role, f"{role.name} one"), client_id, here) == 403
    assert office.recorded("reason given") == []


@pytest.mark.parametrize(
    "to",
    [
        "//elsewhere.example",
        "https://elsewhere.example",
        "/cases/../staff",
        "/cases?x=1",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "",
        "/cases\n/x",
    ],
)
def test_a_reason_leads_nowhere_but_to_pages_of_ours(to: str) -> None:
    assert way_back({"to": [to]}) == "/cases"
    here = f"/session/visit/{uuid4()}/contact"
    assert way_back({"to": [here]}) == here
