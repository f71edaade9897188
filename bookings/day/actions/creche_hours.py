"""A creche place goes along when a visit's hours change, where one is free then."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import CrechePlace, GivenThing, ThingKind
from bookings.day.queries.things import given_to, hours_ahead, taken_cells
from bookings.day.rules.things import first_free
from services_directory.sessions.actions import claim, release
from services_directory.sessions.rules.cells import run_of


def follow_hours(db: Session, visit_id: UUID) -> None:
    """Let each child's place last until the visit ends; the session is locked.

    Where no place is free so long, the place stays for the hours that it was given for, and the
    list of things says that the rest is not arranged.
    """
    hours = hours_ahead(db, visit_id)
    if hours is None:
        return
    for each in given_to(db, visit_id):
        if each.kind is ThingKind.CRECHE_PLACE:
            starts, ends = min(each.cell, hours[0]), hours[1]
            if (starts, ends) != (each.cell, each.cell + each.cells):
                _stretch(db, each, starts, ends)


def _stretch(db: Session, each: GivenThing, starts: int, ends: int) -> None:
    numbered = sa.select(CrechePlace.id).where(CrechePlace.session_id == each.session_id)
    places = list(
        db.scalars(numbered.order_by(CrechePlace.id != each.thing_id, CrechePlace.number))
    )
    own = {(each.thing_id, cell) for cell in range(each.cell, each.cell + each.cells)}
    place = first_free(places, taken_cells(db, places) - own, starts, ends)
    if place is None:
        return
    release(db, [each.id])
    each.thing_id, each.cell, each.cells = place, starts, ends - starts
    claim(db, each.session_id, {each.id: run_of(place, starts, ends - starts)}, held_until=None)
