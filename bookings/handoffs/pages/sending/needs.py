"""What was passed on for a case, and passing something on: a need, and the places to ask."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session
from starlette.responses import Response

from bookings.cases.pages.record import shown_with
from bookings.cases.queries.children import lines_of
from bookings.cases.queries.lists import names_of
from bookings.handoffs.actions.drafting import Avoided, NotOfThisDesk, draft, write_need
from bookings.handoffs.forms.sending.needs import OUTSIDE, STAKES, NeedForm
from bookings.handoffs.models import Handoff, HandoffNeed
from bookings.handoffs.pages.prefilled import prefilled
from bookings.handoffs.queries.seeing import handoffs_of, needs_of
from bookings.handoffs.queries.sending import Asking, is_young, offered
from bookings.handoffs.rules.clock import Standing, standing
from bookings.handoffs.rules.desks import DeskKind
from bookings.people.models import CaseRecord
from bookings.people.queries.records import children_of
from portal.web.forms import Problems, one
from portal.web.page import PageRequest

CASE = "bookings/handoffs/sender_case.html"
NEW = "bookings/handoffs/sender_new.html"

# Who has no home and is 16 or 17 goes to children’s social care as well (V-28).
_A_ROOF = frozenset({DeskKind.HOUSING, DeskKind.REFUGE})


class Attempt(NamedTuple):
    """One place that was asked, and how it stands by the clock."""

    handoff: Handoff
    standing: Standing


class Line(NamedTuple):
    """One need, and every place that was asked."""

    need: HandoffNeed
    attempts: list[Attempt]


def show_passed_on(asked: PageRequest[CaseRecord]) -> Response:
    """What was passed on for this case, where each stands, who holds it and what is due."""
    case = asked.subject
    asked.note("case read", case.id)
    lines = [_line(asked.db, each, asked.now) for each in needs_of(asked.db, asked.actor, case)]
    holders = [each.handoff.holder for line in lines for each in line.attempts]
    return asked.show(
        CASE,
        fragment="content",
        **shown_with(asked, case),
        lines=lines,
        names=names_of(asked.db, holders),
        desks=list(DeskKind),
    )


def show_asking(asked: PageRequest[Asking]) -> Response:
    """The services of this kind, and what the person wants from one."""
    return _asking(asked)


def press_asking(asked: PageRequest[Asking]) -> Response:
    """Write the need down, and draw up a draft for each place that is to be asked."""
    form = NeedForm.read(asked.typed, asked.subject.desk)
    if isinstance(form, Problems):
        return _asking(asked, form)
    if form.wanted.child_id is not None and not _is_hers(asked, form.wanted.child_id):
        return _asking(asked, Problems(child="choose_one"))
    try:
        need, drafts = _drawn_up(asked, form)
    except (Avoided, NotOfThisDesk, LookupError):
        return _asking(asked, Problems(service="choose_one"))
    if not drafts:
        return asked.done(f"/handed-on/need/{need.id}")
    page = "/without" if _without_them(asked) else "/draft"
    return asked.done(f"/handed-on/{drafts[0].id}{page}")


def _drawn_up(asked: PageRequest[Asking], form: NeedForm) -> tuple[HandoffNeed, list[Handoff]]:
    db, by, at = asked.db, asked.actor, asked.now
    need = write_need(db, asked.subject.case, form.wanted, by=by, at=at)
    values = prefilled(db, need, asked.house.templates, at)
    return need, [draft(db, need, each, values, by=by, at=at) for each in form.places]


def _without_them(asked: PageRequest[Asking]) -> bool:
    """Where an adult's agreement is not what it rests on: a child's referral (S-39), or the police
    where they do not want them told (R-13)."""
    desk = asked.subject.desk
    is_childs = desk is DeskKind.CHILDRENS_SOCIAL_CARE
    return is_childs or (desk is DeskKind.POLICE and one(asked.typed, "police") == "no")


def _is_hers(asked: PageRequest[Asking], child_id: UUID) -> bool:
    return child_id in {each.id for each in children_of(asked.db, asked.subject.case)}


def _line(db: Session, need: HandoffNeed, now: datetime) -> Line:
    found = [
        Attempt(each, standing(each.stage, each.since, each.due_at, now))
        for each in handoffs_of(db, need)
    ]
    return Line(need, found)


def _asking(asked: PageRequest[Asking], problems: Problems | None = None) -> Response:
    case, desk = asked.subject
    asked.note("case read", case.id)
    is_childs = desk is DeskKind.CHILDRENS_SOCIAL_CARE
    shown: dict[str, Any] = {
        "kind": desk,
        "services": offered(asked.db, case, desk),
        "children": lines_of(asked.db, case) if is_childs else [],
        "is_young": desk in _A_ROOF and is_young(asked.db, case),
        "stakes": STAKES,
        "ways": OUTSIDE,
        "chosen": set(asked.typed.get("service", [])),
        "address": f"/cases/{case.id}/handoffs/to/{desk.value}",
        "problems": problems or {},
        "typed": asked.typed if problems else {},
    }
    status = 422 if problems else 200
    return asked.show(NEW, fragment="content", status=status, **shown_with(asked, case), **shown)
