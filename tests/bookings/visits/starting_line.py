"""Where phones stand before a race: a fresh morning, what they want, and what they said."""

from collections import Counter
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models import Client
from bookings.visits.models import Appointment, Draft, Visit
from bookings.visits.queries.openings import free_times
from bookings.visits.rules.itinerary import best_plans
from bookings.visits.rules.journey import Journey
from bookings.visits.rules.plans import Plan, Wish
from portal.clock import utc_now
from portal.limits.models import Try
from services_directory.sessions.models import Claim
from services_directory.sessions.queries import ComingSession, coming_sessions
from tests.bookings.visits.racing import Told


def start_over(db: Session) -> ComingSession:
    """Nobody has tried, held or booked anything; gives a morning that is well ahead."""
    for table in (Claim, Appointment, Draft, Try):
        db.execute(sa.delete(table))
    db.execute(sa.delete(Visit))
    db.execute(sa.delete(Client))
    now = utc_now()
    ahead = coming_sessions(db, now, limit=6)
    return next(each for each in ahead if each.starts_at > now + timedelta(hours=2))


def plans_for(db: Session, session: ComingSession, *needs: str) -> tuple[Plan, ...]:
    free = free_times(db, [session.id], utc_now(), own_visit=None)[session.id]
    return best_plans([each.opening for each in free], Wish(needs, welcome=False))


def code_of(session: ComingSession, plan: Plan) -> str:
    """The plan as her page would offer it."""
    slots = [stop.id.hex[:8] for stop in plan.stops]
    return ".".join([session.id.hex[:8], str(plan.arrive), str(plan.leave), *slots])


def at_the_times(*needs: str) -> Journey:
    typed = {"asks": {"no_welcome": ["yes"]}}
    return Journey(step="times", trail=["first", "before", "needs"], needs=list(needs), typed=typed)


def steps_of(told: list[Told]) -> Counter[str]:
    assert {each.status for each in told} == {200}, Counter(each.status for each in told)
    return Counter(each.step for each in told)
