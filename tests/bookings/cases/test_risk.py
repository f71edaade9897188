"""Risk on its page: which tool, what it counted, what people judge, and that it opens no door."""

import ast
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bookings.people.models import RiskResult, RiskTool
from bookings.people.rules.risk import Level
from tests.bookings.cases.working import ELSEWHERE, Colleague, Office
from tests.browsing import parse

ROOT = Path(__file__).parent.parent.parent.parent
TOOL = {"name": "Checklist", "version": "2025", "most": "24", "medium_from": "10"}
LEVELS = {"risk", "RiskResult", "risk_of", "Level", "standing_level"}
FOUND = {"assessed_on": "2026-11-25", "assessed_by": "Bea"}


def tool_of(office: Office, desk: Colleague) -> str:
    assert desk.write("/cases/tools", **TOOL, high_from="14").status_code == 303
    with office.morning.town.reading() as db:
        return str(db.scalars(sa.select(RiskTool.id)).one())


def problems(desk: Colleague, case_id: UUID, **fields: str) -> set[str]:
    answer = desk.write(f"/cases/{case_id}/risk", **fields)
    assert answer.status_code == 422
    found = [p.get("id") for p in parse(answer.text).all("p") if p.get("class") == "problem"]
    return {each.removesuffix("-problem") for each in found}


def stands(desk: Colleague, case_id: UUID) -> str:
    page = desk.page(f"/cases/{case_id}/risk")
    return next(p.text for p in page.all("p") if p.get("class") == "stands")


def test_c_16_an_assessment_says_tool_version_day_who_count_judgement_and_reasons(
    either: Office,
) -> None:
    bea = either.coordinator("Bea")
    case_id = either.opened(bea, "Robin")
    tool = tool_of(either, bea)
    fields = {
        **FOUND,
        "tool": tool,
        "count": "11",
        "judged": "high",
        "reasons": "Choking",
    }
    assert bea.write(f"/cases/{case_id}/risk", **fields).status_code == 303
    text = bea.page(f"/cases/{case_id}/risk").text
    for words in ("Checklist 2025", "count 11: medium", "judged high", "Choking", "Bea"):
        assert words in text
    assert stands(bea, case_id) == "It stands at: high"
    assert "Stands at: high" in bea.page(f"/cases/{case_id}").text


def test_s_40_lowering_is_refused_and_nothing_is_written(office: Office, bea: Colleague) -> None:
    case_id = office.opened(bea, "Robin")
    lower = {**FOUND, "tool": tool_of(office, bea), "count": "15", "judged": "medium"}
    assert problems(bea, case_id, **lower, reasons="She seems calm") == {"judged"}
    assert not office.of_case(case_id, RiskResult)
    assert problems(bea, case_id, **FOUND) == {"judged"}
    assert problems(bea, case_id, **FOUND, judged="high") == {"reasons"}
    assert problems(bea, case_id, **FOUND, count="3") == {"count"}
    assert problems(bea, case_id, **{**lower, "count": "25"}) == {"count", "reasons"}


def test_s_41_a_separation_lowers_nothing_and_asks_for_a_review(
    office: Office, bea: Colleague
) -> None:
    case_id = office.opened(bea, "Robin")
    tool = tool_of(office, bea)
    for count, day in (("15", "2026-11-01"), ("2", "2026-11-24")):
        fields = {**FOUND, "assessed_on": day, "tool": tool, "count": count}
        assert bea.write(f"/cases/{case_id}/risk", **fields).status_code == 303
        if count == "15":
            left = {"kind": "separation", "happened_on": "2026-11-10"}
            assert bea.write(f"/cases/{case_id}/events", **left).status_code == 303
            assert "look again" in bea.page(f"/cases/{case_id}").text
            assert stands(bea, case_id) == "It stands at: high"
    assert stands(bea, case_id) == "It stands at: high"
    assert "look again" not in bea.page(f"/cases/{case_id}").text


def test_an_assessment_written_by_mistake_counts_no_more(office: Office, bea: Colleague) -> None:
    case_id = office.opened(bea, "Robin")
    fields = {**FOUND, "judged": "high", "reasons": "Threats"}
    assert bea.write(f"/cases/{case_id}/risk", **fields).status_code == 303
    row = office.of_case(case_id, RiskResult)[0]
    assert bea.write(f"/cases/{case_id}/risk", go="end", row=str(row.id)).status_code == 303
    assert stands(bea, case_id) == "Nobody has assessed it yet."


def test_a_tool_is_its_own_organisations(office: Office, bea: Colleague) -> None:
    tool = tool_of(office, bea)
    other = office.coordinator("Ona", ELSEWHERE)
    assert "Checklist" not in other.page("/cases/tools").text
    case_id = office.opened(other, "Alex")
    assert problems(other, case_id, **FOUND, tool=tool, count="3") == {"count"}
    assert other.write("/cases/tools", go="end", row=tool).status_code == 303
    assert "Checklist" in bea.page("/cases/tools").text
    assert bea.write("/cases/tools", go="end", row=tool).status_code == 303
    assert "Checklist" not in bea.page("/cases/tools").text


def test_the_database_takes_no_count_without_a_tool(office: Office, bea: Colleague) -> None:
    case_id = office.opened(bea, "Robin")
    now, by = office.morning.watch.now, bea.actor.account_id
    for values in ({"count": 3, "judged": Level.HIGH}, {"count": None, "judged": None}):
        row = RiskResult(
            case_id=case_id, assessed_on=now.date(), written_at=now, written_by=by, **values
        )
        with pytest.raises(IntegrityError), office.morning.town.writing() as db:
            db.add(row)


def test_s_52_no_question_of_a_tool_has_a_place_anywhere() -> None:
    """A tool is its name, version and bands; a result, a count. There is nothing to tick."""
    texts = {c.name for c in RiskTool.__table__.columns if isinstance(c.type, sa.String)}
    assert texts == {"name", "version"}
    sealed = {c.name for c in RiskResult.__table__.columns if isinstance(c.type, sa.LargeBinary)}
    assert sealed == {"assessed_by", "reasons"}
    assert not [t for t in RiskTool.metadata.tables if "question" in t]


def test_s_40_nothing_but_the_pages_of_cases_ever_asks_for_a_level() -> None:
    """So no score can open or close a door: what books, welcomes, plans or sends cannot see it. A
    packet may say it, where the person says yes to that."""
    asking = set()
    for package in ("bookings", "portal", "services_directory"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                named = node.names if isinstance(node, ast.ImportFrom) else []
                if {each.name for each in named} & LEVELS:
                    parts = path.relative_to(ROOT).parts
                    is_whole = parts[1] != "handoffs"
                    asking.add("/".join(parts[:2] if is_whole else parts))
    known = {"bookings/people", "bookings/cases", "portal/demo_cases.py"}
    assert asking == known | {"bookings/handoffs/queries/known.py"}
