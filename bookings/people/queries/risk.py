"""How high the risk of a case is taken to be, and whether it should be looked at again."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models import CaseEvent, CaseRecord, RiskResult, RiskTool
from bookings.people.queries.records import standing_of
from bookings.people.rules.abuse import Happened
from bookings.people.rules.risk import Finding, Level, review_since, standing_level
from portal.access import Actor, Permission


class Risk(NamedTuple):
    """The level that stands, the results behind it, the latest first, and since when a separation
    asks for a review."""

    level: Level | None
    results: list[RiskResult]
    review_since: date | None


def risk_of(db: Session, case: CaseRecord) -> Risk:
    """What stands of a case (C-16). Nothing but the pages of cases ever asks (S-40)."""
    results = standing_of(db, RiskResult, case)
    findings = [Finding(each.assessed_on, each.by_count, each.judged) for each in results]
    separated = separations_of(db, case)
    latest_first = sorted(results, key=lambda each: each.assessed_on, reverse=True)
    return Risk(
        standing_level(findings, separated), latest_first, review_since(findings, separated)
    )


def separations_of(db: Session, case: CaseRecord) -> list[date]:
    events = standing_of(db, CaseEvent, case)
    return [each.happened_on for each in events if each.kind is Happened.SEPARATION]


def tools_of(db: Session, actor: Actor) -> list[RiskTool]:
    """The tools that the actor's organisation uses."""
    return [each for each in all_tools_of(db, actor) if each.stands]


def all_tools_of(db: Session, actor: Actor) -> list[RiskTool]:
    """Those too that it uses no more: what was found with them still says so."""
    if not actor.may(Permission.CASES_SEE):
        return []
    ours = sa.select(RiskTool).where(RiskTool.organization_id == actor.organization_id)
    return list(db.scalars(ours.order_by(RiskTool.name, RiskTool.version)))


def tool_names(tools: list[RiskTool]) -> dict[UUID | None, str]:
    """What each tool is called, with its version."""
    return {each.id: f"{each.name} {each.version}" for each in tools}
