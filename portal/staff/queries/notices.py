"""Who wants notices by mail, when the last one went, and whether they have looked since."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import GRANTS, Permission
from portal.outbox.models import Message
from portal.outbox.rules.limits import TO_STAFF
from portal.staff.models import Account, SignIn, Standing

_ROLES = sorted(role.name.lower() for role in GRANTS[Permission.NOTICES])
_WANT = sa.select(Account).where(
    Account.notices_since.is_not(None),
    Account.standing == Standing.ACTIVE,
    Account.role_name.in_(_ROLES),
)


def want_notices(db: Session) -> list[Account]:
    """Whoever has switched notices on and may see what waits."""
    return list(db.scalars(_WANT.order_by(Account.id)))


def last_notice(db: Session, account_id: UUID) -> datetime | None:
    """When the last one was handed to a carrier."""
    tried = sa.select(Message.claimed_at).where(
        Message.kind == TO_STAFF, Message.about_id == account_id, Message.claimed_at.is_not(None)
    )
    return db.scalar(tried.order_by(Message.claimed_at.desc()).limit(1))


def last_look(db: Session, account: Account) -> datetime | None:
    """When they last signed in, or were at work while signed in."""
    seen = sa.select(SignIn.seen_at).where(SignIn.account_id == account.id)
    at_work = db.scalar(seen.order_by(SignIn.seen_at.desc()).limit(1))
    return max((each for each in (at_work, account.looked_at) if each is not None), default=None)
