"""Those who do harm stand apart: own tables, own page, own permission."""

import ast
from pathlib import Path

import pytest
import sqlalchemy as sa

from bookings.people.models.harm import HarmFact, HarmLink, HarmPerson, HarmStep
from portal.access import GRANTS, Permission, Role
from tests.bookings.cases.working import ELSEWHERE, Colleague, Office
from tests.schema import every_table

ROOT = Path(__file__).parent.parent.parent.parent
DOES = {"go": "fact", "kind": "behaviour", "value": "Watches the door", "said_by": "themselves"}
ACTS = {"go": "step", "doer": "police", "what": "Serve the order", "by_when": "2026-11-20"}

HARM = {HarmPerson.__tablename__, HarmFact.__tablename__, HarmStep.__tablename__}


def written(desk: Colleague, case_id: object, relation: str) -> str:
    answer = desk.write(f"/cases/{case_id}/harm", relation=relation)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_c_19_what_they_do_which_orders_and_which_agency_acts_by_when(either: Office) -> None:
    bea = either.coordinator("Bea")
    case_id = either.opened(bea, "Robin")
    assert bea.write(f"/cases/{case_id}/harm").status_code == 422
    address = written(bea, case_id, "the wife")
    page = bea.page(address)
    assert "No agency acts on them yet." in page.text
    assert "Nothing is written of what they do." in page.text
    order = {**DOES, "kind": "order", "value": "Non-molestation", "until": "2027-05-01"}
    for fields in (order, DOES, ACTS, {**DOES, "kind": "name", "value": "Sam Example"}):
        assert bea.write(address, **fields).status_code == 303
    assert bea.write(address, go="step", doer="us").status_code == 422
    page = bea.page(address)
    headings = [strong.text for strong in page.all("strong")]
    assert headings.index("What they do:") < headings.index("Order in force against them:")
    assert "should have been done by" in page.text
    assert next(page.all("h1")).text.startswith("Sam Example")
    with either.morning.town.reading() as db:
        step_id, fact_id = (db.scalars(sa.select(k.id)).first() for k in (HarmStep, HarmFact))
    assert bea.write(address, go="finish", row=str(step_id)).status_code == 303
    assert bea.write(address, go="end", row=str(fact_id)).status_code == 303
    assert "should have been done" not in bea.page(address).text


def test_more_than_one_may_do_harm_and_anybody_feared_counts(
    office: Office, bea: Colleague
) -> None:
    case_id = office.opened(bea, "Robin")
    for relation in ("the husband", "an aunt"):
        written(bea, case_id, relation)
    text = bea.page(f"/cases/{case_id}/harm").text
    assert "the husband" in text
    assert "an aunt" in text


def test_s_35_the_page_of_the_case_says_nothing_of_who_does_harm(
    office: Office, bea: Colleague
) -> None:
    """And the page of who does harm says nothing of whom they harm."""
    case_id = office.opened(bea, "Robin", wants="A door that locks")
    address = written(bea, case_id, "the former partner")
    assert bea.write(address, **{**DOES, "kind": "name", "value": "Sam Example"}).status_code == 303
    for part in ("", "/facts", "/abuse", "/notes", "/plan", "/risk", "/children", "/events"):
        text = bea.page(f"/cases/{case_id}{part}").text
        assert "Sam Example" not in text
        assert "the former partner" not in text
    for page in (address, f"/cases/{case_id}/harm"):
        text = bea.page(page).text
        assert "Robin" not in text
        assert "A door that locks" not in text


def test_s_35_only_one_link_leads_from_one_store_to_the_other() -> None:
    tables = every_table()
    between = {
        (table.name, key.column.table.name)
        for table in tables.sorted_tables
        for key in table.foreign_keys
        if (table.name in HARM) != (key.column.table.name in HARM)
    } - {(name, "staff_accounts") for name in HARM}
    assert between == {(HarmLink.__tablename__, HarmPerson.__tablename__)}


def test_s_35_only_one_query_reads_the_link() -> None:
    reading = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "bookings").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and {"HarmLink", "harm"} & {alias.name for alias in node.names}
        and (node.module or "").startswith("bookings.people.models")
    }
    assert reading == {"bookings/people/queries/harm.py", "bookings/people/actions/harm.py"}


def test_it_takes_a_permission_of_its_own(
    office: Office, bea: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = office.opened(bea, "Robin")
    address = written(bea, case_id, "the husband")
    assert bea.get(address).status_code == 200
    monkeypatch.setitem(GRANTS, Permission.PERPETRATOR_SEE, frozenset({Role.LEAD}))
    assert bea.get(address).status_code == 403
    assert bea.write(f"/cases/{case_id}/harm", relation="x").status_code == 403
    case_page = bea.get(f"/cases/{case_id}")
    assert case_page.status_code == 200
    assert "/harm" not in case_page.text


def test_p_01_whoever_does_harm_is_on_no_page_of_another_case_or_organisation(
    office: Office, bea: Colleague
) -> None:
    case_id, second = office.opened(bea, "Robin"), office.opened(bea, "Alex")
    harm_id = written(bea, case_id, "the husband").rpartition("/")[2]
    assert bea.get(f"/cases/{second}/harm/{harm_id}").status_code == 404
    other = office.coordinator("Ona", ELSEWHERE)
    own = office.opened(other, "Kim")
    for address in (f"/cases/{case_id}/harm", f"/cases/{own}/harm/{harm_id}"):
        assert other.get(address).status_code == 404
        assert other.write(address, **DOES).status_code == 404
