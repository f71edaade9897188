"""Those who do harm: what they do, which orders stand, and which agency acts on them by when
(C-19). A page of its own, and nothing of whom they harm is on it but the way back."""

from collections.abc import Callable, Mapping
from typing import Any

from starlette.responses import Response

from bookings.cases.actions.marking import mark_harm
from bookings.cases.forms.harm import read_harm, read_harm_fact
from bookings.cases.forms.steps import read_step
from bookings.cases.pages.choices import CHOICES
from bookings.cases.pages.rows import count_prompts, row_among, shown_rows
from bookings.people.actions.harm import add_harmer
from bookings.people.actions.steps import finish
from bookings.people.actions.writing import end_row, write_down
from bookings.people.models import CaseRecord, Written
from bookings.people.models.harm import HarmFact, HarmStep
from bookings.people.queries.harm import Harmer, who_harms
from bookings.people.rules.harm import FIRST
from portal.web.forms import Problems, Typed, one
from portal.web.page import PageRequest

HARM, HARMER = "bookings/cases/harm.html", "bookings/cases/harmer.html"

Asked = PageRequest[tuple[CaseRecord, Harmer]]

KINDS: Mapping[str, tuple[type[Written], Callable[[Typed], Mapping[str, Any] | Problems]]] = {
    "fact": (HarmFact, read_harm_fact),
    "step": (HarmStep, read_step),
}


def show_harm(asked: PageRequest[CaseRecord]) -> Response:
    """Everybody who does harm in one case."""
    return _harm(asked)


def press_harm(asked: PageRequest[CaseRecord]) -> Response:
    """One more; then all else is written on the page of that person."""
    case = asked.subject
    values = read_harm(asked.typed)
    if isinstance(values, Problems):
        return _harm(asked, values)
    person = add_harmer(asked.db, case, values["relation"], by=asked.actor, at=asked.now)
    return asked.done(f"/cases/{case.id}/harm/{person.id}")


def show_harmer(asked: Asked) -> Response:
    """One of them. That it was read is recorded."""
    return _harmer(asked)


def press_harmer(asked: Asked) -> Response:
    """Write what they do or who acts on them; or say that a row is so no more, or done."""
    go, harmer = one(asked.typed, "go"), asked.subject[1]
    about = harmer.person.id
    if go in KINDS:
        kind, read = KINDS[go]
        values = read(asked.typed)
        if isinstance(values, Problems):
            return _harmer(asked, values, go)
        row = kind(harm_id=about, **values)
        write_down(asked.db, row, "harm written of", about, by=asked.actor, at=asked.now)
        mark_harm(asked.db, harmer.person, by=asked.actor, at=asked.now)
        count_prompts(asked.db, row)
    else:
        _settle(asked, go)
    return asked.done(_address(asked))


def _settle(asked: Asked, go: str) -> None:
    harmer = asked.subject[1]
    row = row_among([*harmer.facts, *harmer.steps], asked.typed)
    if isinstance(row, HarmStep) and go == "finish":
        finish(asked.db, row, harmer.person.id, by=asked.actor, at=asked.now)
    elif row is not None and go == "end":
        end_row(asked.db, row, "row ended", harmer.person.id, by=asked.actor, at=asked.now)


def _address(asked: Asked) -> str:
    case, harmer = asked.subject
    return f"/cases/{case.id}/harm/{harmer.person.id}"


def _harm(asked: PageRequest[CaseRecord], problems: Problems | None = None) -> Response:
    found = who_harms(asked.db, asked.actor, asked.subject)
    for each in found:
        asked.note("harm listed", each.person.id)
    return asked.show(
        HARM,
        fragment="content",
        status=422 if problems else 200,
        here="cases",
        case=asked.subject,
        harmers=found,
        address=f"/cases/{asked.subject.id}/harm",
        today=asked.now.date(),
        problems=problems or {},
        typed=asked.typed if problems else {},
    )


def _harmer(asked: Asked, problems: Problems | None = None, go: str = "") -> Response:
    case, harmer = asked.subject
    asked.note("harm read", harmer.person.id)
    facts = [each for each in harmer.facts if each.stands]
    return asked.show(
        HARMER,
        fragment="content",
        status=422 if problems else 200,
        here="cases",
        case=case,
        harmer=harmer,
        first=[each for kind in FIRST for each in facts if each.kind is kind],
        others=[each for each in facts if each.kind not in FIRST],
        steps=[each for each in harmer.steps if each.stands],
        **shown_rows(asked, [*harmer.facts, *harmer.steps]),
        address=_address(asked),
        choices=CHOICES,
        today=asked.now.date(),
        pressed=go,
        problems=problems or {},
        typed=asked.typed if problems else {},
    )
