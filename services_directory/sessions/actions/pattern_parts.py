"""The desks, seats and dates of a weekly pattern, put in and taken out (C-01, S-56).

Each gives a change for `change_pattern`; what names nothing of the pattern changes nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services_directory.listings.models import ServiceAtLocation
from services_directory.sessions.actions.patterns import AlreadyThere, Change, DateIsTaken
from services_directory.sessions.models import (
    DeskPattern,
    ExceptionKind,
    Nation,
    Presence,
    Purpose,
    Room,
    Schedule,
    ScheduleException,
    Seat,
)
from services_directory.sessions.queries.patterns import taken_session


@dataclass(frozen=True, slots=True)
class WeekStated:
    """When a pattern is held, as typed; times in its own zone, days as iCalendar writes them."""

    name: str
    byday: str
    opens_at: time
    closes_at: time
    valid_from: date
    valid_to: date | None
    bank_holidays: Nation | None


@dataclass(frozen=True, slots=True)
class DeskStated:
    """How a desk is cut; minutes are multiples of five, and with minutes to reach it is on call."""

    slot_minutes: int
    gap_minutes: int
    walk_in_percent: int
    minutes_to_reach: int | None


@dataclass(frozen=True, slots=True)
class DateStated:
    """What becomes of one date; a time left out stays as the week gives it."""

    kind: ExceptionKind
    day: date
    moved_to: date | None
    opens_at: time | None
    closes_at: time | None


def state_week(stated: WeekStated) -> Change:
    def change(schedule: Schedule) -> None:
        for name in WeekStated.__slots__:
            setattr(schedule, name, getattr(stated, name))

    return change


def add_desk(db: Session, service_id: UUID, purpose: Purpose, stated: DeskStated) -> Change:
    """Raises AlreadyThere for a service that has a desk for this purpose."""

    def change(schedule: Schedule) -> None:
        given = _given_at(db, service_id, schedule.location_id)
        if any(
            (d.service_at_location_id, d.purpose) == (given.id, purpose) for d in schedule.desks
        ):
            raise AlreadyThere
        desk = DeskPattern(service_at_location=given, purpose=purpose)
        _state(desk, stated)
        schedule.desks.append(desk)

    return change


def state_desk(desk_id: UUID, stated: DeskStated) -> Change:
    def change(schedule: Schedule) -> None:
        for desk in _desk(schedule, desk_id):
            _state(desk, stated)

    return change


def remove_desk(desk_id: UUID) -> Change:
    def change(schedule: Schedule) -> None:
        for desk in _desk(schedule, desk_id):
            schedule.desks.remove(desk)

    return change


def seat(db: Session, desk_id: UUID, worker_id: UUID, room_name: str) -> Change:
    """Who sits at a desk, and in which room of the place; one not known yet is added to it."""

    def change(schedule: Schedule) -> None:
        room = _room(db, schedule.location_id, room_name)
        for desk in _desk(schedule, desk_id):
            there = [each for each in desk.seats if each.worker_id == worker_id]
            for each in there:
                each.room = room
            if not there:
                desk.seats.append(Seat(worker_id=worker_id, room=room))

    return change


def unseat(desk_id: UUID, worker_id: UUID) -> Change:
    def change(schedule: Schedule) -> None:
        for desk in _desk(schedule, desk_id):
            desk.seats[:] = [each for each in desk.seats if each.worker_id != worker_id]

    return change


def add_date(db: Session, stated: DateStated, at: datetime) -> Change:
    """Raises AlreadyThere for a date about which something is said already, and DateIsTaken where
    somebody has a time on a day that would no longer be."""

    def change(schedule: Schedule) -> None:
        if any(each.pattern_date == stated.day for each in schedule.exceptions):
            raise AlreadyThere
        stays = stated.kind is ExceptionKind.EXTRA or stated.moved_to == stated.day
        if not stays:
            _refuse_taken(db, schedule, stated.day, at)
        schedule.exceptions.append(_exception(stated))

    return change


def remove_date(db: Session, exception_id: UUID, at: datetime) -> Change:
    """Let the week decide again. Raises DateIsTaken for an extra or moved date somebody has."""

    def change(schedule: Schedule) -> None:
        for each in [one for one in schedule.exceptions if one.id == exception_id]:
            if each.kind is not ExceptionKind.SKIPPED:
                _refuse_taken(db, schedule, each.pattern_date, at)
            schedule.exceptions.remove(each)

    return change


def _desk(schedule: Schedule, desk_id: UUID) -> list[DeskPattern]:
    return [each for each in schedule.desks if each.id == desk_id]


def _state(desk: DeskPattern, stated: DeskStated) -> None:
    for name in DeskStated.__slots__:
        setattr(desk, name, getattr(stated, name))
    on_call = stated.minutes_to_reach is not None
    desk.presence = Presence.ON_CALL if on_call else Presence.PRESENT


def _exception(stated: DateStated) -> ScheduleException:
    return ScheduleException(
        pattern_date=stated.day,
        kind=stated.kind,
        moved_to=stated.moved_to,
        opens_at=stated.opens_at,
        closes_at=stated.closes_at,
    )


def _given_at(db: Session, service_id: UUID, location_id: UUID) -> ServiceAtLocation:
    mine = sa.select(ServiceAtLocation).filter_by(service_id=service_id, location_id=location_id)
    given = db.scalar(mine)
    if given is None:
        given = ServiceAtLocation(service_id=service_id, location_id=location_id)
        db.add(given)
        db.flush()
    return given


def _room(db: Session, location_id: UUID, name: str) -> Room:
    rooms = db.scalars(sa.select(Room).filter_by(location_id=location_id))
    found = next((each for each in rooms if each.name.casefold() == name.casefold()), None)
    return found or Room(location_id=location_id, name=name)


def _refuse_taken(db: Session, schedule: Schedule, day: date, at: datetime) -> None:
    taken = taken_session(db, schedule.id, day, at)
    if taken is not None:
        raise DateIsTaken(taken)
