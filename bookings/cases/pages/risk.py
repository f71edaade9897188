"""Risk: what was found, with which tool, and what people make of it (C-16)."""

from starlette.responses import Response

from bookings.cases.forms.risk import read_risk, read_tool
from bookings.cases.pages.choices import CHOICES
from bookings.cases.pages.record import shown_with
from bookings.cases.pages.rows import count_prompts, row_among, shown_rows
from bookings.people.actions.writing import end_row, write_down
from bookings.people.models import CaseRecord, RiskResult, RiskTool
from bookings.people.queries.records import all_of
from bookings.people.queries.risk import all_tools_of, risk_of, tool_names, tools_of
from portal.access import Actor
from portal.web.forms import Problems, one
from portal.web.page import PageRequest

RISK, TOOLS = "bookings/cases/risk.html", "bookings/cases/tools.html"


def show_risk(asked: PageRequest[CaseRecord]) -> Response:
    """The level that stands, why, and whether somebody should look again."""
    return _risk(asked)


def press_risk(asked: PageRequest[CaseRecord]) -> Response:
    """Write an assessment, or say of one that it was a mistake."""
    case = asked.subject
    if one(asked.typed, "go") == "end":
        row = row_among(all_of(asked.db, RiskResult, case), asked.typed)
        if row is not None:
            end_row(asked.db, row, "risk ended", case.id, by=asked.actor, at=asked.now)
        return asked.done(f"/cases/{case.id}/risk")
    values = read_risk(asked.typed, all_tools_of(asked.db, asked.actor))
    if isinstance(values, Problems):
        return _risk(asked, values)
    row = RiskResult(case_id=case.id, **values)
    write_down(asked.db, row, "risk written", case.id, by=asked.actor, at=asked.now)
    count_prompts(asked.db, row)
    return asked.done(f"/cases/{case.id}/risk")


def show_tools(asked: PageRequest[Actor]) -> Response:
    """Which tools the organisation uses; their questions stand on its own paper (S-52)."""
    return _tools(asked)


def press_tools(asked: PageRequest[Actor]) -> Response:
    """One more tool, or one that is used no more."""
    if one(asked.typed, "go") == "end":
        row = row_among(all_tools_of(asked.db, asked.actor), asked.typed)
        if row is not None:
            end_row(asked.db, row, "tool ended", row.id, by=asked.actor, at=asked.now)
        return asked.done("/cases/tools")
    values = read_tool(asked.typed)
    if isinstance(values, Problems):
        return _tools(asked, values)
    tool = RiskTool(organization_id=asked.actor.organization_id, **values)
    write_down(asked.db, tool, "tool written", tool.id, by=asked.actor, at=asked.now)
    return asked.done("/cases/tools")


def _risk(asked: PageRequest[CaseRecord], problems: Problems | None = None) -> Response:
    case = asked.subject
    asked.note("case read", case.id)
    return asked.show(
        RISK,
        fragment="content",
        status=422 if problems else 200,
        **shown_with(asked, case),
        **shown_rows(asked, all_of(asked.db, RiskResult, case)),
        risk=risk_of(asked.db, case),
        tools=tools_of(asked.db, asked.actor),
        tool_names=tool_names(all_tools_of(asked.db, asked.actor)),
        address=f"/cases/{case.id}/risk",
        choices=CHOICES,
        problems=problems or {},
        typed=asked.typed if problems else {},
    )


def _tools(asked: PageRequest[Actor], problems: Problems | None = None) -> Response:
    return asked.show(
        TOOLS,
        fragment="content",
        status=422 if problems else 200,
        here="cases",
        tools=tools_of(asked.db, asked.actor),
        problems=problems or {},
        typed=asked.typed if problems else {},
    )
