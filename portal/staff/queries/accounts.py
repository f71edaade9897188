"""Accounts: one's own, and those that one may see to, of one's own organisation alone (P-01)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import keyring
from portal.access import Actor, Permission, Role
from portal.staff.models import Account, Invitation, Passkey, RecoveryCode, ResetRequest
from portal.staff.rules.times import RESET_STANDS


def login_of(address: str) -> bytes:
    """By what an account is found: the address, however it was typed."""
    return keyring.fingerprint(address.strip().casefold(), "staff_accounts.login")


def visible_to(actor: Actor) -> sa.Select[Account]:
    """The accounts that somebody may see to: all to whoever is at the machine itself, those of the
    own organisation to whoever looks after accounts there, else the own one."""
    accounts = sa.select(Account)
    if actor.role is Role.OPERATOR:
        return accounts
    if actor.may(Permission.ACCOUNTS):
        return accounts.where(Account.organization_id == actor.organization_id)
    return accounts.where(Account.id == actor.account_id)


def own_account(db: Session, actor: Actor, _path: Mapping[str, Any]) -> Account | None:
    return db.scalar(sa.select(Account).where(Account.id == actor.account_id))


def account_to_see_to(db: Session, actor: Actor, path: Mapping[str, Any]) -> Account | None:
    return db.scalar(visible_to(actor).where(Account.id == path["account_id"]))


def nothing_to_find(_db: Session, _actor: Actor, _path: Mapping[str, Any]) -> str:
    """The subject of a page that finds for itself what it is about."""
    return "the door"


def by_login(db: Session, address: str) -> Account | None:
    """The account of an address. Who signs in is no actor yet: this is for the door alone."""
    return db.scalar(sa.select(Account).where(Account.login == login_of(address)))


def locked(db: Session, account_id: UUID) -> Account | None:
    """The account, so that nobody else changes it until this transaction ends."""
    return db.scalar(
        sa.select(Account)
        .where(Account.id == account_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def invited(db: Session, token: str, now: datetime) -> Account | None:
    """Whom an invitation is for, while it stands and was not used."""
    found = db.scalar(
        sa.select(Account)
        .join(Invitation, Invitation.account_id == Account.id)
        .where(Invitation.token == invitation_print(token), Invitation.ends_at > now)
    )
    return None if found is None or found.is_over(now) else found


def invitation_print(token: str) -> bytes:
    return keyring.fingerprint(token, "staff_invitations.token")


def passkeys_of(db: Session, account_id: UUID) -> list[Passkey]:
    own = sa.select(Passkey).where(Passkey.account_id == account_id).order_by(Passkey.added_at)
    return list(db.scalars(own))


def codes_left(db: Session, account_id: UUID) -> int:
    count = sa.select(sa.func.count()).select_from(RecoveryCode)
    return db.scalar(count.where(RecoveryCode.account_id == account_id)) or 0


def reset_asked(db: Session, account_id: UUID, now: datetime) -> ResetRequest | None:
    """The request that waits for its second person."""
    return db.scalar(
        sa.select(ResetRequest).where(
            ResetRequest.account_id == account_id, ResetRequest.asked_at > now - RESET_STANDS
        )
    )
