"""Totals for whoever asks how many: rounded, by quarter, and nobody in them (C-24, S-49)."""

from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bookings.people.actions.equality import NotOver, draw_up
from bookings.people.queries.equality import quarters_to_draw_up, totals_of
from bookings.people.rules.equality import Quarter
from bookings.people.rules.totals import LEAST, STEP
from portal.access import Actor
from portal.web.forms import one
from portal.web.page import PageRequest

TOTALS = "bookings/cases/totals.html"

Asked = PageRequest[Actor]


def show_totals(asked: Asked) -> Response:
    """What is told of each quarter, and which can be drawn up."""
    organization_id = asked.actor.organization_id
    if organization_id is None:
        raise HTTPException(404)
    return asked.show(
        TOTALS,
        fragment="content",
        here="cases",
        totals=totals_of(asked.db, organization_id),
        to_draw_up=quarters_to_draw_up(asked.db, organization_id, asked.now),
        least=LEAST,
        step=STEP,
    )


def press_totals(asked: Asked) -> Response:
    """Draw up a quarter; one that was drawn up meanwhile stands."""
    with suppress(NotOver):
        draw_up(asked.db, _quarter(one(asked.typed, "quarter")), by=asked.actor, at=asked.now)
    return asked.done("/totals")


def _quarter(text: str) -> Quarter:
    """The quarter that a button names; one that never was for anything else."""
    year, _, number = text.partition("-")
    is_one = year.isdecimal() and number.isdecimal() and len(text) <= 6
    return Quarter(int(year), int(number)) if is_one else Quarter(0, 0)
