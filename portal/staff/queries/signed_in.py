"""Who is signed in at a browser, and what is left there of somebody who was."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import keyring
from portal.access import STRANGER, Actor, Role
from portal.db.flat import flat_rows
from portal.staff.models import Account, SignIn, Standing
from portal.staff.rules.times import IDLE, LONGEST

_BY_TOKEN = (
    sa.select(
        SignIn.id,
        SignIn.account_id,
        Account.role_name,
        Account.organization_id,
        Account.worker_id,
        Account.desk_id,
        Account.language,
    )
    .join(Account, Account.id == SignIn.account_id)
    .where(
        SignIn.token == sa.bindparam("token"),
        SignIn.seen_at > sa.bindparam("since"),
        SignIn.began_at > sa.bindparam("begun_since"),
        Account.standing == Standing.ACTIVE,
        sa.or_(Account.ends_at.is_(None), Account.ends_at > sa.bindparam("now")),
    )
)


def fingerprint(token: str) -> bytes:
    return keyring.fingerprint(token, "staff_sign_ins.token")


def recognise(db: Session, token: str, now: datetime) -> Actor:
    """Who is signed in with this cookie: a stranger once idle, over or ended (P-03)."""
    bounds = {"now": now, "since": now - IDLE, "begun_since": now - LONGEST}
    row = flat_rows(db, _BY_TOKEN, {"token": fingerprint(token), **bounds}).one_or_none()
    if row is None:
        return STRANGER
    sign_in_id, account_id, role_name, organization_id, worker_id, desk_id, language = row
    return Actor(
        Role[role_name.upper()],
        account_id=account_id,
        sign_in_id=sign_in_id,
        organization_id=organization_id,
        worker_id=worker_id,
        desk_id=desk_id,
        at=now,
        language=language,
    )


def left_here(db: Session, token: str, now: datetime) -> SignIn | None:
    """The sign-in that this browser carries, locked or not, while its day lasts."""
    if not token:
        return None
    found = db.scalar(sa.select(SignIn).where(SignIn.token == fingerprint(token)))
    return found if found and found.began_at > now - LONGEST else None


def sign_ins_of(db: Session, account_id: UUID, now: datetime) -> list[SignIn]:
    """Where somebody is signed in, locked desks included, latest first."""
    return list(
        db.scalars(
            sa.select(SignIn)
            .where(SignIn.account_id == account_id, SignIn.began_at > now - LONGEST)
            .order_by(SignIn.seen_at.desc())
        )
    )
