"""Six cases of an organisation as an inspector sees them: no name, no word that anybody wrote, no
date, nothing of whoever does harm (C-29, S-35)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.cases.rules.audit import SAMPLE, age_band, days_after
from bookings.day.models import Outcome
from bookings.people.models import (
    AbuseEntry,
    CaseEvent,
    CaseFact,
    CaseNote,
    CaseRecord,
    Child,
    ChildFact,
    ChildNote,
    ChildStep,
    PlanStep,
)
from bookings.people.queries.records import children_of, standing_of
from bookings.people.queries.risk import risk_of
from bookings.people.queries.shut_out import not_shut_out
from bookings.people.rules.children import ChildFactKind
from bookings.people.rules.equality import quarter_of
from bookings.people.rules.facts import FactKind, day_in
from bookings.people.rules.steps import is_overdue
from bookings.visits.models import Visit
from portal import keyring
from portal.access import Actor, Permission

Audited = Mapping[str, Any]


def sample_of(db: Session, actor: Actor, at: datetime) -> list[CaseRecord]:
    """Six cases of the actor's organisation, by lot: the same six all quarter, so that nobody
    draws until the lot is to their liking."""
    if not actor.may(Permission.CASES_AUDIT) or actor.organization_id is None:
        return []
    ours = sa.select(CaseRecord).where(
        CaseRecord.organization_id == actor.organization_id, not_shut_out(actor)
    )
    return sorted(db.scalars(ours), key=lambda case: _lot(case, at))[:SAMPLE]


def audited(db: Session, case: CaseRecord, at: datetime) -> Audited:
    """One case in counts, kinds from closed lists, and days after it was opened."""
    opened, today = case.opened_at.date(), at.date()
    facts = standing_of(db, CaseFact, case)
    return {
        "wants_are_written": any(each.kind is FactKind.WANTS for each in facts),
        "abuse": [
            {"kind": each.kind.value, "pattern": each.pattern.value}
            for each in standing_of(db, AbuseEntry, case)
        ],
        "risk": _risk(db, case, opened),
        "events": [
            {"kind": each.kind.value, "days_after": days_after(opened, each.happened_on)}
            for each in standing_of(db, CaseEvent, case)
        ],
        "plan": _steps(standing_of(db, PlanStep, case), today),
        "children": [_child(db, each, today) for each in children_of(db, case)],
        "notes": len(standing_of(db, CaseNote, case)),
        "visits": _visits(db, case),
    }


def _lot(case: CaseRecord, at: datetime) -> bytes:
    drawn = f"{at.year}-{quarter_of(at.date()).number}:{case.id.hex}"
    return keyring.fingerprint(drawn, "case_records.audit")


def _risk(db: Session, case: CaseRecord, opened: date) -> dict[str, Any]:
    risk = risk_of(db, case)
    return {
        "stands": risk.level.value if risk.level else None,
        "review_is_due": risk.review_since is not None,
        "found": [
            {
                "days_after": days_after(opened, each.assessed_on),
                "by_count": each.by_count.value if each.by_count else None,
                "judged": each.judged.value if each.judged else None,
                "has_reasons": bool(each.reasons),
            }
            for each in risk.results
        ],
    }


def _steps(rows: Sequence[PlanStep | ChildStep], today: date) -> dict[str, Any]:
    return {
        "by": sorted(each.doer.value for each in rows),
        "done": sum(1 for each in rows if each.done_at is not None),
        "late": sum(1 for each in rows if is_overdue(each.by_when, each.done_at, today)),
    }


def _child(db: Session, child: Child, today: date) -> dict[str, Any]:
    days = [
        day_in(each.value or "")
        for each in standing_of(db, ChildFact, child)
        if each.kind is ChildFactKind.BORN_ON
    ]
    years = int(child.age) if child.age and child.age.isdigit() else None
    kinds = {each.kind.value for each in standing_of(db, ChildNote, child)}
    return {
        "age": age_band(child.born, next(iter(days), None), years, today),
        "written_of": sorted(kinds),
        "acts": _steps(standing_of(db, ChildStep, child), today),
    }


def _visits(db: Session, case: CaseRecord) -> list[dict[str, Any]]:
    found = (
        sa.select(Outcome)
        .join(Visit, Visit.id == Outcome.visit_id)
        .where(Visit.client_id == case.client_id)
        .order_by(Outcome.at)
    )
    return [
        {
            "ending": each.ending.value,
            "has_reason": bool(each.reason),
            "has_holder": each.held_by is not None,
        }
        for each in db.scalars(found)
    ]
