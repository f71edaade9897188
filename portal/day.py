"""The day's list for the door, as plain text: who is expected, and what to have ready."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bookings.visits.actions.change import cancel
from bookings.visits.forms import Asks, Company
from bookings.visits.models import AgeBand, Visit, VisitStatus
from bookings.visits.queries.day import Expected, expected_between
from bookings.visits.queries.journeys import visible_to
from bookings.visits.steps.wishes import answered, answers_of
from portal.access import OPERATOR
from portal.record.actions import note


def day_list(db: Session, day: date, zone: ZoneInfo, *, at: datetime) -> Iterator[str]:
    """A line or two for each visit of that day. That it was read is recorded (S-37)."""
    first = datetime.combine(day, time(0), zone)
    expected = expected_between(db, OPERATOR, first, first + timedelta(days=1))
    for each in expected:
        note(db, "visit listed", each.visit.id, by=OPERATOR, at=at)
        yield from _lines(each, zone)
    if not expected:
        yield f"Nobody has booked for {day.isoformat()}. People may just come."


def cancel_visit(db: Session, visit_id: UUID, *, at: datetime) -> bool:
    """Cancel one visit, say of a burst that a person looked at. False where there is none."""
    visit = db.scalar(visible_to(OPERATOR).where(Visit.id == visit_id))
    if visit is None:
        return False
    cancel(db, visit, by=OPERATOR, at=at)
    return True


def _lines(each: Expected, zone: ZoneInfo) -> Iterator[str]:
    visit = each.visit
    if visit.status is VisitStatus.CANCELLED:
        yield f"cancelled  {each.chosen_name}: honoured all the same if they come  [{visit.id}]"
        return
    clock = [f"{stop.starts_at.astimezone(zone):%H:%M} {stop.need}" for stop in each.stops]
    yield f"{', '.join(clock)}  {each.chosen_name}  [{visit.id}]"
    for remark in (*_marks(each, zone), *_asks(visit)):
        yield f"       {remark}"


def _marks(each: Expected, zone: ZoneInfo) -> Iterator[str]:
    if each.visit.set_aside_at is not None:
        yield "SET ASIDE: one of a burst of bookings. Look before it counts."
    if each.visit.age_band is AgeBand.SIXTEEN_OR_SEVENTEEN:
        yield "16 or 17: the young people's worker"
    if each.visit.gone_by is not None:
        yield f"must be gone by {each.visit.gone_by.astimezone(zone):%H:%M}"
    if each.ages:
        ages = ["not born yet" if age is None else str(age) for age in each.ages]
        yield f"children: {', '.join(ages)}; creche places wished: {each.creche}"


def _asks(visit: Visit) -> Sequence[str]:
    """What she asked to have arranged (V-20)."""
    said = answers_of(visit)
    asks, company = answered(said, "asks", Asks), answered(said, "company", Company)
    found: list[str] = []
    if asks and asks.interpreter:
        wish = {"dialect": asks.dialect, "": asks.interpreter_is}
        extra = [f"{name} {value}".strip() for name, value in wish.items() if value]
        outside = ["from outside the area"] if asks.from_outside else []
        found.append("interpreter: " + ", ".join([asks.language, *extra, *outside]))
    if asks and asks.welsh:
        found.append("Welsh, spoken and written")
    if asks and asks.sign_language:
        found.append("British Sign Language")
    if asks and asks.access:
        found.append(f"access: {json.dumps(asks.access, ensure_ascii=False)}")
    if company and company.companion:
        found.append(f"comes with: {company.companion}")
    return found
