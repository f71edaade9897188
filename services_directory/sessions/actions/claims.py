"""Taking what is scarce, all or nothing, and giving it back; the unique index has the last word."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from services_directory.sessions.models import Claim, ServiceSession
from services_directory.sessions.rules.cells import ThingAndCell

POSTGRESQL_UNIQUE_VIOLATION = "23505"
SQLITE_UNIQUE_VIOLATION = "UNIQUE constraint failed"

# NO KEY: what others insert with a foreign key to the session need not wait.
LOCK = (
    sa.select(ServiceSession.id)
    .where(ServiceSession.id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(ServiceSession.id)
    .with_for_update(key_share=True)
)
IN_APPOINTMENTS = Claim.appointment_id.in_(sa.bindparam("ids", expanding=True))
CLAIMED = sa.select(Claim.appointment_id).where(IN_APPOINTMENTS).distinct()
KEEP = sa.update(Claim).where(IN_APPOINTMENTS).values(held_until=None)
RELEASE = sa.delete(Claim).where(IN_APPOINTMENTS)
TAKE = sa.insert(Claim)
MARK = (
    sa.update(ServiceSession)
    .where(ServiceSession.id == sa.bindparam("session"))
    .values(changes=ServiceSession.changes + 1)
)
PLAIN = {"synchronize_session": False}


class SlotJustTaken(Exception):
    """Somebody else has it: that time has just gone."""


def lock_sessions(db: Session, session_ids: Iterable[UUID]) -> None:
    """Let no other transaction claim or release in these sessions until this one ends.

    Call it first, and once, with every session that the transaction will touch: they are locked
    in sorted order, so that two transactions never wait for each other. SQLite's transaction is
    alone already.
    """
    if db.get_bind().dialect.name != "sqlite":
        db.execute(LOCK, {"ids": list(session_ids)})


def claim(
    db: Session,
    session_id: UUID,
    wanted: Mapping[UUID, Iterable[ThingAndCell]],
    *,
    held_until: datetime | None,
) -> None:
    """Take for each appointment, by its id, all that it needs, or nothing for any of them.
    `held_until` None takes it for good.

    Raises SlotJustTaken when one of them is taken, held or not; the transaction can go on. A hold
    that has run out still counts: release it first (`run_out` in the queries names it).
    """
    shared = {"session_id": session_id, "held_until": held_until}
    rows = [
        {**shared, "appointment_id": appointment_id, **each._asdict()}
        for each, appointment_id in sorted(
            (each, appointment_id) for appointment_id, cells in wanted.items() for each in cells
        )
    ]
    db.flush()
    try:
        # A savepoint, since PostgreSQL gives up a whole transaction for one refused row.
        with db.begin_nested():
            db.connection().execute(TAKE, rows)
    except IntegrityError as refusal:
        if _is_taken(refusal):
            raise SlotJustTaken from None
        raise


def mark_changed(db: Session, session_id: UUID) -> None:
    """Whoever watches this session sees it anew."""
    db.execute(MARK, {"session": session_id}, execution_options=PLAIN)


def keep(db: Session, appointment_ids: Collection[UUID]) -> None:
    """Make what these appointments hold theirs for good.

    Raises SlotJustTaken where one of them holds nothing any more, and then keeps none.
    """
    ids = {"ids": list(appointment_ids)}
    if set(db.scalars(CLAIMED, ids)) != set(appointment_ids):
        raise SlotJustTaken
    db.execute(KEEP, ids, execution_options=PLAIN)


def release(db: Session, appointment_ids: Collection[UUID]) -> None:
    """Give back whatever these appointments have taken; nothing taken is nothing done."""
    db.execute(RELEASE, {"ids": list(appointment_ids)}, execution_options=PLAIN)


def _is_taken(refusal: IntegrityError) -> bool:
    sqlstate = getattr(refusal.orig, "sqlstate", None)
    return sqlstate == POSTGRESQL_UNIQUE_VIOLATION or SQLITE_UNIQUE_VIOLATION in str(refusal.orig)
