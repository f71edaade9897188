"""Accounts are given by invitation, changed and ended; whoever was signed in is so no more."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import OPERATOR, Actor, Role, may_give
from portal.record.actions import note
from portal.staff.actions.attendance import end_all
from portal.staff.actions.ways_in import forget
from portal.staff.models import Account, Invitation, ResetRequest, Standing
from portal.staff.queries.accounts import by_login, invitation_print, login_of
from portal.staff.rules.times import COVER_STAYS, INVITATION


class AddressTaken(Exception):
    """There is an account with this address that has not ended."""


class InvitationUsed(Exception):
    """Somebody was quicker with the same invitation."""


class NotYoursToGive(Exception):
    """Whoever asks may not give this role, or change somebody who has it."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is asked in, and as what; a cover for one desk, until its session has ended."""

    name: str
    address: str
    role: Role
    organization_id: UUID
    worker_id: UUID | None = None
    desk_id: UUID | None = None
    session_ends_at: datetime | None = None


def choose_language(
    db: Session, account: Account, language: str, *, by: Actor, at: datetime
) -> None:
    """Their own pages are in this language from now on; the empty text: as the browser asks."""
    account.language = language
    note(db, "choose language", account.id, by=by, at=at)


def invite(db: Session, who: Invited, token: str, *, by: Actor, at: datetime) -> Account:
    """A new account, and an invitation under this token. Raises AddressTaken, NotYoursToGive."""
    refuse_unless_given(by, who.role)
    _free_address(db, who.address, at)
    account = Account(
        login=login_of(who.address),
        name=who.name,
        email=who.address.strip(),
        role_name=who.role.name.lower(),
        organization_id=who.organization_id,
        worker_id=who.worker_id,
        desk_id=who.desk_id,
        ends_at=who.session_ends_at + COVER_STAYS if who.session_ends_at else None,
        made_at=at,
        standing=Standing.INVITED,
    )
    db.add(account)
    open_anew(db, account, token, by=by, at=at)
    note(db, "invite account", account.id, by=by, at=at)
    return account


def _free_address(db: Session, address: str, at: datetime) -> None:
    """A pass that has run out does not keep its address. Raises AddressTaken."""
    found = by_login(db, address)
    if found is not None and not found.is_over(at):
        raise AddressTaken
    if found is not None:
        _retire(db, found)
        db.flush()


def open_anew(db: Session, account: Account, token: str, *, by: Actor, at: datetime) -> None:
    """Nothing that opened the account opens it any more, but this invitation, once."""
    db.flush()
    end_all(db, account.id)
    forget(db, account)
    _forget_open_doors(db, account)
    account.standing = Standing.INVITED
    db.add(
        Invitation(
            account_id=account.id,
            token=invitation_print(token),
            made_by=by.account_id,
            ends_at=at + INVITATION,
        )
    )


def join(db: Session, account: Account, *, at: datetime) -> None:
    """The invitation was used, and opens nothing any more. Raises InvitationUsed."""
    if not _forget_open_doors(db, account):
        raise InvitationUsed
    account.standing = Standing.ACTIVE
    note(db, "join", account.id, by=Actor(account.role, account_id=account.id), at=at)


def change_role(
    db: Session,
    account: Account,
    role: Role,
    worker_id: UUID | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Another role, or another worker's rows; they sign in again. Raises NotYoursToGive."""
    _refuse_unless_theirs(by, account)
    refuse_unless_given(by, role)
    if account.role is Role.COVER:
        account.ends_at = None
    account.role, account.worker_id, account.desk_id = role, worker_id, None
    end_all(db, account.id)
    note(db, "change role", account.id, by=by, at=at)


def end_account(db: Session, account: Account, *, by: Actor, at: datetime) -> None:
    """They have left: signed out at once, and nothing opens it. Raises NotYoursToGive."""
    _refuse_unless_theirs(by, account)
    _retire(db, account)
    note(db, "end account", account.id, by=by, at=at)


def end_covers(db: Session, desk_ids: list[UUID], *, by: Actor, at: datetime) -> None:
    """The session has closed: the passes for its desks have run out, whatever time it is."""
    on_these = sa.select(Account).where(
        Account.desk_id.in_(desk_ids), sa.or_(Account.ends_at.is_(None), Account.ends_at > at)
    )
    for account in db.scalars(on_these):
        account.ends_at = at
        end_all(db, account.id)
        note(db, "end pass", account.id, by=by, at=at)


def refuse_unless_given(by: Actor, role: Role) -> None:
    """Raises NotYoursToGive."""
    if by != OPERATOR and not may_give(by.role, role):
        raise NotYoursToGive


def _refuse_unless_theirs(by: Actor, account: Account) -> None:
    """Nobody changes their own role or ends their own account: they would leave nobody behind."""
    refuse_unless_given(by, account.role)
    if account.id == by.account_id:
        raise NotYoursToGive


def _retire(db: Session, account: Account) -> None:
    """An account that ended never opens again, whoever comes back: else one person could end it and
    invite themselves to it. It gives its address free for another."""
    end_all(db, account.id)
    forget(db, account)
    _forget_open_doors(db, account)
    account.standing = Standing.ENDED
    account.login = login_of(f"ended {account.id}")


def _forget_open_doors(db: Session, account: Account) -> bool:
    """Whether there was an invitation; there is none any more, and no request for a reset."""
    db.execute(sa.delete(ResetRequest).where(ResetRequest.account_id == account.id))
    gone = sa.delete(Invitation).where(Invitation.account_id == account.id)
    return bool(db.execute(gone.returning(Invitation.id)).all())
