"""Being signed in: it begins, goes on and ends, and what was looked at is written down."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Actor
from portal.record.actions import note
from portal.staff.models import Account, SignIn
from portal.staff.queries.signed_in import fingerprint
from portal.staff.rules.times import LONGEST, SEEN_EVERY

_SEEN = (
    sa.update(SignIn)
    .where(SignIn.id == sa.bindparam("sign_in"), SignIn.seen_at < sa.bindparam("before"))
    .values(seen_at=sa.bindparam("now"))
)
_GONE_TO = (
    sa.update(SignIn)
    .where(SignIn.id == sa.bindparam("sign_in"), SignIn.place != sa.bindparam("there"))
    .values(seen_at=sa.bindparam("now"), place=sa.bindparam("there"))
)

# Pages for signing in are nowhere to go back to; and what begins so, a browser takes for a host.
DOORS = ("/staff/join/", "//")


def stay(db: Session, actor: Actor, now: datetime, place: str) -> None:
    """Somebody is at work: the idle time begins again, and this is where they are."""
    seen = {"sign_in": actor.sign_in_id, "before": now - SEEN_EVERY, "now": now}
    db.connection().execute(_SEEN, seen)
    if place and len(place) <= 200 and not place.startswith(DOORS):
        db.connection().execute(_GONE_TO, seen | {"there": place})


def record_reads(db: Session, actor: Actor, now: datetime, notes: list[tuple[str, UUID]]) -> None:
    """Who looked at whom, when (P-02)."""
    for verb, about in notes:
        note(db, verb, about, by=actor, at=now)


def begin(
    db: Session, account: Account, token: str, *, at: datetime, since: datetime | None = None
) -> SignIn:
    """Sign somebody in under a new token. What ran out long ago is swept along.

    `since` is when they last showed who they are, where that was not now.
    """
    db.execute(sa.delete(SignIn).where(SignIn.began_at <= at - LONGEST))
    sign_in = SignIn(
        token=fingerprint(token), account_id=account.id, began_at=since or at, seen_at=at
    )
    account.looked_at = at
    db.add(sign_in)
    db.flush()
    note(db, "sign in", account.id, by=actor_of(account, sign_in), at=at)
    return sign_in


def end(db: Session, token: str, *, by: Actor, at: datetime) -> None:
    """Sign out at the browser that carries this token."""
    if by.account_id is not None:
        note(db, "sign out", by.account_id, by=by, at=at)
    db.execute(sa.delete(SignIn).where(SignIn.token == fingerprint(token)))


def end_all(db: Session, account_id: UUID, *, but: UUID | None = None) -> None:
    """Nobody is signed in with this account any more, but at one browser where that is said."""
    gone = sa.delete(SignIn).where(SignIn.account_id == account_id)
    db.execute(gone if but is None else gone.where(SignIn.id != but))


def end_others(db: Session, *, by: Actor, at: datetime) -> None:
    """Sign out everywhere else (P-03). Raises LookupError for whoever is signed in nowhere."""
    if by.account_id is None or by.sign_in_id is None:
        raise LookupError("nobody is signed in")
    end_all(db, by.account_id, but=by.sign_in_id)
    note(db, "end other sign-ins", by.account_id, by=by, at=at)


def actor_of(account: Account, sign_in: SignIn | None = None) -> Actor:
    """Who somebody is from now on, signed in here or nowhere."""
    return Actor(
        account.role,
        account_id=account.id,
        sign_in_id=sign_in.id if sign_in else None,
        organization_id=account.organization_id,
        worker_id=account.worker_id,
        desk_id=account.desk_id,
    )
