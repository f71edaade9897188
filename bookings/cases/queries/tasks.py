"""What has to be done so that nobody meets whom they must not, told to each as far as they may
know: whose visit is moved, and to those who may see both, on account of whom (C-08, S-26)."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.queries.apart import Clash, clashes, unkept_stops
from bookings.day.queries.visible import visible_to
from bookings.day.rules.stops import name_shown
from bookings.people.models import CaseRecord, Client
from bookings.people.queries.records import is_theirs
from bookings.visits.models import Visit
from portal.access import Actor


class ToMove(NamedTuple):
    """A visit that cannot stay where it is. `because_of` names the other only to those who may see
    both cases."""

    visit_id: UUID
    name: str
    starts_at: datetime
    is_here: bool
    because_of: str


class ToDecide(NamedTuple):
    """Two who would meet, of whom each says it of the other: for those who may see both."""

    starts_at: datetime
    cases: tuple[tuple[UUID, str], tuple[UUID, str]]


class Tasks(NamedTuple):
    """All of it. `elsewhere`: when others would meet of whom this actor may not know more."""

    moves: list[ToMove]
    undecided: list[ToDecide]
    elsewhere: list[datetime]
    stops: list[ToMove]

    @property
    def how_many(self) -> int:
        """How many things are to be done."""
        return sum(len(each) for each in self)


def tasks(db: Session, actor: Actor, at: datetime) -> Tasks:
    """What is to be done, soonest first. Whoever is shut out of a case is told nothing of it."""
    found = Tasks([], [], [], [])
    for clash in clashes(db, at):
        _sort(db, actor, clash, found)
    for visit, starts_at in unkept_stops(db, actor, at):
        found.stops.append(ToMove(visit.id, _name(db, visit.client_id), starts_at, False, ""))
    return found


def _sort(db: Session, actor: Actor, clash: Clash, found: Tasks) -> None:
    seen = _visits_seen(db, actor, clash)
    cases = _cases_seen(db, actor, clash)
    moved = clash.moves
    starts_at = clash.both[0].starts_at
    if moved is not None and moved.visit_id in seen:
        stays = next(each for each in clash.both if each is not moved)
        because = _name(db, stays.client_id) if len(cases) == 2 else ""
        name = _name(db, moved.client_id)
        found.moves.append(ToMove(moved.visit_id, name, starts_at, moved.is_here, because))
    elif moved is None and len(cases) == 2:
        first, second = ((cases[each.client_id], _name(db, each.client_id)) for each in clash.both)
        found.undecided.append(ToDecide(starts_at, (first, second)))
    elif seen:
        found.elsewhere.append(starts_at)


def _visits_seen(db: Session, actor: Actor, clash: Clash) -> set[UUID]:
    ids = [each.visit_id for each in clash.both]
    mine = visible_to(actor).where(Visit.id.in_(ids)).with_only_columns(Visit.id)
    return set(db.scalars(mine))


def _cases_seen(db: Session, actor: Actor, clash: Clash) -> dict[UUID, UUID]:
    """By client, the case, where this actor may see it."""
    clients = [each.client_id for each in clash.both]
    rows = db.execute(
        sa.select(CaseRecord.client_id, CaseRecord.id).where(
            CaseRecord.client_id.in_(clients), is_theirs(actor)
        )
    )
    return dict([*rows])


def _name(db: Session, client_id: UUID) -> str:
    return name_shown(db.get_one(Client, client_id).chosen_name or "")
