"""Somebody is shut out of a case; an interpreter who was given to its person is taken back, and so
is one who was given for a visit that is joined to it."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.actions.giving import take_back_interpreter
from bookings.people.actions.shut_out import Whom, shut_out
from bookings.people.models import CaseRecord
from bookings.people.queries.shut_out import shut_outs_of
from bookings.people.rules.facts import SaidBy
from bookings.visits.models import Visit
from portal.access import Actor
from services_directory.sessions.actions import lock_sessions


def shut_out_of(
    db: Session, case: CaseRecord, whom: Whom, said_by: SaidBy, *, by: Actor, at: datetime
) -> None:
    """As `shut_out`; a desk sees nothing from now on by itself, and an interpreter is told by what
    they are given, so that this ends too (S-28). Raises OwnOrganization and HoldsTheCase."""
    if whom.interpreter_id is not None:
        lock_sessions_of(db, case.client_id)
    shut_out(db, case, whom, said_by, by=by, at=at)
    if whom.interpreter_id is not None:
        take_back_interpreter(db, case.client_id, whom.interpreter_id, by=by, at=at)


def lock_sessions_of(db: Session, client_id: UUID) -> None:
    """Before the record's line: whoever gives holds a session first, and waits there after."""
    lock_sessions(db, set(db.scalars(sa.select(Visit.session_id).filter_by(client_id=client_id))))


def keep_apart(db: Session, case: CaseRecord, *, by: Actor, at: datetime) -> None:
    """What was given with an interpreter who is shut out of this case is free again (S-28)."""
    for each in shut_outs_of(db, case):
        if each.interpreter_id is not None:
            take_back_interpreter(db, case.client_id, each.interpreter_id, by=by, at=at)
