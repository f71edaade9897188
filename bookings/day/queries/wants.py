"""For each person of a session: what was asked for, what is given, and what is lacking."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import GivenThing, ThingKind
from bookings.day.queries.avoided import avoided_interpreters
from bookings.day.queries.board import everybody
from bookings.day.queries.creche import OfCreche, children_at
from bookings.day.queries.things import Has, Offered, given_at
from bookings.day.queries.visible import visible_to
from bookings.day.rules.arranged import Covered, Lacking, lacking
from bookings.day.rules.asked_for import AskedFor, read_asks
from bookings.day.rules.stops import Person, Stop
from bookings.day.rules.things import Difference, differences, hull, speaks_for
from bookings.visits.models import Visit, VisitStatus
from portal.access import Actor
from services_directory.sessions.rules.cells import cell_at


@dataclass(frozen=True, slots=True)
class Wants:
    """One person. `could` are the session's interpreters who speak for her, whom she does not
    avoid, each with what would have to be asked first; the best first."""

    person: Person
    asked: AskedFor
    ahead: Sequence[Stop]
    given: Sequence[GivenThing]
    children: Sequence[OfCreche]
    lacks: tuple[Lacking, ...]
    could: Sequence[tuple[Offered, tuple[Difference, ...]]]
    avoided: frozenset[UUID]

    @property
    def hours(self) -> tuple[int, int] | None:
        """From the next stop to the end of the last, in cells."""
        return _hours(self.ahead)


def wants_at(db: Session, actor: Actor, session_id: UUID, has: Has) -> list[Wants]:
    """Everybody who is expected or here, whoever lacks something first, then by time."""
    visits = {each.id: each for each in db.scalars(_visits(actor, session_id))}
    children: dict[UUID, list[OfCreche]] = defaultdict(list)
    for child in children_at(db, actor, session_id):
        children[child.visit.id].append(child)
    given, avoided = given_at(db, session_id), avoided_interpreters(db, session_id)
    found = [
        _wants(has, person, read_asks(visits[visit].asks), given[visit], children[visit], avoided)
        for person in everybody(db, actor, session_id)
        if (visit := _visit_of(person, visits)) is not None
    ]
    return sorted(found, key=_order)


def _visits(actor: Actor, session_id: UUID) -> sa.Select[Visit]:
    return visible_to(actor).where(
        Visit.session_id == session_id, Visit.status == VisitStatus.BOOKED
    )


def _visit_of(person: Person, visits: dict[UUID, Visit]) -> UUID | None:
    """The id of somebody who has booked and has not left."""
    known = next((each for each in visits if each == person.visit_id), None)
    return None if person.left else known


def _wants(
    has: Has,
    person: Person,
    asked: AskedFor,
    given: Sequence[GivenThing],
    children: Sequence[OfCreche],
    avoided: dict[UUID, set[UUID]],
) -> Wants:
    ahead = [stop for stop in person.stops if not stop.is_over]
    given = _needed(person, given)
    mine = frozenset(next((ids for key, ids in avoided.items() if key == person.visit_id), ()))
    lacks = lacking(asked, _covered(has, ahead, given), _hours(ahead), _places(children))
    could = _could(has, asked, mine)
    return Wants(person, asked, ahead, given, children, lacks, could, mine)


def _needed(person: Person, given: Iterable[GivenThing]) -> list[GivenThing]:
    """Without what was given for a stop that has moved or was missed: it waits to be freed."""
    stands = {stop.id for stop in person.stops if not stop.missed}
    return [each for each in given if each.appointment_id is None or each.appointment_id in stands]


def _hours(ahead: Iterable[Stop]) -> tuple[int, int] | None:
    return hull((cell_at(stop.starts), cell_at(stop.ends)) for stop in ahead)


def _covered(has: Has, ahead: Sequence[Stop], given: Sequence[GivenThing]) -> Covered:
    signs = {each.interpreter.id for each in has.interpreters if each.interpreter.signs}
    there = [each for each in given if each.kind is ThingKind.INTERPRETER]
    return Covered(
        frozenset(stop.id for stop in ahead),
        frozenset(each.appointment_id for each in there if each.thing_id not in signs),
        frozenset(each.appointment_id for each in there if each.thing_id in signs),
    )


def _places(children: Iterable[OfCreche]) -> list[tuple[int, int] | None]:
    """The hours of each child's place who should have one; whoever has gone home needs none."""
    needing = [each for each in children if each.wants and not _has_gone(each)]
    spans = [each.place for each in needing]
    return [(place.cell, place.cell + place.cells) if place else None for place in spans]


def _has_gone(each: OfCreche) -> bool:
    return bool(each.stays) and each.there is None


def _could(
    has: Has, asked: AskedFor, avoided: frozenset[UUID]
) -> list[tuple[Offered, tuple[Difference, ...]]]:
    found = [
        (each, differences(asked, each.tongue))
        for each in has.interpreters
        if speaks_for(asked, each.tongue) and each.interpreter.id not in avoided
    ]
    return sorted(found, key=lambda each: len(each[1]))


def _order(each: Wants) -> tuple[bool, int, str]:
    return not each.lacks, each.hours[0] if each.hours else 0, str(each.person.visit_id)
