"""Which screen a cookie belongs to (S-48)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import Closing, ScreenPass
from bookings.day.queries.today import Watched, changes_of
from portal import keyring
from portal.access import STRANGER, Actor, Role
from portal.db.flat import flat_rows

_BY_TOKEN = sa.select(ScreenPass.session_id).where(
    ScreenPass.token == sa.bindparam("token"),
    ScreenPass.ends_at > sa.bindparam("now"),
    ~sa.exists().where(Closing.session_id == ScreenPass.session_id),
)
_OPEN = (
    sa.select(sa.func.count())
    .select_from(ScreenPass)
    .where(
        ScreenPass.session_id == sa.bindparam("session"), ScreenPass.ends_at > sa.bindparam("now")
    )
)


def fingerprint(token: str) -> bytes:
    return keyring.fingerprint(token, "screen_passes.token")


def recognise(db: Session, token: str, now: datetime) -> Actor:
    """The screen with this cookie, bound to its session; a stranger once that has closed."""
    found = flat_rows(db, _BY_TOKEN, {"token": fingerprint(token), "now": now})
    session_id = found.scalar_one_or_none()
    return Actor(Role.SCREEN, session_id=session_id) if session_id else STRANGER


def own_screen(db: Session, actor: Actor, _path: Mapping[str, Any]) -> Watched | None:
    """The session that a screen is bound to; there is no other way to name one."""
    return changes_of(db, actor.session_id) if actor.session_id else None


def screens_open(db: Session, session_id: UUID, now: datetime) -> int:
    """How many screens show a session now."""
    return flat_rows(db, _OPEN, {"session": session_id, "now": now}).scalar_one()
