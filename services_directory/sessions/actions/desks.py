"""Bringing the desks of one session to their patterns, or offering nothing at them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from services_directory.listings.models import ServiceAtLocation
from services_directory.sessions.actions.run import Run
from services_directory.sessions.actions.words import session_in_words, times
from services_directory.sessions.models import (
    Desk,
    DeskPattern,
    Schedule,
    Seat,
    ServiceSession,
    Worker,
)
from services_directory.sessions.rules.cells import cell_at, start_of
from services_directory.sessions.rules.lots import lot
from services_directory.sessions.rules.planning import (
    Morning,
    Standing,
    Time,
    changes,
    times_wanted,
)
from services_directory.sessions.rules.wall_clock import shown_in

ALL = 100


@dataclass(slots=True)
class Desks:
    """The desks of one session."""

    run: Run
    session: ServiceSession
    schedule: Schedule
    done: Counter[str] = field(default_factory=Counter)

    def offer(self, patterns: Iterable[DeskPattern]) -> None:
        """Offer what these give and nothing else; without any, offer nothing."""
        standing = dict(self.run.ground.slots.get(self.session.id, {}))
        for pattern in patterns:
            desk = self._desk(pattern)
            wanted: list[Time] = []
            for seat in pattern.seats:
                stands = standing.pop((desk.id, seat.worker_id), [])
                wanted += self._offer_at(desk, pattern, seat, stands)
            self._note_what_nobody_can_book(pattern, wanted)
        for (desk_id, worker_id), stands in standing.items():
            self._gather([], stands, desk_id, worker_id)

    @property
    def name(self) -> str:
        """What the report calls the session."""
        span = (self.session.starts_at, self.session.ends_at, self.schedule.timezone)
        return session_in_words(self.schedule.name, *span)

    @property
    def in_words(self) -> str:
        """What was done there, such as 60 times added."""
        return ", ".join(f"{times(count)} {what}" for what, count in self.done.items() if count)

    def _desk(self, pattern: DeskPattern) -> Desk:
        service, purpose = pattern.service_at_location, pattern.purpose
        key = (self.session.id, service.id, purpose)
        desk = self.run.ground.desks.get(key)
        if desk is None:
            desk = Desk(session_id=key[0], service_at_location_id=key[1], purpose=purpose)
            self.run.db.add(desk)
        desk.presence, desk.minutes_to_reach = pattern.presence, pattern.minutes_to_reach
        return desk

    def _offer_at(
        self, desk: Desk, pattern: DeskPattern, seat: Seat, stands: list[Standing]
    ) -> list[Time]:
        hours = (cell_at(self.session.starts_at), cell_at(self.session.ends_at))
        ids = (self.session.id, seat.worker_id, seat.room_id)
        morning = Morning(*ids, pattern.rhythm(), *hours, turn=lot(seat.worker.name))
        wanted = times_wanted(morning, stands, self.run.ground.diary)
        self._gather(wanted, stands, desk.id, seat.worker_id)
        return wanted

    def _note_what_nobody_can_book(self, pattern: DeskPattern, wanted: list[Time]) -> None:
        where = f"{self.schedule.name}, {pattern.service_at_location.service.name}"
        if not wanted:
            self.run.report.note(f"{where}: no worker, or no time that fits, on some dates.")
        elif pattern.walk_in_percent < ALL and all(time.for_walk_ins for time in wanted):
            self.run.report.note(
                f"{where}: every time is kept for walk-ins on some dates, since a share is "
                "rounded up. A share of 0 % lets them be booked."
            )

    def _gather(
        self, wanted: list[Time], standing: list[Standing], desk_id: UUID, worker_id: UUID
    ) -> None:
        whose = {"session_id": self.session.id, "desk_id": desk_id, "worker_id": worker_id}
        found = changes(wanted, standing)
        self.run.rows.gather(found, whose)
        self.done["added"] += len(found.add)
        self.done["changed"] += len(found.alter)
        self.done["taken away"] += len(found.withdraw)
        for each in found.left:
            self.run.report.left.append(self._left(each.time, desk_id, worker_id))

    def _left(self, time: Time, desk_id: UUID, worker_id: UUID) -> str:
        db, zone = self.run.db, self.schedule.timezone
        desk, worker = db.get_one(Desk, desk_id), db.get_one(Worker, worker_id)
        service = db.get_one(ServiceAtLocation, desk.service_at_location_id).service
        begins = shown_in(start_of(time.cell), zone)
        ends = shown_in(start_of(time.cell + time.cells), zone)
        who = f"{service.name} with {worker.name}"
        return f"{self.name}: {begins} to {ends}, {who}, is taken and stays as it was."
