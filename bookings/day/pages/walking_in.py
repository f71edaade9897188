"""Walking in, booking ahead for a caller, the next visit, and a plan for somebody who is here: one
form, then up to three whole visits, and Enter takes the first (C-03)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from starlette.responses import Response

from bookings.day.actions.still_open import SessionIsClosed
from bookings.day.actions.walking_in import (
    AlreadyBegun,
    book_ahead,
    give_plan,
    move_apart,
    walk_in,
)
from bookings.day.forms.walk_in import WITHOUT_TIMES, WalkIn
from bookings.day.pages.door import CLOSED, to_door
from bookings.day.pages.sheets import (
    Sheet,
    ahead_sheet,
    apart_sheet,
    next_sheet,
    plan_sheet,
    search_for,
    typed_of,
    walk_in_sheet,
    wanted,
)
from bookings.day.pages.walk_in_form import read, show_form
from bookings.day.queries import offers
from bookings.day.queries.today import SessionOfTheDay
from bookings.visits.models import Visit, VisitIsOver
from portal.access import Actor, Permission
from portal.web.forms import Problems
from portal.web.page import PageRequest
from services_directory.sessions.actions import SlotJustTaken
from services_directory.sessions.queries import FreeSlot

TIME_GONE, BEGUN, CANCELLED, NONE_THERE = "time_gone", "begun", "cancelled", "none_there"


def show_walk_in(asked: PageRequest[SessionOfTheDay]) -> Response:
    """The form, with a name suggested."""
    return show_form(asked, walk_in_sheet(asked), {})


def press_walk_in(asked: PageRequest[SessionOfTheDay]) -> Response:
    """Show whole visits from now on, or take one of them."""
    sheet = walk_in_sheet(asked)
    form = read(asked, sheet)
    if isinstance(form, Problems):
        return show_form(asked, sheet, asked.typed, problems=form)
    if not asked.actor.may(Permission.DAY_RUN):
        form = replace(form, needs=(), take=WITHOUT_TIMES)
    if not form.take and sheet.session is not None:
        return show_form(asked, sheet, asked.typed, form=form)
    return _take(asked, sheet, form)


def show_ahead(asked: PageRequest[Actor]) -> Response:
    """The form for a caller: a session that has not begun."""
    return show_form(asked, ahead_sheet(asked), {})


def press_ahead(asked: PageRequest[Actor]) -> Response:
    """Book ahead for a caller."""
    return _press(asked, ahead_sheet(asked))


def show_next(asked: PageRequest[Visit]) -> Response:
    """The next visit of somebody who is here: name and needs are hers."""
    sheet = next_sheet(asked)
    return show_form(asked, sheet, typed_of(asked, sheet))


def press_next(asked: PageRequest[Visit]) -> Response:
    """Book the next visit of somebody who is here."""
    return _press(asked, next_sheet(asked))


def show_plan(asked: PageRequest[Visit]) -> Response:
    """A plan from now on for somebody who is here without one."""
    sheet = plan_sheet(asked)
    return show_form(asked, sheet, typed_of(asked, sheet))


def press_plan(asked: PageRequest[Visit]) -> Response:
    """Give somebody who is here the plan that was chosen."""
    return _press(asked, plan_sheet(asked))


def show_apart(asked: PageRequest[Visit]) -> Response:
    """Another session for a visit that cannot stay where it is; why is not on the page."""
    sheet = apart_sheet(asked)
    return show_form(asked, sheet, typed_of(asked, sheet))


def press_apart(asked: PageRequest[Visit]) -> Response:
    """Move the visit there."""
    return _press(asked, apart_sheet(asked))


def _press(asked: PageRequest[Any], sheet: Sheet) -> Response:
    form = read(asked, sheet)
    if isinstance(form, Problems):
        return show_form(asked, sheet, asked.typed, problems=form)
    if not form.take:
        return show_form(asked, sheet, asked.typed, form=form)
    return _take(asked, sheet, form)


def _take(asked: PageRequest[Any], sheet: Sheet, form: WalkIn) -> Response:
    """Carry out what was chosen. A lost race says so, keeps all that was typed, and shows what is
    there now."""
    try:
        return _carried_out(asked, sheet, form)
    except SlotJustTaken:
        return show_form(asked, sheet, asked.typed, form=form, notice=TIME_GONE)
    except AlreadyBegun:
        return show_form(asked, sheet, asked.typed, notice=BEGUN)
    except VisitIsOver:
        return show_form(asked, sheet, asked.typed, notice=CANCELLED)
    except SessionIsClosed:
        return show_form(asked, sheet, asked.typed, notice=CLOSED)


def _carried_out(asked: PageRequest[Any], sheet: Sheet, form: WalkIn) -> Response:
    if sheet.session is None:
        return show_form(asked, sheet, asked.typed, notice=NONE_THERE)
    slots = _slots(asked, sheet, form)
    said = wanted(asked, sheet, form)
    by, at = asked.actor, asked.now
    if sheet.kind == "walk_in":
        arrival = walk_in(asked.db, sheet.session, said, slots, by=by, at=at)
        return _after_walking_in(asked, arrival.visit_id, sheet.session.id)
    if sheet.kind == "plan" and sheet.visit is not None:
        give_plan(asked.db, sheet.visit, sheet.session, said, slots, by=by, at=at)
        return to_door(asked, sheet.visit)
    if sheet.kind == "apart" and sheet.visit is not None:
        move_apart(asked.db, sheet.visit, sheet.session, said, slots, by=by, at=at)
        return asked.done("/apart")
    visit = book_ahead(asked.db, sheet.session, said, slots, after=sheet.visit, by=by, at=at)
    return asked.done(f"/door/{visit.id}/phrase")


def _after_walking_in(asked: PageRequest[Any], visit_id: UUID, session_id: UUID) -> Response:
    """A coordinator goes on to the welcome; whoever is at the door stays there."""
    welcomes = asked.actor.may(Permission.DAY_RUN)
    return asked.done(f"/door/{visit_id}/welcome" if welcomes else f"/session/{session_id}/door")


def _slots(asked: PageRequest[Any], sheet: Sheet, form: WalkIn) -> list[FreeSlot]:
    """The slots of the chosen plan. Raises SlotJustTaken where they are not all free any more."""
    if form.take == WITHOUT_TIMES and sheet.kind == "walk_in":
        return []
    search = search_for(asked, sheet, form)
    found = offers.chosen(asked.db, search, form.take) if search else None
    if not found:
        raise SlotJustTaken
    return found
