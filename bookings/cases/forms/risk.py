"""An assessment and a tool, as they are typed."""

from collections.abc import Sequence
from typing import Any

from bookings.cases.forms.words import count_in, day_typed, line_in, words_in
from bookings.people.models import RiskTool
from bookings.people.rules.risk import Bands, JudgementLowers, Level, level_by, level_of
from portal.web.forms import Problems, Typed, chosen, one

MOST_QUESTIONS = 200


def read_risk(typed: Typed, tools: Sequence[RiskTool]) -> dict[str, Any] | Problems:
    """What was found, with one of the tools that are used still or by judgement alone; judgement
    never lowers a count (C-16)."""
    problems = Problems()
    tool = chosen(typed, "tool", [each for each in tools if each.stands], gone=tools)
    count = count_in(typed, "count", problems, tool.most if tool else MOST_QUESTIONS)
    judged = _judged(typed, problems)
    by_count = _by_count(tool, count, problems)
    values = {
        "tool_id": tool.id if tool else None,
        "assessed_on": day_typed(typed, "assessed_on", problems),
        "assessed_by": line_in(typed, "assessed_by", problems, needed=True),
        "count": count if tool else None,
        "by_count": by_count,
        "judged": judged,
        "reasons": words_in(typed, "reasons", problems, needed=judged is not None) or None,
    }
    try:
        if level_of(by_count, judged) is None and "count" not in problems:
            problems["judged"] = "choose_one"
    except JudgementLowers:
        problems["judged"] = "lowers"
    return problems or values


def read_tool(typed: Typed) -> dict[str, Any] | Problems:
    """A tool by name, version, its number of questions and its bands."""
    problems = Problems()
    values: dict[str, Any] = {
        "name": line_in(typed, "name", problems, needed=True)[:80],
        "version": line_in(typed, "version", problems, needed=True)[:40],
    }
    for name in ("most", "medium_from", "high_from"):
        values[name] = count_in(typed, name, problems, MOST_QUESTIONS)
    if not values["most"]:
        problems["most"] = "not_a_count"
    return problems or values


def bands_of(tool: RiskTool) -> Bands:
    return Bands(tool.most, tool.medium_from, tool.high_from)


def _judged(typed: Typed, problems: Problems) -> Level | None:
    """Empty is no judgement; what is on no list is a mistake."""
    text = one(typed, "judged")
    try:
        return Level(text) if text else None
    except ValueError:
        problems["judged"] = "choose_one"
        return None


def _by_count(tool: RiskTool | None, count: int | None, problems: Problems) -> Level | None:
    if "count" in problems:
        return None
    if (tool is None) != (count is None):
        problems["count"] = "not_a_count" if tool else "which_tool"
        return None
    return level_by(bands_of(tool), count) if tool and count is not None else None
