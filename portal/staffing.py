"""Brings staff accounts and the directory together, which cannot see each other: the choices that
accounts are given from it, and accounts from the command line."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.actions.links import name_lead
from portal.access import OPERATOR, Role
from portal.staff.actions.accounts import AddressTaken, Invited, end_account, invite
from portal.staff.forms import is_address
from portal.staff.models import Account, Standing
from portal.staff.queries.accounts import by_login, visible_to
from portal.staff.routes import DeskChoice, Directory, WorkerChoice, join_path
from portal.web.cookie import new_token
from services_directory.listings.models import Organization
from services_directory.sessions.queries.posts import posts_between, workers_of

# Cover is found days ahead, not months.
AHEAD = timedelta(days=15)


class Refused(Exception):
    """There is no such organisation, worker or account, or one too many; the text says which."""


def _workers(db: Session, organization_id: UUID) -> list[WorkerChoice]:
    return [WorkerChoice(*found) for found in workers_of(db, organization_id)]


def _desks(db: Session, at: datetime) -> list[DeskChoice]:
    return [DeskChoice(*found) for found in posts_between(db, at, at + AHEAD)]


DIRECTORY = Directory(workers_of=_workers, desks_ahead=_desks)


def carry_out(db: Session, chosen: Namespace, origin: str, *, at: datetime) -> Sequence[str]:
    """One of `portal staff`'s actions: the lines to print. Raises Refused."""
    if chosen.action == "invite":
        return [_invite(db, chosen, origin, at)]
    if chosen.action == "end":
        return [_end(db, chosen.email, at)]
    if chosen.action == "lead":
        return [_lead(db, chosen.email, at)]
    return list(_account_lines(db))


def _invite(db: Session, chosen: Namespace, origin: str, at: datetime) -> str:
    role = Role[chosen.role.upper()]
    if role is Role.DESK_WORKER and not chosen.worker:
        raise Refused("a desk worker needs --worker: whose desk they will see")
    if not is_address(chosen.email):
        raise Refused(f"{chosen.email} is no e-mail address")
    employer = _organization_named(db, chosen.organization)
    worker_id = worker_named(db, employer, chosen.worker) if chosen.worker else None
    who = Invited(chosen.name, chosen.email, role, employer.id, worker_id=worker_id)
    token = new_token()
    try:
        invite(db, who, token, by=OPERATOR, at=at)
    except AddressTaken:
        raise Refused(f"{chosen.email} has an account; `portal staff end` ends it") from None
    return f"For {chosen.name}, once, within four days:  {origin}{join_path(token)}"


def _organization_named(db: Session, name: str) -> Organization:
    """The organisation; on a portal's first day, when there is none at all, it is made."""
    found = db.scalar(sa.select(Organization).where(Organization.name == name))
    if found is not None:
        return found
    names = db.scalars(sa.select(Organization.name).order_by(Organization.name)).all()
    if names:
        raise Refused(f"no organisation is called “{name}”; there are: {', '.join(names)}")
    made = Organization(name=name)
    db.add(made)
    db.flush()
    return made


def worker_named(db: Session, employer: Organization, name: str) -> UUID:
    there = {worker: worker_id for worker_id, worker in workers_of(db, employer.id)}
    if name not in there:
        known = ", ".join(there) or "nobody yet"
        raise Refused(f"{employer.name} has no worker called “{name}”; there are: {known}")
    return there[name]


def _account_lines(db: Session) -> Iterator[str]:
    """A line for each account that has not ended."""
    names = {row.id: row.name for row in db.scalars(sa.select(Organization))}
    standing = visible_to(OPERATOR).where(Account.standing != Standing.ENDED)
    accounts = sorted(db.scalars(standing), key=lambda each: each.email or "")
    for each in accounts:
        role = each.role.name.lower()
        employer = names.get(each.organization_id, "?")
        yield f"{each.email}  {each.name}  {role}  {employer}  {each.standing.value}"
    if not accounts:
        yield "Nobody has an account yet: `portal staff invite` makes the first."


def _lead(db: Session, address: str, at: datetime) -> str:
    """Named on the machine itself: no organisation gives anybody a right over another's cases."""
    account = by_login(db, address)
    if account is None or account.role is not Role.COORDINATOR or not account.stands(at):
        raise Refused(f"no coordinator's account that stands has the address {address}")
    name_lead(db, account.id, by=OPERATOR, at=at)
    return f"{account.name} sees both sides of every link from now on, and nobody else does."


def _end(db: Session, address: str, at: datetime) -> str:
    account = by_login(db, address)
    if account is None:
        raise Refused(f"no account has the address {address}")
    end_account(db, account, by=OPERATOR, at=at)
    return "Ended. Whoever was signed in with it is so no more."
