"""Each child is a person: own needs, wishes and feelings, who acts for them, and nobody's field."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bookings.people.models import Child, ChildFact, ChildNote, ChildStep
from tests.bookings.cases.working import ELSEWHERE, Colleague, Office
from tests.browsing import parse
from tests.schema import every_table

NOTE = {"go": "note", "kind": "wishes", "said": "Draws the garden again and again"}
TOLD = {"said_by": "person_of_the_case"}
STEP = {"go": "step", "doer": "school", "what": "A quiet place", "by_when": "2026-11-30"}


def born(desk: Colleague, case_id: UUID, **fields: str) -> str:
    """Write of a child, and give the address of its page."""
    answer = desk.write(f"/cases/{case_id}/children", **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def problems(desk: Colleague, address: str, **fields: str) -> set[str]:
    answer = desk.write(address, **fields)
    assert answer.status_code == 422
    found = [p.get("id") for p in parse(answer.text).all("p") if p.get("class") == "problem"]
    return {each.removesuffix("-problem") for each in found}


def rows(office: Office, kind: Any, address: str) -> list[Any]:
    with office.morning.town.reading() as db:
        of_child = kind.child_id == UUID(address.rpartition("/")[2])
        found: list[Any] = list(
            db.scalars(sa.select(kind).where(of_child).order_by(kind.written_at))
        )
        db.expunge_all()
        return found


def test_c_20_an_unborn_child_has_a_page_with_the_due_date_and_is_born_later(
    either: Office,
) -> None:
    bea = either.coordinator("Bea")
    case_id = either.opened(bea, "Robin")
    children = f"/cases/{case_id}/children"
    assert problems(bea, children) == {"born"}
    assert problems(bea, children, born="yes", name="Ada") == {"said_by"}
    address = born(bea, case_id, born="no", day="2027-02-03", **TOLD)
    assert next(bea.page(address).all("h1")).text == "Unborn child, due 3 February 2027"
    fact = {"go": "fact", "kind": "born_on", "why": "School", "said_by": "seen"}
    assert problems(bea, address, **fact, value="last week") == {"value"}
    assert bea.write(address, **fact, value="2027-01-30").status_code == 303
    assert next(bea.page(address).all("h1")).text == "A child, born 30 January 2027"
    kinds = {f.kind.value: f.stands for f in rows(either, ChildFact, address)}
    assert kinds == {"due_on": False, "born_on": True}


def test_c_20_needs_wishes_and_feelings_are_the_childs_own_and_somebody_acts(
    office: Office, bea: Colleague
) -> None:
    case_id = office.opened(bea, "Robin")
    address = born(bea, case_id, born="yes", name="Ada", day="2020-04-23", **TOLD)
    lacking = bea.page(f"/cases/{case_id}").text
    assert "own needs not written, nobody acts yet" in lacking
    assert problems(bea, address, go="note", kind="wishes") == {"seen"}
    assert bea.write(address, **NOTE).status_code == 303
    assert problems(bea, address, go="step", doer="mother") == {"doer", "what", "by_when"}
    assert bea.write(address, **STEP).status_code == 303
    adult = {"go": "adult", "adult": "whoever_harms", "relation": "parent"}
    assert problems(bea, address, go="adult", adult="another") == {"relation", "words"}
    assert bea.write(address, **adult).status_code == 303
    text = bea.page(address).text
    for words in ("Draws the garden", "School or nursery", "whoever does the harm: parent"):
        assert words in text
    assert "nobody acts yet" not in bea.page(f"/cases/{case_id}").text
    step, note = rows(office, ChildStep, address)[0], rows(office, ChildNote, address)[0]
    assert bea.write(address, go="finish", row=str(step.id)).status_code == 303
    assert bea.write(address, go="end", row=str(note.id)).status_code == 303
    assert rows(office, ChildStep, address)[0].done_at
    assert "Draws the garden" not in bea.page(address).text
    child_id = UUID(address.rpartition("/")[2])
    assert child_id in office.recorded("child read")


def test_a_child_told_of_at_booking_is_the_same_child_in_the_case(
    office: Office, bea: Colleague
) -> None:
    visit_id = office.morning.book("Robin", "housing")
    office.morning.bring(visit_id, 4)
    answer = bea.write(f"/session/visit/{visit_id}/case", go="open", not_yet="yes")
    text = bea.page(f"{answer.headers['location']}/children").text
    assert "A child, aged 4 when the visit was made" in text


def test_s_55_a_child_is_of_one_case_and_on_no_page_of_another(
    office: Office, bea: Colleague
) -> None:
    """Both adults of a child may be clients: each case has its own row, even at one organisation,
    and an address that mixes the two leads nowhere."""
    first, second = office.opened(bea, "Robin"), None
    address = born(bea, first, born="yes", name="Ada", **TOLD)
    second = office.opened(bea, "Alex")
    twin = born(bea, second, born="yes", name="Ada", **TOLD)
    assert bea.write(address, **NOTE).status_code == 303
    child_id = address.rpartition("/")[2]
    assert bea.get(f"/cases/{second}/children/{child_id}").status_code == 404
    assert bea.write(f"/cases/{second}/children/{child_id}", **NOTE).status_code == 404
    assert "garden" not in bea.page(twin).text
    assert "garden" not in bea.page(f"/cases/{second}/children").text
    other = office.coordinator("Ona", ELSEWHERE)
    assert other.get(address).status_code == 404


def test_s_38_nothing_of_a_child_is_a_column_of_an_adult_and_no_row_joins_two_children() -> None:
    tables = every_table().tables.values()
    to_child = {
        table.name: [
            column.name
            for column in table.columns
            for key in column.foreign_keys
            if key.column.table is Child.__table__
        ]
        for table in tables
    }
    assert all(len(columns) <= 1 for columns in to_child.values())
    of_adults = [t for t in tables if t.name.startswith("case_") or t.name == "clients"]
    assert len(of_adults) > 4
    named = [c.name for t in of_adults for c in t.columns if "child" in c.name]
    assert named == []
