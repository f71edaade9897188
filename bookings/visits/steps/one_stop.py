"""Moving one stop while the others stay."""

from datetime import datetime
from typing import Any

from bookings.visits import forms
from bookings.visits.actions import change
from bookings.visits.models import Appointment
from bookings.visits.queries import openings
from bookings.visits.queries.journeys import stops, visit_of
from bookings.visits.queries.openings import FreeTime
from bookings.visits.rules.itinerary import stop_choices
from bookings.visits.rules.plans import Opening
from bookings.visits.steps.choosing import TIME_GONE, searched_by, short
from bookings.visits.steps.returning import show_moved
from bookings.visits.steps.step import Asked
from bookings.visits.steps.wishes import ON_THE_WAY, wish_for
from services_directory.sessions.actions import SlotJustTaken
from services_directory.sessions.models import Slot
from services_directory.sessions.queries import FreeSlot
from services_directory.sessions.rules.cells import MINUTES_IN_A_CELL


def to_move_stop(asked: Asked, stop: str) -> None:
    journey = asked.subject.journey
    journey.stop, journey.notice = stop, ""
    journey.go_to("move_stop")


def view(asked: Asked) -> dict[str, Any]:
    """The stop, and the other times that it could have."""
    found = _stop(asked)
    if found is None:
        return {"slot": None, "choices": []}
    soonest = asked.now + ON_THE_WAY
    return {"slot": found[1], "choices": _choices(asked, found[1], soonest)}


def move(asked: Asked, form: forms.StopChoice) -> None:
    """Take the chosen time and free the old one. A lost race shows what is left."""
    journey, visit = asked.subject.journey, visit_of(asked.db, asked.actor)
    change.refuse_once_begun(asked.db, visit, by=asked.actor, at=asked.now)
    found = _stop(asked)
    choices = _choices(asked, found[1], asked.now) if found else []
    chosen = [slot for slot in choices if short(slot.id.hex) == form.slot]
    if found is None or not chosen or not _moved(asked, found[0], chosen[0]):
        journey.notice = TIME_GONE
        return
    show_moved(asked)


def _moved(asked: Asked, stop: Appointment, slot: FreeSlot) -> bool:
    visit = visit_of(asked.db, asked.actor)
    try:
        change.move_stop(asked.db, visit, stop, slot, by=asked.actor, at=asked.now)
    except SlotJustTaken:
        return False
    return True


def _stop(asked: Asked) -> tuple[Appointment, Slot] | None:
    visit = visit_of(asked.db, asked.actor)
    named = [
        (stop, slot)
        for stop, slot in stops(asked.db, visit)
        if short(stop.id.hex) == asked.subject.journey.stop
    ]
    return named[0] if len(named) == 1 else None


def _choices(asked: Asked, moving: Slot, soonest: datetime) -> list[FreeSlot]:
    """Free times of the same need that fit beside her other stops, in order."""
    visit = visit_of(asked.db, asked.actor)
    session = openings.session_ahead(asked.db, visit.session_id, asked.now)
    if session is None:
        return []
    free = openings.free_times(asked.db, [session.id], asked.now, own_visit=visit.id)
    by_id = {each.slot.id: each for each in free.get(session.id, [])}
    if moving.id not in by_id:
        return []
    zone = asked.house.settings.timezone
    wish = wish_for(searched_by(asked), session, soonest=soonest, zone=zone)
    mine = [_as_opening(slot, by_id) for _, slot in stops(asked.db, visit)]
    times = [each.opening for each in by_id.values()]
    found = stop_choices(times, wish, mine, by_id[moving.id].opening)
    return [by_id[opening.id].slot for opening in found]


def _as_opening(slot: Slot, free: dict[Any, FreeTime]) -> Opening:
    if slot.id in free:
        return free[slot.id].opening
    starts = slot.cell * MINUTES_IN_A_CELL
    ends = starts + slot.cells * MINUTES_IN_A_CELL
    return Opening(slot.id, "", starts, ends, slot.worker_id)
