"""The demo's colleagues, with real ways to sign in that can be printed, as nobody's life hangs on
them: each has an app's secret and some printed codes, and the same password."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import OPERATOR, Role
from portal.staff.actions.accounts import Invited, invite, join
from portal.staff.actions.passwords import hashed
from portal.staff.actions.sign_in import codes_of
from portal.staff.actions.ways_in import new_codes, secret_from, set_app, set_password
from portal.staff.models import Account
from portal.staff.queries.accounts import by_login
from portal.staff.rules.codes import step_of
from portal.staffing import worker_named
from portal.web.cookie import new_token
from services_directory.listings.models import Organization

PASSWORD = "four lamps by a quiet door"  # noqa: S105 - it opens the demo's made-up morning alone
SEED = 1010
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the demo, and what they do; a desk worker is in its weekly plan by this name."""

    name: str
    does: str
    address: str
    role: Role
    organization: str


LANTERN, COUNCIL, HARBOUR = "Lantern Advocacy", "Thamesbrook Council", "Harbour Women's Aid"
COORDINATOR, DESK, DOOR = Role.COORDINATOR, Role.DESK_WORKER, Role.RECEPTIONIST
COLLEAGUES = (
    Colleague("Beth", "coordinator", "beth@lantern.example", COORDINATOR, LANTERN),
    Colleague("Asha", "second coordinator", "asha@lantern.example", COORDINATOR, LANTERN),
    Colleague("Farah", "housing worker", "farah@council.example", DESK, COUNCIL),
    Colleague("Ioana", "refuge worker", "ioana@harbour.example", DESK, HARBOUR),
    Colleague("Lena", "receptionist", "lena@lantern.example", DOOR, LANTERN),
    Colleague("Marta", "lead", "marta@lantern.example", Role.LEAD, LANTERN),
)


def employ(db: Session, *, at: datetime) -> Iterator[str]:
    """Give each an account. Gives the lines that say how to sign in."""
    chance = random.Random(SEED)  # noqa: S311 - codes that are printed on a screen
    password = hashed(PASSWORD)
    yield f"the password of each is  {PASSWORD}"
    yield "the code beside it is one of these, each good once, or an app's with the secret"
    for each in COLLEAGUES:
        account = _joined(db, each, at)
        secret = secret_from(each.address)
        set_app(db, account, secret, codes_of(secret)(step_of(at) - 1), by=OPERATOR, at=at)
        set_password(db, account, password, by=OPERATOR, at=at)
        codes = new_codes(db, account, by=OPERATOR, at=at, choice=chance.choice)
        yield f"{each.does}:  {each.address}"
        yield f"    {'  '.join(codes[:SHOWN])}  secret {secret}"


def coordinator(db: Session) -> UUID:
    """The account of the one who runs the demo's morning."""
    account = by_login(db, COLLEAGUES[0].address)
    if account is None:
        raise LookupError("nobody is employed yet")
    return account.id


def _joined(db: Session, who: Colleague, at: datetime) -> Account:
    employer = db.scalars(
        sa.select(Organization).where(Organization.name == who.organization)
    ).one()
    worker_id = worker_named(db, employer, who.name) if who.role is DESK else None
    asked = Invited(who.name, who.address, who.role, employer.id, worker_id=worker_id)
    account = invite(db, asked, new_token(), by=OPERATOR, at=at)
    join(db, account, at=at)
    return account
