"""The looks of some accounts out of the record, with what makes each of them usual or not."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, tzinfo
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import Closing
from bookings.looking.models import LookReason
from bookings.looking.queries.hanging import clients_of, portions
from bookings.looking.queries.looked import account_in
from bookings.looking.rules.unusual import REASON_STANDS, Limits, Look, bare, is_near
from bookings.looking.rules.verbs import LOOKS
from bookings.people.models import CaseRecord, Client
from bookings.visits.models import Visit, VisitStatus
from portal import keyring
from portal.record.models import Entry
from portal.staff.models import Account
from services_directory.sessions.models import ServiceSession


class Attended(NamedTuple):
    """When a session begins at which a person has a visit, and when it was closed."""

    starts_at: datetime
    closed_at: datetime | None


class Known(NamedTuple):
    """What is known of the people that were looked at, by client."""

    visits: Mapping[UUID, list[Attended]]
    holders: Mapping[UUID, UUID]
    names: Mapping[UUID, bytes]
    reasons: Mapping[tuple[UUID, UUID], list[datetime]]


def looks_of(
    db: Session, accounts: Collection[Account], since: datetime, limits: Limits, zone: tzinfo
) -> list[Look]:
    """Every look of these accounts at one person since then. Looking through lists is none."""
    own = {account.id: _print(account.name or "") for account in accounts}
    rows = list(_entries(db, since, own))
    clients = clients_of(db, {about for _, _, about in rows})
    known = _known(db, set(clients.values()), own)
    return [
        _look(account, own[account], clients[about], at, known, limits, zone)
        for account, at, about in rows
        if about in clients
    ]


def _entries(
    db: Session, since: datetime, own: Collection[UUID]
) -> Iterator[tuple[UUID, datetime, UUID]]:
    looks = sa.or_(*(Entry.verb.like(f"%{ending}") for ending in LOOKS))
    rows = db.execute(sa.select(Entry.who, Entry.at, Entry.about).where(Entry.at >= since, looks))
    for who, at, about in rows:
        account = account_in(who)
        if account is not None and account in own:
            yield account, at, about


def _look(
    account: UUID,
    own_name: bytes,
    person: UUID,
    at: datetime,
    known: Known,
    limits: Limits,
    zone: tzinfo,
) -> Look:
    visits = known.visits.get(person, [])
    reasons = known.reasons.get((account, person), [])
    said_why = any(each <= at < each + REASON_STANDS for each in reasons)
    return Look(
        account,
        person,
        at,
        at_work=any(_is_open_day(each, at, zone) for each in visits),
        is_near=is_near((each.starts_at for each in visits), at, limits),
        is_theirs=said_why or known.holders.get(person) == account,
        same_name=known.names.get(person) == own_name,
    )


def _is_open_day(visit: Attended, at: datetime, zone: tzinfo) -> bool:
    same_day = visit.starts_at.astimezone(zone).date() == at.astimezone(zone).date()
    return same_day and (visit.closed_at is None or at <= visit.closed_at)


def _known(db: Session, clients: set[UUID], own: Collection[UUID]) -> Known:
    visits: dict[UUID, list[Attended]] = defaultdict(list)
    holders: dict[UUID, UUID] = {}
    names: dict[UUID, bytes] = {}
    for some in portions(list(clients)):
        for client_id, *attended in db.execute(_ATTENDED.where(Visit.client_id.in_(some))):
            visits[client_id].append(Attended(*attended))
        for case in db.scalars(sa.select(CaseRecord).where(CaseRecord.client_id.in_(some))):
            holders[case.client_id] = case.holder
        for client in db.scalars(sa.select(Client).where(Client.id.in_(some))):
            names[client.id] = _print(client.chosen_name or "")
    reasons: dict[tuple[UUID, UUID], list[datetime]] = defaultdict(list)
    given = sa.select(LookReason).where(LookReason.account_id.in_(list(own)))
    for each in db.scalars(given):
        reasons[each.account_id, each.client_id].append(each.at)
    return Known(visits, holders, names, reasons)


_ATTENDED = (
    sa.select(Visit.client_id, ServiceSession.starts_at, Closing.at)
    .join(ServiceSession, ServiceSession.id == Visit.session_id)
    .outerjoin(Closing, Closing.session_id == ServiceSession.id)
    .where(Visit.status != VisitStatus.HELD)
)


def _print(name: str) -> bytes:
    """By what two names are compared; no name is like no other."""
    return keyring.fingerprint(bare(name), "looking.name") if bare(name) else b""
