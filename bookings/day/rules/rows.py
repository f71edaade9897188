"""From the times of a morning to the board: who is where, and who is next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bookings.day.rules.running import MAY_MOVE, Step, steps_from
from bookings.day.rules.stops import Person, Stop, StopState, whole_minutes

# Somebody who must be gone within this time stands first on the board.
SOON = timedelta(minutes=30)


class PersonState(Enum):
    """Where somebody is in her morning."""

    AT_THE_DOOR = "at_the_door"
    WAITING = "waiting"
    CALLED = "called"
    WITH = "with"
    DONE = "done"
    LATE = "late"
    EXPECTED = "expected"
    SET_ASIDE = "set_aside"
    CANCELLED = "cancelled"
    LEFT = "left"


PRESENT = (
    PersonState.AT_THE_DOOR,
    PersonState.WAITING,
    PersonState.CALLED,
    PersonState.WITH,
    PersonState.DONE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the board: where she is since when, the stop in hand, and the one after it."""

    person: Person
    state: PersonState
    since: datetime | None
    stop: Stop | None
    next: Stop | None
    undo: Stop | None
    minutes: int
    must_go_soon: bool
    cannot_make_it: bool

    @property
    def is_here(self) -> bool:
        return self.state in PRESENT

    @property
    def is_expected(self) -> bool:
        return self.state in (PersonState.EXPECTED, PersonState.LATE, PersonState.SET_ASIDE)

    @property
    def steps(self) -> tuple[Step, ...]:
        """What can be done with the stop in hand; undoing is another stop's, perhaps."""
        if self.stop is None or self.state is PersonState.EXPECTED:
            return ()
        is_welcomed = self.state is not PersonState.AT_THE_DOOR or self.stop.is_welcome
        found = steps_from(self.stop.state, is_here=self.is_here and is_welcomed)
        return tuple(step for step in found if step is not Step.UNDO)

    @property
    def can_move(self) -> bool:
        return self.stop is not None and self.stop.state in MAY_MOVE


def rows(people: Iterable[Person], now: datetime) -> list[Row]:
    """The board's rows, what matters next first: who must be gone soon, then who waits longest,
    then who is with somebody; who is late, who is expected; at the end who has left (C-02)."""
    return sorted((row_of(person, now) for person in people), key=lambda row: _rank(row, now))


def row_of(person: Person, now: datetime) -> Row:
    """Where one person is now."""
    state = _state(person, now)
    current = _first(person.stops, StopState.WITH) or _first(person.stops, StopState.CALLED)
    coming = _first(person.stops, StopState.PLANNED)
    since = _since(person, state, current)
    soon = person.gone_by is not None and person.gone_by - now <= SOON
    here = state in PRESENT
    return Row(
        person=person,
        state=state,
        since=since,
        stop=current or coming,
        next=coming if current else None,
        undo=_touched_last(person.stops),
        minutes=whole_minutes(now - since) if since else 0,
        must_go_soon=here and soon,
        cannot_make_it=here and _overruns(person, now),
    )


def _state(person: Person, now: datetime) -> PersonState:
    if person.is_here:
        return _state_here(person)
    if person.left is not None:
        return PersonState.LEFT
    if person.cancelled:
        return PersonState.CANCELLED
    if person.set_aside:
        return PersonState.SET_ASIDE
    is_late = any(stop.starts < now and not stop.is_over for stop in person.stops)
    return PersonState.LATE if is_late else PersonState.EXPECTED


def _state_here(person: Person) -> PersonState:
    states = {stop.state for stop in person.stops}
    if StopState.WITH in states:
        return PersonState.WITH
    if StopState.CALLED in states:
        return PersonState.CALLED
    if person.welcomed is None:
        return PersonState.AT_THE_DOOR
    # Whom nobody has seen yet waits, with a time or without one.
    has_been_seen = StopState.SEEN in states and StopState.PLANNED not in states
    return PersonState.DONE if has_been_seen else PersonState.WAITING


def _since(person: Person, state: PersonState, current: Stop | None) -> datetime | None:
    if state is PersonState.WITH and current:
        return current.began
    if state is PersonState.CALLED and current:
        return current.called
    if state is PersonState.LEFT:
        return person.left
    if state is PersonState.LATE:
        return min(stop.starts for stop in person.stops if not stop.is_over)
    if person.arrived is None:
        return None
    ends = [stop.ended for stop in person.stops if stop.ended and not stop.missed]
    return max([person.welcomed or person.arrived, *ends])


def _overruns(person: Person, now: datetime) -> bool:
    """Whether a stop that is still to come cannot be over before she must be gone (C-05)."""
    if person.gone_by is None:
        return False
    left = [stop for stop in person.stops if not stop.is_over]
    return any(_over_at(stop, now) > person.gone_by for stop in left)


def _over_at(stop: Stop, now: datetime) -> datetime:
    begins = stop.began or max(now, stop.starts)
    return max(now, begins + (stop.ends - stop.starts))


def _first(stops: Iterable[Stop], state: StopState) -> Stop | None:
    of_state = [stop for stop in stops if stop.state is state]
    return min(of_state, key=lambda stop: stop.starts, default=None)


def _touched_last(stops: Iterable[Stop]) -> Stop | None:
    touched = [(stop.last_touched, stop) for stop in stops if stop.last_touched]
    return max(touched, key=lambda each: each[0], default=(None, None))[1]


_GROUPS = {
    PersonState.AT_THE_DOOR: 1,
    PersonState.WAITING: 1,
    PersonState.CALLED: 2,
    PersonState.WITH: 3,
    PersonState.DONE: 4,
    PersonState.LATE: 5,
    PersonState.EXPECTED: 6,
    PersonState.SET_ASIDE: 7,
    PersonState.CANCELLED: 8,
    PersonState.LEFT: 9,
}


def _rank(row: Row, now: datetime) -> tuple[int, datetime, str]:
    person = row.person
    if row.must_go_soon and person.gone_by:
        return 0, person.gone_by, person.name
    if row.state in (PersonState.EXPECTED, PersonState.SET_ASIDE, PersonState.CANCELLED):
        first = min((stop.starts for stop in person.stops), default=now)
        return _GROUPS[row.state], first, person.name
    return _GROUPS[row.state], row.since or now, person.name


def desk_rows(people: Iterable[Person], now: datetime) -> list[Row]:
    """One desk's rows in the order of its day: who is there, who is called, who comes next; those
    whose stop is over come last (S-58)."""
    found = [row_of(person, now) for person in people]

    def rank(row: Row) -> tuple[int, datetime]:
        state = row.stop.state if row.stop else StopState.SEEN
        return _AT_A_DESK.index(state), row.stop.starts if row.stop else now

    return sorted(found, key=rank)


_AT_A_DESK = (StopState.WITH, StopState.CALLED, StopState.PLANNED, StopState.SEEN)
