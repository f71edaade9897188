"""Whole visits that do not stand in each other's way: to fill the past with, and to book."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, cycle

from sqlalchemy.orm import Session

from bookings.visits.queries import openings
from bookings.visits.queries.openings import FreeTime
from bookings.visits.rules.itinerary import best_plans
from bookings.visits.rules.plans import Plan, Wish
from bookings.visits.steps.choosing import short
from services_directory.sessions.queries import ComingSession, FreeSlot

# What people ask for in these measures, two needs at a time.
NEEDS = ("housing", "legal", "refuge", "idva", "substance_misuse", "police", "isva")
PAIRS = tuple(combinations(NEEDS, 2))


@dataclass(frozen=True, slots=True)
class Choice:
    """One whole visit at a session, with the welcome and both of the needs asked for."""

    session: ComingSession
    needs: tuple[str, ...]
    plan: Plan
    slots: list[FreeSlot]

    @property
    def code(self) -> str:
        """As her page of times writes it."""
        numbers = (str(self.plan.arrive), str(self.plan.leave))
        ids = (stop.id.hex for stop in self.plan.stops)
        return ".".join([short(self.session.id.hex), *numbers, *map(short, ids)])


def choices(db: Session, sessions: Sequence[ComingSession], at: datetime) -> list[Choice]:
    """So many visits at each session as fit beside each other; one session after the other."""
    free = openings.free_times(db, [each.id for each in sessions], at, own_visit=None)
    return [choice for each in sessions for choice in _apart(each, free.get(each.id, []))]


def _apart(session: ComingSession, free: Sequence[FreeTime]) -> Iterator[Choice]:
    left = {each.opening.id: each for each in free}
    refused = 0
    for needs in cycle(PAIRS):
        plans = best_plans([each.opening for each in left.values()], Wish(needs), most=1)
        if plans and plans[0].welcomed and not plans[0].missing:
            slots = [left.pop(stop.id).slot for stop in plans[0].stops]
            yield Choice(session, needs, plans[0], slots)
            refused = 0
        elif (refused := refused + 1) == len(PAIRS):
            return
