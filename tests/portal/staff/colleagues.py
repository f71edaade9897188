"""People who joined with a password and an app, and what they type."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import count
from uuid import UUID

import pyotp
from argon2 import PasswordHasher
from httpx2 import Response
from starlette.testclient import TestClient

from portal.access import OPERATOR, Role
from portal.db.engine import Database
from portal.limits.actions import Gate, take_turn
from portal.limits.rules import NETWORK
from portal.staff.actions.sign_in import codes_of
from portal.staff.actions.ways_in import new_codes, secret_from, set_app, set_password
from portal.staff.rules.codes import step_of
from tests.staffing import ORGANIZATION, account_of

PASSWORD = "nine grey herons at the weir"
NUMBERS = count(1)


@dataclass(frozen=True)
class Colleague:
    """What somebody knows and has."""

    account_id: UUID
    address: str
    secret: str
    codes: list[str]
    password: str = PASSWORD

    def code(self, at: datetime, *, steps: int = 0) -> str:
        """What the app shows then, or so many half-minutes later."""
        return pyotp.TOTP(self.secret).at(at, counter_offset=steps)

    def sign_in(self, browser: TestClient, code: str, **typed: str) -> Response:
        fields = {"address": self.address, "password": self.password, "code": code, **typed}
        return browser.post("/staff", data=fields)


@cache
def _hash() -> str:
    """Kept at a cost that tests can pay by the hundred: comparing costs what the kept text says."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def join_as(
    database: Database,
    role: Role,
    at: datetime,
    *,
    name: str = "",
    organization_id: UUID = ORGANIZATION,
    ends_at: datetime | None = None,
) -> Colleague:
    account = account_of(role, at, name=name, organization_id=organization_id, ends_at=ends_at)
    secret = secret_from(f"colleague {next(NUMBERS)}")
    early = codes_of(secret)(step_of(at) - 1)
    with database.writing() as db:
        db.add(account)
        set_app(db, account, secret, early, by=OPERATOR, at=at)
        set_password(db, account, _hash(), by=OPERATOR, at=at)
        codes = new_codes(db, account, by=OPERATOR, at=at)
        return Colleague(account.id, account.email or "", secret, codes)


def spend(
    database: Database, network: str, at: datetime, tries: int = NETWORK.most, about: str = ""
) -> None:
    """So many sign-ins from one network that came to nothing, each at another account or at one."""
    with database.writing() as db:
        for number in range(tries):
            tried = about or f"{number}@example.org"
            take_turn(db, Gate.SIGN_IN, network, at=at, about=tried)
