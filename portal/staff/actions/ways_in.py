"""How somebody's account opens: password and app, printed codes. A change ends what was open."""

import base64
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeAlias

import pyotp
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import keyring
from portal.access import Actor
from portal.record.actions import note
from portal.staff.actions.sign_in import codes_of, printed_print
from portal.staff.models import Account, Passkey, RecoveryCode
from portal.staff.queries.accounts import passkeys_of
from portal.staff.rules.codes import HOW_MANY, bare, make_code, step_used

Choice: TypeAlias = Callable[[Sequence[str]], str]


class WrongCode(Exception):
    """The code is not the one that an app with this secret shows now."""


class LastWayIn(Exception):
    """Without it nobody could sign in with the account."""


def secret_from(seed: str) -> str:
    """An app's secret that only our keys make from this seed: so a page can show it, and the answer
    to the page find it again, with nothing kept between."""
    return base64.b32encode(keyring.fingerprint(seed, "staff_accounts.totp")[:20]).decode()


def address_for_app(secret: str, account: Account, issuer: str) -> str:
    """What an authenticator app reads out of the square."""
    app = pyotp.TOTP(secret)
    return app.provisioning_uri(name=account.email or "", issuer_name=issuer)


def set_password(db: Session, account: Account, hashed: str, *, by: Actor, at: datetime) -> None:
    account.password = hashed
    note(db, "set password", account.id, by=by, at=at)


def set_app(
    db: Session, account: Account, secret: str, code: str, *, by: Actor, at: datetime
) -> None:
    """From now on an app with this secret gives the codes; which steps another app has used says
    nothing of it. Raises WrongCode where the app shows another code."""
    step = step_used(bare(code), at, None, codes_of(secret))
    if step is None:
        raise WrongCode
    account.begin_app(secret, step)
    note(db, "set app", account.id, by=by, at=at)


def new_codes(
    db: Session,
    account: Account,
    *,
    by: Actor,
    at: datetime,
    choice: Choice = secrets.choice,
) -> list[str]:
    """Ten codes to print, each good once; the ones before are good no more."""
    db.execute(sa.delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = [make_code(choice) for _ in range(HOW_MANY)]
    db.add_all(
        RecoveryCode(account_id=account.id, code=printed_print(account, code)) for code in codes
    )
    note(db, "make codes", account.id, by=by, at=at)
    return codes


def rename_passkey(db: Session, key: Passkey, label: str, *, by: Actor, at: datetime) -> None:
    key.label = label
    note(db, "rename passkey", key.account_id, by=by, at=at)


def remove_passkey(db: Session, account: Account, key: Passkey, *, by: Actor, at: datetime) -> None:
    """A lost device opens nothing. Raises LastWayIn where nothing else would."""
    if account.password is None and len(passkeys_of(db, account.id)) < 2:
        raise LastWayIn
    db.delete(key)
    note(db, "remove passkey", account.id, by=by, at=at)


def forget(db: Session, account: Account) -> None:
    """No passkey, password, app or printed code opens it any more."""
    account.forget_ways_in()
    for table in (Passkey, RecoveryCode):
        db.execute(sa.delete(table).where(table.account_id == account.id))
