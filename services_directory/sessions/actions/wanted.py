"""The dates that every pattern gives, as moments; and why a pattern cannot be planned."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from services_directory.sessions.actions.words import session_in_words
from services_directory.sessions.models import Schedule
from services_directory.sessions.queries.holidays import bank_holidays
from services_directory.sessions.rules.clashes import Stay, clashes
from services_directory.sessions.rules.dates import HeldDay, days_held, held
from services_directory.sessions.rules.wall_clock import day_in, moment_of

PatternDate: TypeAlias = tuple[UUID, date]


class PatternRefused(Exception):
    """A pattern that nobody could keep to; `problems` says why, a sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class WantedSession:
    """One date as its pattern gives it now."""

    schedule: Schedule
    pattern_date: date
    starts_at: datetime
    ends_at: datetime

    @property
    def key(self) -> PatternDate:
        return self.schedule.id, self.pattern_date

    @property
    def in_words(self) -> str:
        zone = self.schedule.timezone
        return session_in_words(self.schedule.name, self.starts_at, self.ends_at, zone)

    @property
    def never_opens(self) -> bool:
        """The clock skips its hours on that day, or an exception turned them round."""
        return self.ends_at <= self.starts_at


def wanted_in_weeks(schedule: Schedule, at: datetime, weeks: int) -> list[WantedSession]:
    """Dates held from the day that `at` is on, through `weeks` weeks."""
    first = day_in(at, schedule.timezone)
    last = first + timedelta(weeks=weeks, days=-1)
    days = days_held(schedule.week(), first, last, _holidays(schedule, first, last))
    return [_wanted(schedule, day) for day in days]


def wanted_on(schedule: Schedule, pattern_date: date) -> WantedSession | None:
    """What the pattern gives for this one date, however far away."""
    holidays = _holidays(schedule, pattern_date, pattern_date)
    day = held(schedule.week(), pattern_date, holidays)
    return _wanted(schedule, day) if day else None


def refuse_the_impossible(schedules: Iterable[Schedule], wanted: Iterable[WantedSession]) -> None:
    """Raises PatternRefused for a desk in the wrong place, or anybody in two places at once."""
    problems = [problem for schedule in schedules for problem in _misplaced(schedule)]
    twice = clashes(_stays(session for session in wanted if not session.never_opens))
    # The same two patterns clash every week: the first date says it.
    first = {second.thing_id: (before, second) for before, second in reversed(twice)}
    for before, second in first.values():
        problems.append(
            f"{second.who} cannot be in two places at once: {before.where}; {second.where}."
        )
    if problems:
        raise PatternRefused(problems)


def _wanted(schedule: Schedule, day: HeldDay) -> WantedSession:
    starts_at = moment_of(day.day, day.opens_at, schedule.timezone)
    ends_at = moment_of(day.day, day.closes_at, schedule.timezone)
    return WantedSession(schedule, day.pattern_date, starts_at, ends_at)


def _holidays(schedule: Schedule, first: date, last: date) -> AbstractSet[date]:
    if schedule.bank_holidays is None:
        return frozenset()
    years = {*range(first.year, last.year + 1)}
    years |= {each.pattern_date.year for each in schedule.exceptions}
    return frozenset().union(*(bank_holidays(schedule.bank_holidays, year) for year in years))


def _misplaced(schedule: Schedule) -> Iterator[str]:
    place, name = schedule.location.name or schedule.location.area, schedule.name
    for desk in schedule.desks:
        if desk.service_at_location.location_id != schedule.location_id:
            yield f"{name}: {desk.service_at_location.service.name} is not listed at {place}."
        for seat in desk.seats:
            if seat.room.location_id != schedule.location_id:
                yield f"{name}: {seat.worker.name} sits in {seat.room.name}, not at {place}."


def _stays(wanted: Iterable[WantedSession]) -> Iterator[Stay]:
    """Every worker for each desk they sit at; every room once a session, since desks may share."""
    for session in wanted:
        span = (session.starts_at, session.ends_at)
        seats = [(desk, seat) for desk in session.schedule.desks for seat in desk.seats]
        for desk, seat in seats:
            where = f"{desk.service_at_location.service.name} at {session.in_words}"
            yield Stay(*span, seat.worker_id, seat.worker.name, where)
        for room in {seat.room for _, seat in seats}:
            yield Stay(*span, room.id, room.name, session.in_words)
