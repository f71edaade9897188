"""The page of one case: what they want first, then what is known, part by part."""

from typing import Any

from starlette.responses import Response

from bookings.cases.queries.children import lines_of
from bookings.cases.queries.lists import names_of
from bookings.cases.queries.visits import joined_today, visits_of
from bookings.people.actions.records import take_over
from bookings.people.models import AbuseEntry, CaseEvent, CaseFact, CaseNote, CaseRecord, PlanStep
from bookings.people.queries.records import chosen_name, standing_of
from bookings.people.queries.risk import risk_of
from bookings.people.rules.facts import FactKind
from portal.web.page import PageRequest

CASE = "bookings/cases/case.html"

Asked = PageRequest[CaseRecord]


def show_case(asked: Asked) -> Response:
    """All that stands. That it was read is recorded (P-02)."""
    db, case = asked.db, asked.subject
    asked.note("case read", case.id)
    facts = standing_of(db, CaseFact, case)
    notes = standing_of(db, CaseNote, case)
    return asked.show(
        CASE,
        fragment="content",
        **shown_with(asked, case),
        wants=[each for each in facts if each.kind is FactKind.WANTS],
        facts=[each for each in facts if each.kind is not FactKind.WANTS],
        abuse=standing_of(db, AbuseEntry, case),
        events=_latest_first(standing_of(db, CaseEvent, case)),
        notes=notes,
        steps=standing_of(db, PlanStep, case),
        risk=risk_of(db, case),
        children=lines_of(db, case),
        visits=visits_of(db, asked.actor, case),
        joined=joined_today(db, case, asked.now),
        today=asked.now.date(),
        names=names_of(db, _writers(case, [*facts, *notes])),
    )


def press_case(asked: Asked) -> Response:
    """Whoever presses holds the case from now on."""
    take_over(asked.db, asked.subject, by=asked.actor, at=asked.now)
    return asked.done(f"/cases/{asked.subject.id}")


def shown_with(asked: PageRequest[Any], case: CaseRecord) -> dict[str, Any]:
    """What every page of a case begins with."""
    return {"here": "cases", "case": case, "who": chosen_name(asked.db, case)}


def _latest_first(events: list[CaseEvent]) -> list[CaseEvent]:
    return sorted(events, key=lambda each: each.happened_on, reverse=True)


def _writers(case: CaseRecord, rows: list[CaseFact | CaseNote]) -> list[Any]:
    return [case.holder, case.opened_by, *(each.written_by for each in rows)]
