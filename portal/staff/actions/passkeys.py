"""Passkeys are used and added; each question is spent by its first answer, good or not."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Actor
from portal.record.actions import note
from portal.staff.actions.passkey_answers import Answer, NewKey, Signed
from portal.staff.actions.passkey_questions import spend
from portal.staff.models import Account, Passkey
from portal.staff.queries.accounts import locked


def sign_in(db: Session, answer: Answer, signed: Signed | None, *, at: datetime) -> Account | None:
    """The account whose passkey signed; the question is spent, whatever the answer was."""
    if not spend(db, answer.question) or signed is None:
        return None
    account = locked(db, signed.account_id)
    used = sa.update(Passkey).where(
        Passkey.id == signed.passkey_id, Passkey.uses == signed.uses_before
    )
    counted = db.execute(used.values(uses=signed.uses).returning(Passkey.id)).all()
    return account if account and counted and account.stands(at) else None


def add(
    db: Session,
    account: Account,
    answer: Answer,
    made: NewKey | None,
    label: str,
    *,
    by: Actor,
    at: datetime,
) -> bool:
    """Keep a new passkey. False where the question was spent or the answer no good one."""
    if not spend(db, answer.question) or made is None:
        return False
    if db.scalar(sa.select(Passkey.id).where(Passkey.credential == made.credential)):
        return False
    db.add(
        Passkey(
            account_id=account.id,
            credential=made.credential,
            public_key=made.public_key,
            uses=made.uses,
            label=label,
            added_at=at,
        )
    )
    note(db, "add passkey", account.id, by=by, at=at)
    return True
