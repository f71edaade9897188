"""A team's tray, and the count beside its way, with few handoffs behind it and with very many: what
is closed must cost nothing (C-14)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from benchmarks.extent import Extent
from benchmarks.scene import POSTGRESQL, SQLITE, Scene
from bookings.handoffs.models import Handoff, HandoffNeed, ServiceTeam
from bookings.handoffs.queries.receiving import waits_in_tray
from bookings.handoffs.queries.trays import tray_of
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.parallel import Way
from bookings.handoffs.rules.stages import Stage
from bookings.people.models import CaseRecord, Client
from portal.access import Actor, Role
from portal.db.engine import Database
from portal.staff.models import Account, Standing
from services_directory.listings.models import Organization, Service, ServiceKind

FEW = 100
IN_THE_TRAY = 40
LOOKS = 25
AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class TrayCost:
    """Seconds of one look at a tray with so many closed handoffs behind it, and how many times
    that is of a look with few."""

    database: str
    behind: int
    seconds: float
    ratio: float


def measure(scene: Scene, extent: Extent) -> list[TrayCost]:
    """On each database, few and then many, in the one with the shortest past. It comes last: what
    it lays there stays."""
    found: list[TrayCost] = []
    for kind in (SQLITE, POSTGRESQL):
        database = Database(scene.places[kind, extent.histories[0]].url)
        found += _costs(database, kind, extent.handoffs)
        database.close()
    return found


def _costs(database: Database, kind: str, most: int) -> Iterator[TrayCost]:
    with database.writing() as db:
        at = datetime.fromisoformat("2026-01-13T10:00:00+00:00")
        actor, pattern = _team(db, at)
        _copy(db, pattern, IN_THE_TRAY, at)
        _copy(db, pattern, FEW, None)
    first = _look(database, actor, at)
    yield TrayCost(kind, FEW, first, 1.0)
    with database.writing() as db:
        _copy(db, pattern, most - FEW, None)
    many = _look(database, actor, at)
    yield TrayCost(kind, most, many, many / first)


def _look(database: Database, actor: Actor, at: datetime) -> float:
    """The median of some looks, each in a transaction of its own; the first warms up."""
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("ANALYZE"))
    taken: list[float] = []
    for _ in range(LOOKS + 1):
        began = perf_counter()
        with database.reading() as db:
            assert len(tray_of(db, actor, at).lines) == IN_THE_TRAY
            waits_in_tray(db, actor, at)
        taken.append(perf_counter() - began)
    return median(taken[1:])


def _team(db: Session, at: datetime) -> tuple[Actor, dict[str, dict[str, Any]]]:
    """Somebody who receives for a service, and a need and a handoff to it, to be copied."""
    house = Organization(name=f"House {uuid4()}")
    db.add(house)
    db.flush()
    service = Service(organization_id=house.id, name="Housing", kind=ServiceKind.HOUSING)
    account = Account(
        organization_id=house.id,
        role_name=Role.DESK_WORKER.name.lower(),
        standing=Standing.ACTIVE,
        made_at=at,
        login=uuid4().bytes * 2,
    )
    client = Client(made_at=at)
    db.add_all([service, account, client])
    db.flush()
    db.add(ServiceTeam(service_id=service.id, account_id=account.id, receives=True))
    need = _need(db, client, account, house.id, at)
    handoff = Handoff(
        need_id=need.id,
        organization_id=house.id,
        service_id=service.id,
        way=Way.SENT,
        desk=DeskKind.HOUSING,
        made_at=at,
        sender=account.id,
        holder=account.id,
        is_outside=False,
        stage=Stage.CLOSED,
        since=at,
        due_at=None,
        ranks_at=None,
    )
    db.add(handoff)
    db.flush()
    pattern = {"need": _row(db, HandoffNeed, need.id), "handoff": _row(db, Handoff, handoff.id)}
    actor = Actor(Role.DESK_WORKER, account_id=account.id, organization_id=house.id, at=at)
    return actor, pattern


def _need(db: Session, client: Client, account: Account, house: UUID, at: datetime) -> HandoffNeed:
    case = CaseRecord(
        client_id=client.id,
        organization_id=house,
        opened_at=at,
        opened_by=account.id,
        holder=account.id,
    )
    db.add(case)
    db.flush()
    need = HandoffNeed(case_id=case.id, desk=DeskKind.HOUSING, written_at=at, written_by=account.id)
    db.add(need)
    db.flush()
    return need


def _row(db: Session, kind: Any, row_id: UUID) -> dict[str, Any]:
    table = kind.__table__
    return dict(db.execute(sa.select(table).where(table.c.id == row_id)).mappings().one())


def _copy(
    db: Session, pattern: dict[str, dict[str, Any]], how_many: int, due: datetime | None
) -> None:
    """So many of each: closed, or in the tray where they are due."""
    for first in range(0, how_many, AT_ONCE):
        ids = [(uuid4(), uuid4()) for _ in range(min(AT_ONCE, how_many - first))]
        needs = [{**pattern["need"], "id": need_id} for need_id, _ in ids]
        moments = [due + timedelta(minutes=each) if due else None for each in range(len(ids))]
        stage = Stage.SENT if due else Stage.CLOSED
        handoffs = [
            {
                **pattern["handoff"],
                "id": handoff_id,
                "need_id": need_id,
                "stage": stage,
                "due_at": moment,
                "ranks_at": moment,
            }
            for (need_id, handoff_id), moment in zip(ids, moments, strict=True)
        ]
        db.execute(_into(HandoffNeed), needs)
        db.execute(_into(Handoff), handoffs)


def _into(kind: Any) -> sa.Insert:
    """Rows go in as they are: what is sealed in the pattern is never opened."""
    return sa.insert(kind.__table__)
