"""When many ask at once: what was asked for is kept, and goes on by itself when its turn comes."""

from typing import Any
from uuid import UUID

from bookings.visits.steps.step import Asked
from portal.limits.actions import Gate, Turn, take_turn

SHORTEST_WAIT = 1

# A page that waits long asks now and then, so that its journey does not end for idleness.
LONGEST_WAIT = 120


def admitted(asked: Asked, gate: Gate, *, about: str = "") -> Turn | None:
    """Her turn at a gate. None while she waits for it: the journey then stands at `waiting`."""
    journey = asked.subject.journey
    if journey.waits_until is None or journey.waits_until <= asked.now:
        place = UUID(journey.place) if journey.place else None
        verdict = take_turn(asked.db, gate, asked.network, at=asked.now, about=about, place=place)
        journey.until = journey.place = ""
        if isinstance(verdict, Turn):
            return verdict
        journey.until = verdict.until.isoformat()
        journey.place = str(verdict.place or "")
    journey.go_to("waiting")
    return None


def view(asked: Asked) -> dict[str, Any]:
    """Until when, and in how many seconds the page asks again."""
    until = asked.subject.journey.waits_until or asked.now
    seconds = int((until - asked.now).total_seconds()) + 1
    return {"until": until, "seconds": min(max(SHORTEST_WAIT, seconds), LONGEST_WAIT)}
