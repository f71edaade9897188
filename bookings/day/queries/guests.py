"""Each person of a session as the new plan needs her: her waiting stops, and her limits."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import Arrival
from bookings.day.queries.avoided import AVOIDED
from bookings.day.rules.asked_for import AskedFor, read_asks
from bookings.day.rules.sittings import Guest, Sitting, Stop
from bookings.visits.models import Visit, VisitNeed
from bookings.visits.queries.openings import need_key
from bookings.visits.rules.plans import MOST_NEEDS, WELCOME
from services_directory.sessions.models import Purpose, Schedule, ServiceSession
from services_directory.sessions.rules.cells import cell_at, first_cell_from
from services_directory.sessions.rules.languages import as_codes
from services_directory.sessions.rules.wall_clock import day_in, moment_of

_OF_SESSION = Visit.session_id == sa.bindparam("session")
_HERE = sa.select(Arrival.visit_id, Arrival.arrived_at).where(
    Arrival.session_id == sa.bindparam("session")
)
_AVOIDED = (
    sa.select(AVOIDED.c.visit_id, AVOIDED.c.worker_id)
    .join(Visit, Visit.id == AVOIDED.c.visit_id)
    .where(_OF_SESSION)
)
_NEEDS = (
    sa.select(VisitNeed.visit_id, VisitNeed.need)
    .join(Visit, Visit.id == VisitNeed.visit_id)
    .where(_OF_SESSION)
    .order_by(VisitNeed.position)
)


def sitting_of(row: Any) -> Sitting:
    """A row with a slot, its desk's service and its worker, as the rule reads it."""
    is_welcome = row.purpose is Purpose.WELCOME
    return Sitting(
        need=WELCOME if is_welcome else need_key(row.kind, row.service),
        desk=row.desk_id,
        worker=row.worker_id,
        room=row.room_id,
        starts=row.cell,
        ends=row.cell + row.cells,
        gender=row.gender.value,
        languages=as_codes(row.spoken),
    )


@dataclass(frozen=True, slots=True)
class Guests:
    """Puts each person together from what was read."""

    db: Session
    session: ServiceSession
    now: datetime
    waiting: list[Any]
    running: list[Any]
    taken: frozenset[tuple[UUID, int]]
    along: dict[UUID, list[tuple[UUID, UUID]]]

    def all(self, visits: dict[UUID, Visit]) -> tuple[Guest, ...]:
        stops: dict[UUID, list[Any]] = defaultdict(list)
        for row in self.waiting:
            stops[row.visit_id].append(row)
        here = {visit_id for visit_id, _ in self.db.execute(_HERE, {"session": self.session.id})}
        avoided, needs = self._gathered(_AVOIDED), self._gathered(_NEEDS)
        return tuple(
            self._guest(visits[each], rows, each in here, needs[each], avoided[each])
            for each, rows in stops.items()
        )

    def _gathered(self, pairs: sa.Executable) -> dict[UUID, list[Any]]:
        found: dict[UUID, list[Any]] = defaultdict(list)
        for visit_id, value in self.db.execute(pairs, {"session": self.session.id}):
            found[visit_id].append(value)
        return found

    def _guest(
        self, visit: Visit, rows: list[Any], is_here: bool, needs: list[str], avoided: list[UUID]
    ) -> Guest:
        asked = read_asks(visit.asks)
        arrives = first_cell_from(self.now) if is_here else min(row.cell for row in rows)
        mine = [row for row in self.running if row.visit_id == visit.id]
        over = cell_at(self.now) + 1
        return Guest(
            id=visit.id,
            stops=tuple(self._stop(row, needs) for row in rows),
            earliest=max(arrives, self._not_before(asked)),
            gone_by=cell_at(visit.gone_by) if visit.gone_by else None,
            busy=(
                *((row.cell, max(row.cell + row.cells, over)) for row in mine),
                # What is claimed for herself: by stops that are over too, to their planned end.
                *((cell, cell + 1) for thing, cell in self.taken if thing == visit.id),
            ),
            avoided=frozenset(avoided),
            gender=asked.worker_is,
            language=asked.speaks,
        )

    def _stop(self, row: Any, needs: list[str]) -> Stop:
        at = sitting_of(row)
        weight = MOST_NEEDS - needs.index(at.need) if at.need in needs else 1
        return Stop(row.id, at, weight, frozenset(thing for _, thing in self.along.get(row.id, ())))

    def _not_before(self, asked: AskedFor) -> int:
        """The first cell of her day, by the clock where the session is."""
        if asked.not_before is None:
            return 0
        zone = self.db.get_one(Schedule, self.session.schedule_id).timezone
        day = day_in(self.session.starts_at, zone)
        return first_cell_from(moment_of(day, asked.not_before, zone))
