"""Passwords, kept as argon2's text with the library's own default profile.

To make or compare one takes a fifth of a second on purpose: it is done beforehand, while nobody
waits for the database.
"""

from dataclasses import dataclass
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from portal.staff.models import Account
from portal.staff.queries.accounts import by_login

_HASHER = PasswordHasher()

# Nobody's: an address that nobody has, and one without a password, cost as much as any other.
NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=4$hC4bf4brTDKKNwacex1nEQ"
    "$3uuHrgkKWltpyFUvO/0jBNQ3n8YinOl9W95Vvqm37DE"
)


@dataclass(frozen=True, slots=True, repr=False)
class Compared:
    """A password compared with what an account had then."""

    account_id: UUID | None
    kept: str | None
    is_right: bool

    def still_holds_for(self, account: Account) -> bool:
        """Whether the account has the very password that was compared."""
        return self.is_right and account.password == self.kept


def hashed(password: str) -> str:
    return _HASHER.hash(password)


def compare(db: Session, address: str, password: str) -> Compared:
    """Whether this is the password of the account with this address: the same work where there is
    no such account, or one without a password (P-03)."""
    account = by_login(db, address)
    kept = account.password if account else None
    is_right = _is(password, kept or NOBODYS) and kept is not None
    return Compared(account.id if account else None, kept, is_right)


def _is(password: str, kept: str) -> bool:
    try:
        return _HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
