"""Opening the door: a password and a code, or a passkey. Each code works once (P-03)."""

from collections.abc import Callable
from datetime import datetime

import pyotp
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import keyring
from portal.staff.actions.passwords import Compared
from portal.staff.models import Account, RecoveryCode
from portal.staff.queries.accounts import locked
from portal.staff.rules.codes import bare, is_from_app, is_shut, step_used


def by_password(db: Session, compared: Compared, code: str, *, at: datetime) -> Account | None:
    """The account, if the password was right and the code is good now; else nothing is told."""
    if not compared.is_right or compared.account_id is None:
        return None
    account = locked(db, compared.account_id)
    if account is None or not account.stands(at) or not compared.still_holds_for(account):
        return None
    return account if use_code(db, account, bare(code), at=at) else None


def use_code(db: Session, account: Account, code: str, *, at: datetime) -> bool:
    """Whether this code opens the account now; it never does again."""
    if not is_from_app(code):
        return _use_printed(db, account, code)
    if is_shut(account.wrong_codes, account.wrong_since, at):
        return False
    return use_app_code(account, account.totp or "", code, at=at)


def use_app_code(account: Account, secret: str, code: str, *, at: datetime) -> bool:
    """Whether an app with this secret shows this code about now, and later than the last one."""
    step = step_used(code, at, account.totp_step, codes_of(secret)) if secret else None
    if step is None:
        account.count_wrong_code(at)
        return False
    account.totp_step, account.wrong_codes, account.wrong_since = step, 0, None
    return True


def codes_of(secret: str) -> Callable[[int], str]:
    """The code of each half-minute, for a secret in base 32."""
    return pyotp.TOTP(secret).generate_otp


def printed_print(account: Account, code: str) -> bytes:
    return keyring.fingerprint(f"{account.id} {bare(code)}", "staff_recovery_codes.code")


def _use_printed(db: Session, account: Account, code: str) -> bool:
    found = sa.delete(RecoveryCode).where(RecoveryCode.code == printed_print(account, code))
    used = db.execute(found.returning(RecoveryCode.id)).all()
    return len(used) == 1
