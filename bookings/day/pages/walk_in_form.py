"""The walk-in form as it is shown, with the whole visits that it leads to."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from starlette.responses import Response

from bookings.day.forms.walk_in import WalkIn
from bookings.day.pages.sheets import Sheet, search_for
from bookings.day.pages.todays import alert_today
from bookings.day.queries import offers
from bookings.day.queries.door import OpenAlert, open_alert
from bookings.day.queries.offers import Offer
from bookings.visits.rules.names import suggest
from portal.web.forms import Problems, Typed, one
from portal.web.page import PageRequest

WALK_IN = "bookings/day/walk_in.html"


def read(asked: PageRequest[Any], sheet: Sheet) -> WalkIn | Problems:
    """What was typed; of needs only those that the session serves."""
    form = WalkIn.read(asked.typed)
    if isinstance(form, Problems) or sheet.session is None:
        return form
    served = offers.needs_at(asked.db, sheet.session.id)
    return replace(form, needs=tuple(need for need in form.needs if need in served))


def show_form(
    asked: PageRequest[Any],
    sheet: Sheet,
    typed: Typed,
    *,
    form: WalkIn | None = None,
    problems: Mapping[str, str] | None = None,
    notice: str = "",
) -> Response:
    """The form; with `form` read, the visits that it leads to as well."""
    if sheet.visit is not None:
        asked.note("plan seen", sheet.visit.id)
    search = search_for(asked, sheet, form) if form else None
    found = offers.offers(asked.db, search) if search else []
    status = 422 if problems else 409 if notice else 200
    return asked.show(
        WALK_IN,
        fragment="content",
        status=status,
        here="door",
        sheet=sheet,
        typed=typed,
        problems=problems or {},
        notice=notice,
        suggested=one(typed, "suggested") or suggest(secrets.choice),
        needs=offers.needs_at(asked.db, sheet.session.id) if sheet.session else {},
        found=_shown(form, found),
        danger=_danger(asked, sheet),
    )


def _danger(asked: PageRequest[Any], sheet: Sheet) -> tuple[UUID, OpenAlert] | None:
    """Where the person is, or else whoever books for a caller: the visit may be another day's."""
    here = sheet.session.id if sheet.is_here and sheet.session else None
    at = sheet.visit.session_id if sheet.visit else here
    if at is None:
        found = alert_today(asked)
        return (found[0].id, found[1]) if found else None
    alert = open_alert(asked.db, at)
    return (at, alert) if alert else None


def _shown(form: WalkIn | None, found: list[Offer]) -> list[Offer] | None:
    """None before anything was looked for; that nothing was ticked is no search either."""
    return found if form is not None and form.needs else None
