"""Somebody can sign in no more: one colleague asks, another agrees, and they are invited anew."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Actor
from portal.record.actions import note
from portal.staff.actions.accounts import open_anew, refuse_unless_given
from portal.staff.models import Account, ResetRequest, Standing
from portal.staff.queries.accounts import locked, reset_asked
from portal.staff.rules.resets import may_agree


class NeedsAnother(Exception):
    """A reset takes two people, and neither is the one who is reset."""


class NothingToReset(Exception):
    """The account has ended, or nobody asked, or that was too long ago."""


def ask_reset(db: Session, account: Account, *, by: Actor, at: datetime) -> None:
    """The first of two. Raises NeedsAnother for one's own account, NothingToReset."""
    if by.account_id is None or by.account_id == account.id:
        raise NeedsAnother
    # Whoever asks at the same moment waits: one request stands.
    locked(db, account.id)
    if account.standing is Standing.ENDED:
        raise NothingToReset
    db.execute(sa.delete(ResetRequest).where(ResetRequest.account_id == account.id))
    db.add(ResetRequest(account_id=account.id, asked_by=by.account_id, asked_at=at))
    note(db, "ask for reset", account.id, by=by, at=at)


def withdraw_reset(db: Session, account: Account, *, by: Actor, at: datetime) -> None:
    """Not needed after all."""
    db.execute(sa.delete(ResetRequest).where(ResetRequest.account_id == account.id))
    note(db, "withdraw reset", account.id, by=by, at=at)


def agree_reset(db: Session, account: Account, token: str, *, by: Actor, at: datetime) -> None:
    """The second of two: what opened the account opens it no more, but this invitation does, once.

    Raises NothingToReset, NeedsAnother, or NotYoursToGive: who agrees is shown the way in, and
    could take it.
    """
    locked(db, account.id)
    asked = reset_asked(db, account.id, at)
    if asked is None or account.standing is Standing.ENDED:
        raise NothingToReset
    if not may_agree(by.account_id, asked_by=asked.asked_by, about=account.id):
        raise NeedsAnother
    refuse_unless_given(by, account.role)
    open_anew(db, account, token, by=by, at=at)
    note(db, "agree to reset", account.id, by=by, at=at)
