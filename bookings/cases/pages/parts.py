"""The parts of a case that are lists of rows: each is written to, and a row ends, is done, or marks
an address as unsafe. Which parts there are stands in one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.orm import Session
from starlette.responses import Response

from bookings.cases.actions.marking import mark_case
from bookings.cases.forms.described import read_abuse, read_event, read_note
from bookings.cases.forms.facts import read_fact
from bookings.cases.forms.steps import read_step
from bookings.cases.pages.choices import CHOICES
from bookings.cases.pages.record import shown_with
from bookings.cases.pages.rows import count_prompts, row_among, shown_rows
from bookings.people.actions.described import write_abuse
from bookings.people.actions.facts import mark_unsafe, write_fact
from bookings.people.actions.steps import finish
from bookings.people.actions.writing import end_row, write_down
from bookings.people.models import (
    AbuseEntry,
    CaseEvent,
    CaseFact,
    CaseNote,
    CaseRecord,
    PlanStep,
    Written,
)
from bookings.people.queries.records import all_of, case_in
from bookings.people.rules.facts import FactKind
from portal.access import Actor
from portal.web.forms import Problems, Typed, one
from portal.web.page import PageRequest

PART = "bookings/cases/part.html"


class Writes(Protocol):
    """Writes a row of a case down, with whatever else that changes."""

    def __call__(
        self, db: Session, case: CaseRecord, row: Any, /, *, by: Actor, at: datetime
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Part:
    """One list of a case: its rows, how one is read from what is typed, what writing it does."""

    name: str
    kind: type[Written]
    read: Callable[[Typed], Mapping[str, Any] | Problems]
    write: Writes

    @property
    def template(self) -> str:
        return f"bookings/cases/_{self.name}.html"


def _plainly(verb: str) -> Writes:
    """Just written down, under this verb of the record."""

    def write(db: Session, case: CaseRecord, row: Written, /, *, by: Actor, at: datetime) -> None:
        write_down(db, row, verb, case.id, by=by, at=at)

    return write


def _fact(db: Session, case: CaseRecord, row: CaseFact, /, *, by: Actor, at: datetime) -> None:
    """A name or a day may say that two must not meet (C-08)."""
    write_fact(db, case, row, by=by, at=at)
    mark_case(db, case, by=by, at=at)


PARTS = {
    part.name: part
    for part in (
        Part("facts", CaseFact, read_fact, _fact),
        Part("abuse", AbuseEntry, read_abuse, write_abuse),
        Part("events", CaseEvent, read_event, _plainly("event written")),
        Part("notes", CaseNote, read_note, _plainly("note written")),
        Part("plan", PlanStep, read_step, _plainly("step written")),
    )
}

Asked = PageRequest[tuple[CaseRecord, Part]]


def part_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> tuple[CaseRecord, Part] | None:
    """The case and the part of it that the address names."""
    case, part = case_in(db, actor, path), PARTS.get(path["part"])
    return (case, part) if case is not None and part is not None else None


def show_part(asked: Asked) -> Response:
    """What stands, what has ended, and the form to write more."""
    return _shown(asked)


def press_part(asked: Asked) -> Response:
    """One button: write, or say of a row that it is so no more, done, or unsafe."""
    case, part = asked.subject
    press = PRESSES.get(one(asked.typed, "go"))
    if press is not None:
        press(asked)
    else:
        values = part.read(asked.typed)
        if isinstance(values, Problems):
            return _shown(asked, problems=values)
        row = part.kind(case_id=case.id, **values)
        part.write(asked.db, case, row, by=asked.actor, at=asked.now)
        count_prompts(asked.db, row)
    return asked.done(f"/cases/{case.id}/{part.name}")


def _end(asked: Asked) -> None:
    row = _row(asked)
    if row is not None:
        about: UUID = asked.subject[0].id
        end_row(asked.db, row, "row ended", about, by=asked.actor, at=asked.now)


def _finish(asked: Asked) -> None:
    row = _row(asked)
    if isinstance(row, PlanStep):
        finish(asked.db, row, asked.subject[0].id, by=asked.actor, at=asked.now)


def _unsafe(asked: Asked) -> None:
    row = _row(asked)
    if isinstance(row, CaseFact) and row.kind is FactKind.ADDRESS:
        mark_unsafe(asked.db, asked.subject[0], row, by=asked.actor, at=asked.now)


PRESSES: Mapping[str, Callable[[Asked], None]] = {
    "end": _end,
    "finish": _finish,
    "unsafe": _unsafe,
}


def _row(asked: Asked) -> Written | None:
    case, part = asked.subject
    return row_among(all_of(asked.db, part.kind, case), asked.typed)


def _shown(asked: Asked, problems: Problems | None = None) -> Response:
    case, part = asked.subject
    asked.note("case read", case.id)
    return asked.show(
        PART,
        fragment="content",
        status=422 if problems else 200,
        **shown_with(asked, case),
        **shown_rows(asked, all_of(asked.db, part.kind, case)),
        part=part.template,
        address=f"/cases/{case.id}/{part.name}",
        choices=CHOICES,
        today=asked.now.date(),
        problems=problems or {},
        typed=asked.typed if problems else {},
    )
