"""One morning with a crowd of any size, all of it on one board: who is here, with whom, next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import Arrival
from bookings.people.models import Client
from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from portal.access import Role
from portal.db.engine import Database
from portal.migrations import migrate
from portal.staff.actions.attendance import begin
from portal.staff.models import Account, Standing
from portal.web.cookie import new_token
from services_directory.sessions.actions import plan_sessions
from services_directory.sessions.actions.demonstration import furnish
from services_directory.sessions.models import Desk, Gender, Room, ServiceSession, Slot, Worker
from services_directory.sessions.rules.cells import cell_at

STOPS = 3
CELLS = 4

# A worker sees so many people in a morning; whoever comes beyond that comes to another worker.
OF_ONE_WORKER = 5


@dataclass(frozen=True, slots=True)
class Crowded:
    """Where the crowd is, and a coordinator's cookie."""

    session_id: UUID
    token: str


def gather(url: str, people: int, at: datetime) -> Crowded:
    """Lay a database whose next session has so many people, three stops each."""
    migrate(url)
    database = Database(url)
    with database.writing() as db:
        furnish(db, valid_from=at.date())
        plan_sessions(db, at=at, weeks=2)
        session = db.scalars(sa.select(ServiceSession).order_by(ServiceSession.starts_at)).first()
        if session is None:
            raise LookupError("no session was planned")
        _fill(db, session, people, at)
        crowded = Crowded(session.id, _sign_in(db, at))
    database.close()
    return crowded


def _fill(db: Session, session: ServiceSession, people: int, at: datetime) -> None:
    desks = db.scalars(sa.select(Desk).where(Desk.session_id == session.id)).all()
    organization_id = db.scalars(sa.select(Worker.organization_id)).first()
    for group in range(0, people, OF_ONE_WORKER):
        seats = [_seat(db, session, organization_id, group, each) for each in range(STOPS)]
        db.flush()
        for number in range(group, min(group + OF_ONE_WORKER, people)):
            visit = _somebody(db, session, number, at)
            for each, (worker, room) in enumerate(seats):
                desk = desks[(group + each) % len(desks)]
                turn = (number + each) % OF_ONE_WORKER
                is_on = each == 0 and turn == 0
                _stop(db, session, visit, desk, worker, room, turn, is_on=is_on)
    db.flush()


def _seat(
    db: Session, session: ServiceSession, organization_id: UUID | None, number: int, each: int
) -> tuple[Worker, Room]:
    name = f"{number} {each}"
    worker = Worker(
        organization_id=organization_id, name=f"Worker {name}", gender=Gender.WOMAN, spoken="en"
    )
    room = Room(location_id=session.location_id, name=f"Room {name}")
    db.add_all([worker, room])
    return worker, room


def _somebody(db: Session, session: ServiceSession, number: int, at: datetime) -> Visit:
    client = Client(made_at=at)
    client.chosen_name = f"Robin{number}"
    db.add(client)
    db.flush()
    visit = Visit(
        client_id=client.id,
        session_id=session.id,
        status=VisitStatus.BOOKED,
        made_at=at,
        over_at=session.ends_at + timedelta(days=1),
        gone_by=session.ends_at if number % 3 else None,
    )
    db.add(visit)
    db.flush()
    if number % 4:
        db.add(
            Arrival(
                visit_id=visit.id,
                session_id=session.id,
                number=number,
                arrived_at=at,
                welcomed_at=at,
                walked_in=number % 3 == 0,
            )
        )
    return visit


def _stop(
    db: Session,
    session: ServiceSession,
    visit: Visit,
    desk: Desk,
    worker: Worker,
    room: Room,
    turn: int,
    *,
    is_on: bool,
) -> None:
    slot = Slot(
        session_id=session.id,
        desk_id=desk.id,
        worker_id=worker.id,
        room_id=room.id,
        cell=cell_at(session.starts_at) + turn * CELLS,
        cells=CELLS,
        for_walk_ins=False,
    )
    db.add(slot)
    db.flush()
    stop = Appointment(visit_id=visit.id, slot_id=slot.id, status=AppointmentStatus.BOOKED)
    stop.began_at = session.starts_at if is_on else None
    db.add(stop)


def _sign_in(db: Session, at: datetime) -> str:
    account = Account(
        organization_id=uuid4(), standing=Standing.ACTIVE, made_at=at, login=uuid4().bytes * 2
    )
    account.role = Role.COORDINATOR
    account.name = "Bea"
    db.add(account)
    db.flush()
    token = new_token()
    begin(db, account, token, at=at)
    return token
