"""What is answered for totals, what an inspector sees, and requests for what is kept."""

import ast
import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.cases.rules.audit import age_band, days_after
from bookings.people.models.equality import EqualityAnswer
from bookings.people.models.requests import RightsRequest
from bookings.people.queries.equality import print_of
from bookings.people.rules.equality import QUESTIONS, is_answer, quarter_of
from bookings.people.rules.totals import told
from portal.access import Role
from tests.bookings.cases.working import ELSEWHERE, Colleague, Office
from tests.browsing import Element
from tests.schema import every_table

ROOT = Path(__file__).parent.parent.parent.parent
DAY = date(2026, 11, 25)


def answers(office: Office) -> dict[str, str]:
    with office.morning.town.reading() as db:
        return {row.question: row.answer for row in db.scalars(sa.select(EqualityAnswer))}


def test_c_24_answers_are_optional_kept_apart_and_never_shown(either: Office) -> None:
    bea = either.coordinator("Bea")
    case_id = either.opened(bea, "Robin")
    address, person = f"/cases/{case_id}/equality", str(either.client_of(case_id))
    assert bea.write(address, age="25_34").status_code == 422
    assert bea.write(address, person=person, age="old").status_code == 422
    assert bea.write(address, person=person, age="25_34", religion="rather_not").status_code == 303
    assert answers(either) == {"age": "25_34", "religion": "rather_not"}
    page = bea.page(address)
    assert "has answered" in page.text
    chosen = [o for o in page.all("option") if "selected" in o.attributes]
    assert chosen == []
    assert bea.write(address, person=person, age="35_44").status_code == 303
    assert answers(either) == {"age": "35_44"}, "changed, and taken back"


def test_c_24_no_query_can_join_an_answer_to_a_person(office: Office, bea: Colleague) -> None:
    case_id = office.opened(bea, "Robin")
    child = bea.write(f"/cases/{case_id}/children", born="yes").headers["location"]
    child_id = child.rpartition("/")[2]
    address = f"/cases/{case_id}/equality"
    assert bea.write(address, person=child_id, age="under_16").status_code == 303
    assert bea.write(address, person=str(case_id), age="under_16").status_code == 422
    table = every_table().tables[EqualityAnswer.__tablename__]
    assert not table.foreign_keys
    assert not [c for c in table.columns if isinstance(c.type, (sa.DateTime, sa.Date))]
    with office.morning.town.reading() as db:
        row = db.execute(sa.select(table)).one()
        ids = {UUID(child_id), case_id, office.client_of(case_id)}
        assert not ids & {each for each in row if isinstance(each, UUID)}
        assert not {each.bytes for each in ids} & {bytes(row.person)[:16], bytes(row.person)[16:]}


def answer_of(office: Office, n: int, answer: str, question: str = "age") -> None:
    """So many people gave this answer in this quarter."""
    now, organization_id = office.morning.watch.now, office.coordinator("Ada").actor.organization_id
    quarter = quarter_of(now.date())
    for each in range(n):
        person = print_of(UUID(int=each)) + answer.encode() + question.encode()
        office.morning.add(
            EqualityAnswer(
                organization_id=organization_id,
                person=sha256(person).digest(),
                year=quarter.year,
                quarter=quarter.number,
                question=question,
                answer=answer,
            )
        )


def told_in(page: Element) -> list[str]:
    return [part.strip() for dd in page.all("dd") for part in dd.text.split(";")]


def test_c_24_s_49_a_quarter_is_told_once_after_its_end_and_nothing_small_in_it(
    either: Office,
) -> None:
    bea = either.coordinator("Bea")
    answer_of(either, 23, "25_34")
    answer_of(either, 12, "35_44")
    answer_of(either, 9, "16_17")
    assert not list(bea.page("/totals").all("section")), "the quarter is not over"
    quarter = quarter_of(either.morning.watch.now.date())
    now = f"{quarter.year}-{quarter.number}"
    assert bea.write("/totals", quarter=now).status_code == 303
    assert not list(bea.page("/totals").all("section")), "and cannot be drawn up yet"
    either.morning.watch.on(days=100)
    lead, other = either.somebody(Role.LEAD, "Lee"), either.coordinator("Ona", ELSEWHERE)
    assert [b.get("value") for b in lead.page("/totals").all("button") if b.get("name")] == [now]
    for wrong in ("", "x-1", "2026-9", "99999999999-1"):
        assert lead.write("/totals", quarter=wrong).status_code == 303
    assert lead.write("/totals", quarter=now).status_code == 303
    told = told_in(lead.page("/totals"))
    assert "25 to 34: 25" in told
    assert "35 to 44: 10" in told
    assert "16 or 17: not told" in told
    assert "under 16: not told" in told, "nought is small too"
    with either.morning.town.writing() as db:
        db.execute(sa.update(EqualityAnswer).values(answer="16_17"))
    lead.write("/totals", quarter=now)
    assert told_in(lead.page("/totals")) == told, "no two readings can be subtracted"
    assert not list(other.page("/totals").all("section")), "and nobody else's are told"
    assert either.somebody(Role.RECEPTIONIST, "Rae").get("/totals").status_code == 403


def test_s_49_what_is_not_told_cannot_be_found_by_subtraction() -> None:
    assert told({"a": 12, "b": 13, "c": 9}) == {"a": None, "b": 15, "c": None}
    assert told({"a": 10, "b": 14}) == {"a": 10, "b": 15}
    assert told({"a": 9, "b": 0}) == {"a": None, "b": None}
    assert told({"a": 100, "b": 1}) == {"a": None, "b": None}


def test_s_33_immigration_is_not_asked_for_totals() -> None:
    words = {*QUESTIONS, *(each for some in QUESTIONS.values() for each in some)}
    assert not [w for w in words if any(t in w for t in ("immig", "national", "visa", "document"))]
    assert not is_answer("nationality", "any")
    months = [quarter_of(date(2026, month, 1)).number for month in (1, 3, 4, 12)]
    assert months == [1, 1, 2, 4]


@pytest.mark.parametrize(
    ("born", "day", "years", "band"),
    [
        (False, None, None, "unborn"),
        (True, date(2025, 11, 26), None, "under_1"),
        (True, date(2025, 11, 25), None, "1_to_7"),
        (True, None, 7, "1_to_7"),
        (True, None, 15, "8_to_15"),
        (True, None, 16, "16_or_over"),
        (True, None, None, "not_known"),
    ],
)
def test_a_child_is_in_the_band_that_inspections_ask_about(
    born: bool, day: date | None, years: int | None, band: str
) -> None:
    assert age_band(born, day, years, DAY) == band
    assert days_after(DAY, date(2026, 11, 20)) == -5


def test_c_29_six_cases_are_drawn_by_lot_and_tell_nobody_whose_they_are(office: Office) -> None:
    bea, lead = office.coordinator("Bea"), office.somebody(Role.LEAD, "Lee")
    secret = "Zebedee of Mill Lane"
    cases = [office.opened(bea, f"{secret} {n}", wants=secret) for n in range(7)]
    for case_id in cases:
        fact = {"kind": "name", "value": secret, "why": "Housing", "said_by": "themselves"}
        abuse = {"kind": "threats", "pattern": "once", "by_whom": secret, "said": secret}
        risk = {"assessed_on": "2026-11-20", "assessed_by": secret, "judged": "high"}
        step = {"doer": "police", "who": secret, "what": secret, "by_when": "2026-11-20"}
        for part, fields in (
            *(("facts", fact), ("abuse", abuse), ("plan", step)),
            ("risk", {**risk, "reasons": secret}),
            ("children", {"born": "yes", "name": secret, "day": "2025-12-01", "said_by": "seen"}),
            ("harm", {"relation": secret}),
        ):
            assert bea.write(f"/cases/{case_id}/{part}", **fields).status_code == 303
    told = lead.get("/cases/audit/json").text
    found = json.loads(told)["cases"]
    assert len(found) == 6
    assert found[0]["risk"]["found"][0]["days_after"] == -5
    assert found[0]["children"][0]["age"] == "under_1"
    assert found[0]["plan"] == {"by": ["police"], "done": 0, "late": 1}
    page = lead.get("/cases/audit").text
    for text in (told, page):
        assert secret not in text
        assert not [each for each in cases if str(each) in text]
        assert "2026-" not in text
        assert "harm" not in text.replace("whoever does harm", "").replace("themselves", "")
    assert lead.get("/cases/audit/json").text == told, "drawn again it is the same"
    assert len(set(office.recorded("case audited"))) == 6
    other = office.coordinator("Ona", ELSEWHERE)
    assert json.loads(other.get("/cases/audit/json").text)["cases"] == []


def request(desk: Colleague, holder: UUID | None, **fields: str) -> int:
    typed = {"came_on": "2026-11-20", "came_by": "post", "words": "All about my wife", **fields}
    return desk.write("/requests", **typed, holder=str(holder)).status_code


def test_s_59_a_request_is_written_down_and_held_by_a_person(
    office: Office, bea: Colleague
) -> None:
    lead = office.somebody(Role.LEAD, "Lee")
    other = office.coordinator("Ona", ELSEWHERE)
    assert "neither confirms nor denies" in bea.page("/requests").text
    assert request(bea, other.actor.account_id) == 422
    assert request(bea, lead.actor.account_id, words="") == 422
    assert request(bea, lead.actor.account_id) == 303
    page = lead.page("/requests")
    assert "held by Lee" in page.text
    assert "to be answered by 18 December 2026" in page.text
    action = next(f.get("action") for f in page.all("form") if "/requests/" in f.get("action"))
    assert other.get("/requests").text.count("All about my wife") == 0
    assert other.write(action).status_code == 404
    assert lead.write(action).status_code == 303
    assert "answered on" in bea.page("/requests").text


def test_s_59_nothing_about_a_request_looks_at_a_person() -> None:
    """It has no key to anybody of ours, and its pages read no case: they cannot say whether one is
    there."""
    table = every_table().tables[RightsRequest.__tablename__]
    assert {key.column.table.name for key in table.foreign_keys} == {"staff_accounts"}
    read = set()
    for name in ("cases/pages/requests", "people/queries/requests", "people/actions/requests"):
        tree = ast.parse((ROOT / f"bookings/{name}.py").read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                read |= {alias.name for alias in node.names}
    assert not read & {"Client", "Child", "CaseRecord", "CaseFact", "case_in", "visible_to"}
    assert "RightsRequest" in read
