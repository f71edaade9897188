"""The page of one case: what they want first, then what is known, part by part."""

from typing import Any

from starlette.responses import Response

from bookings.cases.queries.lists import names_of
from bookings.cases.queries.visits import joined_today, visits_of
from bookings.people.actions.records import take_over
from bookings.people.models import CaseFact, CaseRecord
from bookings.people.queries.records import chosen_name, standing_of
from bookings.people.rules.facts import FactKind
from portal.web.page import PageRequest

CASE = "bookings/cases/case.html"

Asked = PageRequest[CaseRecord]


def show_case(asked: Asked) -> Response:
    """All that stands. That it was read is recorded (P-02)."""
    db, case = asked.db, asked.subject
    asked.note("case read", case.id)
    facts = standing_of(db, CaseFact, case)
    return asked.show(
        CASE,
        fragment="content",
        **shown_with(asked, case),
        wants=[each for each in facts if each.kind is FactKind.WANTS],
        visits=visits_of(db, asked.actor, case),
        joined=joined_today(db, case, asked.now),
        names=names_of(db, [case.holder, case.opened_by, *(each.written_by for each in facts)]),
    )


def press_case(asked: Asked) -> Response:
    """Whoever presses holds the case from now on."""
    take_over(asked.db, asked.subject, by=asked.actor, at=asked.now)
    return asked.done(f"/cases/{asked.subject.id}")


def shown_with(asked: PageRequest[Any], case: CaseRecord) -> dict[str, Any]:
    """What every page of a case begins with."""
    return {"here": "cases", "case": case, "who": chosen_name(asked.db, case)}
