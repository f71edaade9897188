"""The children of a case, and the page of each: own needs, wishes and feelings, and who acts for
them (C-20)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from starlette.responses import Response

from bookings.cases.forms.children import (
    read_child,
    read_child_adult,
    read_child_fact,
    read_child_note,
)
from bookings.cases.forms.steps import read_step
from bookings.cases.pages.choices import CHOICES
from bookings.cases.pages.record import shown_with
from bookings.cases.pages.rows import count_prompts, row_among, shown_rows
from bookings.cases.queries.children import ChildLine, child_line, lines_of
from bookings.people.actions.children import add_child, write_child_fact
from bookings.people.actions.steps import finish
from bookings.people.actions.writing import end_row, write_down
from bookings.people.models import (
    CaseRecord,
    Child,
    ChildAdult,
    ChildFact,
    ChildNote,
    ChildStep,
    Written,
)
from bookings.people.queries.records import all_of
from portal.access import Actor
from portal.web.forms import Problems, Typed, one
from portal.web.page import PageRequest

CHILDREN, CHILD = "bookings/cases/children.html", "bookings/cases/child.html"

Asked = PageRequest[tuple[CaseRecord, Child]]


@dataclass(frozen=True, slots=True)
class Of:
    """One sort of row of a child, and how it is read from what is typed."""

    kind: type[Written]
    read: Callable[[Typed], Mapping[str, Any] | Problems]


KINDS: Mapping[str, Of] = {
    "note": Of(ChildNote, read_child_note),
    "fact": Of(ChildFact, read_child_fact),
    "adult": Of(ChildAdult, read_child_adult),
    "step": Of(ChildStep, read_step),
}


def show_children(asked: PageRequest[CaseRecord]) -> Response:
    """Every child, the unborn first."""
    return _children(asked)


def press_children(asked: PageRequest[CaseRecord]) -> Response:
    """Write down that there is a child."""
    values = read_child(asked.typed)
    if isinstance(values, Problems):
        return _children(asked, values)
    child = add_child(asked.db, asked.subject, **values, by=asked.actor, at=asked.now)
    return asked.done(f"/cases/{asked.subject.id}/children/{child.id}")


def show_child(asked: Asked) -> Response:
    """One child. That it was read is recorded of the child."""
    return _child(asked)


def press_child(asked: Asked) -> Response:
    """Write of the child, or say of a row that it is so no more, or done."""
    go = one(asked.typed, "go")
    if go in ("end", "finish"):
        _settle(asked, go)
        return asked.done(_address(asked))
    kept = KINDS.get(go)
    if kept is None:
        return asked.done(_address(asked))
    values = kept.read(asked.typed)
    if isinstance(values, Problems):
        return _child(asked, values, go)
    row = kept.kind(child_id=asked.subject[1].id, **values)
    _write(asked.db, asked.subject[1], row, by=asked.actor, at=asked.now)
    count_prompts(asked.db, row)
    return asked.done(_address(asked))


def _write(db: Session, child: Child, row: Written, *, by: Actor, at: datetime) -> None:
    if isinstance(row, ChildFact):
        write_child_fact(db, child, row, by=by, at=at)
    else:
        write_down(db, row, "child written of", child.id, by=by, at=at)


def _settle(asked: Asked, go: str) -> None:
    child = asked.subject[1]
    row = row_among(_all_of(asked), asked.typed)
    if isinstance(row, ChildStep) and go == "finish":
        finish(asked.db, row, child.id, by=asked.actor, at=asked.now)
    elif row is not None and go == "end":
        end_row(asked.db, row, "row ended", child.id, by=asked.actor, at=asked.now)


def _all_of(asked: Asked) -> list[Written]:
    return [row for kept in KINDS.values() for row in all_of(asked.db, kept.kind, asked.subject[1])]


def _address(asked: Asked) -> str:
    case, child = asked.subject
    return f"/cases/{case.id}/children/{child.id}"


def _child(asked: Asked, problems: Problems | None = None, go: str = "") -> Response:
    case, child = asked.subject
    asked.note("case read", case.id)
    asked.note("child read", child.id)
    rows = _all_of(asked)
    line: ChildLine = child_line(asked.db, child)
    return asked.show(
        CHILD,
        fragment="content",
        status=422 if problems else 200,
        **shown_with(asked, case),
        **shown_rows(asked, rows),
        child=line,
        of_kind={
            name: [r for r in rows if isinstance(r, of.kind) and r.stands]
            for name, of in KINDS.items()
        },
        address=_address(asked),
        choices=CHOICES,
        today=asked.now.date(),
        pressed=go,
        problems=problems or {},
        typed=asked.typed if problems else {},
    )


def _children(asked: PageRequest[CaseRecord], problems: Problems | None = None) -> Response:
    case = asked.subject
    children = lines_of(asked.db, case)
    asked.note("case read", case.id)
    for each in children:
        asked.note("child listed", each.id)
    return asked.show(
        CHILDREN,
        fragment="content",
        status=422 if problems else 200,
        **shown_with(asked, case),
        children=children,
        address=f"/cases/{case.id}/children",
        choices=CHOICES,
        problems=problems or {},
        typed=asked.typed if problems else {},
    )
