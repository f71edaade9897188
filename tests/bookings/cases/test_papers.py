"""What leaves the house: a referral to a risk conference, and letters for legal aid."""

import ast
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.cases.forms.papers import read_referral
from bookings.people.models.papers import ConferenceReferral, EvidenceLetter
from bookings.people.rules.conference import Item, lacking
from bookings.visits.models import Visit
from portal.web.forms import Problems
from tests.bookings.cases.working import ELSEWHERE, Colleague, Office
from tests.bookings.reaching.telling import tell

ROOT = Path(__file__).parent.parent.parent.parent
REFERRAL = {
    "criterion": "judgement",
    "is_aware": "yes",
    "consents": "yes",
    "police": "no",
    "recipient": "Kay Example, MARAC office",
    "basis": "agreement",
}
FACT = {"why": "MARAC", "said_by": "themselves"}


def referred(desk: Colleague, case_id: UUID, **fields: str) -> str:
    answer = desk.write(f"/cases/{case_id}/conference", **{**REFERRAL, **fields})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def summary(desk: Colleague, address: str) -> dict[str, Any]:
    answer = desk.get(f"{address}/json")
    assert answer.headers["content-type"].startswith("application/json")
    told: dict[str, Any] = json.loads(answer.text)
    return told


def fact(desk: Colleague, case_id: UUID, kind: str, value: str, **fields: str) -> None:
    fields = {**FACT, **fields, "kind": kind, "value": value}
    assert desk.write(f"/cases/{case_id}/facts", **fields).status_code == 303


def read(**changes: str) -> Any:
    return read_referral({name: [text] for name, text in {**REFERRAL, **changes}.items()})


def test_c_17_an_empty_record_names_all_that_a_conference_looks_for(
    office: Office, bea: Colleague
) -> None:
    visit_id = office.morning.book("Robin", "housing")
    answer = bea.write(f"/session/visit/{visit_id}/case", go="open", not_yet="yes")
    case_id = UUID(answer.headers["location"].rpartition("/")[2])
    address = referred(bea, case_id)
    missing = summary(bea, address)["missing"]
    of_somebody = {"harmer_", "child_"}
    assert missing == [i.value for i in Item if i.value[: i.value.find("_") + 1] not in of_somebody]
    assert bea.write(f"/cases/{case_id}/children", born="yes").status_code == 303
    assert bea.write(f"/cases/{case_id}/harm", relation="the husband").status_code == 303
    missing = summary(bea, address)["missing"]
    assert missing == [i.value for i in Item if i is not Item.HARMER]
    items = [li.text for li in bea.page(address).all("section") for li in li.all("li")]
    assert len(items) == len(missing), "paper and JSON name the same"


def test_c_17_the_paper_says_what_the_record_says(either: Office) -> None:
    """With the number only while they allow it, and no unsafe address (S-30, S-01)."""
    bea = either.coordinator("Bea")
    case_id = either.opened(bea, "Robin", wants="A door that locks")
    with either.morning.town.reading() as db:
        client_id = either.client_of(case_id)
        visit_id = db.scalars(sa.select(Visit.id).where(Visit.client_id == client_id)).one()
    tell(either.morning, visit_id, bea)
    fact(bea, case_id, "name", "Robin Example")
    fact(bea, case_id, "address", "1 Old Street")
    fact(bea, case_id, "address", "2 New Road")
    abuse = {"kind": "stalking", "pattern": "getting_worse", "by_whom": "a former partner"}
    assert bea.write(f"/cases/{case_id}/abuse", **abuse).status_code == 303
    child = bea.write(f"/cases/{case_id}/children", born="no", day="2027-02-03", said_by="seen")
    note = {"go": "note", "kind": "needs", "view": "Scans missed"}
    assert bea.write(child.headers["location"], **note).status_code == 303
    harm = bea.write(f"/cases/{case_id}/harm", relation="a former partner").headers["location"]
    told = {"go": "fact", "kind": "name", "value": "Sam Example", "said_by": "themselves"}
    assert bea.write(harm, **told).status_code == 303
    address = referred(
        bea,
        case_id,
        consents="no",
        why_no_consent="Fear",
        basis="serious_harm",
        necessity="Threats to kill",
    )
    paper = bea.page(address).text
    for words in (
        *("A door that locks", "Robin Example", "2 New Road", "+447400123456", "Wednesdays 10:00"),
        *("Stalking", "getting worse", "3 February 2027", "Scans missed", "Sam Example", "Fear"),
        *("Threats to kill", "Kay Example, MARAC office", "Professional judgement", "Bea"),
    ):
        assert words in paper, words
    assert "1 Old Street" not in paper
    whole = summary(bea, address)
    assert whole["person"]["address"] == ["2 New Road"]
    assert whole["harm"][0]["name"] == ["Sam Example"]
    assert whole["children"][0]["due_on"] == ["2027-02-03"]
    referral_id = UUID(address.rpartition("/")[2])
    assert either.recorded("conference read") == [referral_id] * 2
    stop = f"/session/visit/{visit_id}/contact"
    assert bea.write(stop, go="stop").status_code == 303
    assert "+447400123456" not in bea.page(address).text
    assert "safe_phone" in summary(bea, address)["missing"]


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"recipient": ""}, {"recipient"}),
        ({"basis": ""}, {"basis"}),
        ({"criterion": ""}, {"criterion"}),
        ({"police": ""}, {"police"}),
        ({"is_aware": ""}, {"is_aware"}),
        ({"is_aware": "no"}, {"why_unaware"}),
        ({"consents": "no"}, {"why_no_consent", "basis"}),
        ({"basis": "serious_harm"}, {"necessity"}),
    ],
)
def test_s_35_no_referral_without_a_named_recipient_a_criterion_and_its_basis(
    changes: dict[str, str], problems: set[str]
) -> None:
    assert not isinstance(read(), Problems)
    found = read(**changes)
    assert isinstance(found, Problems)
    assert set(found) == problems


def test_what_was_not_looked_for_is_not_missing() -> None:
    assert lacking({}) == []
    assert lacking({Item.NAME: True, Item.WANTS: False}) == [Item.WANTS]


def test_s_35_nothing_but_the_referral_reads_both_stores() -> None:
    """Whatever asks who harms, beside the pages of those who do, is that one query."""
    asking = {
        path.relative_to(ROOT).as_posix()
        for package in ("bookings", "portal", "services_directory")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and {"who_harms", "Harmer", "harmer_in"} & {alias.name for alias in node.names}
    }
    assert asking == {
        "bookings/cases/pages/harm.py",
        "bookings/cases/routes.py",
        "bookings/cases/queries/conference.py",
    }


def test_p_01_no_paper_is_another_organisations_or_another_cases(
    office: Office, bea: Colleague
) -> None:
    case_id, second = office.opened(bea, "Robin"), office.opened(bea, "Alex")
    fact(bea, case_id, "name", "Robin Example")
    referral = referred(bea, case_id)
    letter = bea.write(f"/cases/{case_id}/letters", kind="support").headers["location"]
    other = office.coordinator("Ona", ELSEWHERE)
    for address in (referral, f"{referral}/json", letter, f"/cases/{case_id}/letters"):
        assert bea.get(address).status_code == 200
        assert other.get(address).status_code == 404
        if address != f"/cases/{case_id}/letters":
            assert bea.get(address.replace(str(case_id), str(second))).status_code == 404


def test_c_25_a_letter_says_the_days_on_which_it_happened_and_no_others(
    either: Office,
) -> None:
    bea = either.coordinator("Bea")
    case_id = either.opened(bea, "Robin")
    with either.morning.town.reading() as db:
        client_id = either.client_of(case_id)
        visit_id = db.scalars(sa.select(Visit.id).where(Visit.client_id == client_id)).one()
    letters = f"/cases/{case_id}/letters"
    assert bea.write(letters, kind="support").status_code == 422, "a letter needs a name"
    fact(bea, case_id, "name", "Robin Example")
    support = bea.write(letters, kind="support").headers["location"]
    assert "They were with us on" not in bea.page(support).text
    either.morning.arrive(visit_id, "10:05")
    days = [li.text for li in bea.page(support).all("li")]
    assert days == ["25 November 2026"]
    refused = {"kind": "refuge_full", "happened_on": "2026-11-20", "who": "Harbour House"}
    assert bea.write(f"/cases/{case_id}/events", **refused).status_code == 303
    page = bea.page(letters)
    about = next(i.get("value") for i in page.all("input") if i.get("name") == "about")
    refusal = bea.write(letters, kind="refuge_full", about=about).headers["location"]
    text = bea.page(refusal).text
    assert "On 20 November 2026 a place in a refuge was looked for" in text
    assert "Harbour House had no place" in text
    assert "Nothing may be posted" in text
    fact(bea, case_id, "address", "2 New Road", safe_for_post="yes")
    assert "2 New Road" in bea.page(refusal).text
    referred(bea, case_id)
    about = [i.get("value") for i in bea.page(letters).all("input") if i.get("name") == "about"][-1]
    conference = bea.write(letters, kind="conference", about=about).headers["location"]
    assert "On 25 November 2026 we referred" in bea.page(conference).text


def test_c_25_there_is_no_letter_about_what_did_not_happen(office: Office, bea: Colleague) -> None:
    case_id, second = office.opened(bea, "Robin"), office.opened(bea, "Alex")
    fact(bea, case_id, "name", "Robin Example")
    letters = f"/cases/{case_id}/letters"
    elsewhere = referred(bea, second).rpartition("/")[2]
    for fields, refused in (
        ({"kind": "refuge_full"}, 422),
        ({"kind": "refuge_full", "about": str(case_id)}, 404),
        ({"kind": "conference", "about": elsewhere}, 404),
        ({"kind": "praise"}, 422),
    ):
        assert bea.write(letters, **fields).status_code == refused
    assert not office.of_case(case_id, EvidenceLetter)
    assert len(office.of_case(second, ConferenceReferral)) == 1
