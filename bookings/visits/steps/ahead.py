"""What her journey is about to have: a visit that is held, or a place in line for a morning that is
full. What is asked about contact is the same for both."""

from dataclasses import dataclass
from datetime import datetime

from bookings.contact.rules.choices import Kind
from bookings.visits.models import Visit, VisitIsOver
from bookings.visits.queries import openings
from bookings.visits.queries.journeys import visit_of
from bookings.visits.rules.journey import Journey
from bookings.visits.rules.telling import last_word
from bookings.visits.rules.waiting import FREE_AGAIN_BEFORE
from bookings.visits.steps.choosing import short
from bookings.visits.steps.step import Asked
from services_directory.sessions.queries import ComingSession

# Whoever books waits for no place: there is nothing to offer.
OF_A_VISIT = (Kind.REMINDER, Kind.CHANGE, Kind.PLEASE_RING)

# Whoever waits may have a visit later: what is allowed here goes on with it, and no more (S-07).
OF_A_PLACE = (Kind.OFFER, *OF_A_VISIT)

CHECK, WAIT, WAIT_PHRASE = "check", "wait", "wait_phrase"


@dataclass(frozen=True, slots=True)
class Ahead:
    """`begins` is when she comes, or when the morning does that she waits for; `last_word` the
    moment from which word of a place there would come too late, None where she waits for none."""

    kinds: tuple[Kind, ...]
    begins: datetime
    last_word: datetime | None = None


def waits(journey: Journey) -> bool:
    """Whether she is on the way to a place in line, and not to a time."""
    return WAIT in journey.trail


def after_contact(journey: Journey) -> str:
    """The step that comes once contact is settled, one way or the other."""
    return WAIT_PHRASE if waits(journey) else CHECK


def ahead(asked: Asked) -> Ahead:
    """What the messages would be about. Raises VisitIsOver where it has gone meanwhile."""
    if not waits(asked.subject.journey):
        return of_visit(asked, visit_of(asked.db, asked.actor))
    session = morning(asked)
    if session is None:
        raise VisitIsOver
    return of_place(session)


def of_visit(asked: Asked, visit: Visit) -> Ahead:
    """A visit, from the first of its stops."""
    return Ahead(OF_A_VISIT, openings.planned_stops(asked.db, visit.id)[0].starts_at)


def of_place(session: ComingSession) -> Ahead:
    """A place at this session, which may be held until shortly before it."""
    held_until = session.starts_at - FREE_AGAIN_BEFORE
    return Ahead(OF_A_PLACE, session.starts_at, last_word(held_until))


def morning(asked: Asked) -> ComingSession | None:
    """The morning that she would wait for; None where it is no more ahead."""
    coming = openings.sessions_ahead(asked.db, asked.now, 0, openings.FARTHEST)
    named = [each for each in coming if short(each.id.hex) == asked.subject.journey.morning]
    return named[0] if len(named) == 1 else None
