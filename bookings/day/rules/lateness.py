"""Which desks run late, and by how much (C-05)."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bookings.day.rules.stops import Person, Stop, StopState, whole_minutes

# Less than this is no lateness, it is a conversation.
WORTH_TELLING = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class LateDesk:
    """A worker who runs late, by whole minutes."""

    worker_id: Hashable
    worker: str
    room: str
    service: str
    need: str
    minutes: int


def late_desks(people: Iterable[Person], now: datetime) -> list[LateDesk]:
    """Workers who run late for somebody who is here, the latest first (C-05)."""
    waits: dict[Hashable, list[tuple[Stop, bool]]] = {}
    for person in people:
        elsewhere = {stop.id for stop in person.stops if stop.state is StopState.WITH}
        for stop in person.stops:
            ready = person.is_here and not elsewhere - {stop.id}
            waits.setdefault(stop.worker_id, []).append((stop, ready))
    found = [late for stops in waits.values() if (late := _late_desk(stops, now))]
    return sorted(found, key=lambda desk: (-desk.minutes, desk.room))


def lateness(stops: Iterable[tuple[Stop, bool]], now: datetime) -> tuple[timedelta, Stop | None]:
    """How late one worker is, from each of their stops and whether its person could come in.

    Whoever is in the room is given the whole length of the stop from when it really began; with an
    empty room it is the first who could come in and was not taken in time.
    """
    running = [stop for stop, _ in stops if stop.state is StopState.WITH]
    if running:
        stop = running[0]
        began = stop.began or stop.starts
        return max(now - stop.ends, began - stop.starts, timedelta(0)), stop
    due = [s for s, ready in stops if ready and not s.is_over and s.starts < now]
    first = min(due, key=lambda stop: stop.starts, default=None)
    return (now - first.starts, first) if first else (timedelta(0), None)


def _late_desk(stops: Sequence[tuple[Stop, bool]], now: datetime) -> LateDesk | None:
    late, stop = lateness(stops, now)
    if stop is None or late < WORTH_TELLING:
        return None
    minutes = whole_minutes(late)
    return LateDesk(stop.worker_id, stop.worker, stop.room, stop.service, stop.need, minutes)
