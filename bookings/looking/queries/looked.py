"""Who looked at a person's record and who changed it, as a coordinator is told it."""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.looking.queries.hanging import ids_about
from bookings.looking.rules.verbs import is_look
from bookings.people.models import CaseRecord, Child
from bookings.people.queries.records import case_of
from bookings.visits.models import Visit
from portal.access import Actor
from portal.record.models import Entry
from portal.record.queries import entries_about
from portal.staff.models import Account

# Of a person whose record is read every day, some months.
MOST = 1000
# What a case is written on; of a child its coordinators write, and others only see the visit's.
OF_CASES = (CaseRecord.__tablename__, Child.__tablename__)


class Line(NamedTuple):
    """One account did one thing on one day: so often, and the last time then."""

    day: date
    last_at: datetime
    role: str
    name: str
    verb: str
    is_look: bool
    times: int


class Listed(NamedTuple):
    """One account looked through lists on which the person stands."""

    role: str
    name: str
    times: int
    last_at: datetime


def looked_at(db: Session, actor: Actor, client_id: UUID, zone: tzinfo) -> list[Line]:
    """Every look and change, the latest day first (S-37, P-02); by days as they are in `zone`. Of a
    case that is not this actor's to see, and its children, nothing: not even that there is one."""
    but = () if case_of(db, actor, client_id) else OF_CASES
    entries = entries_about(db, ids_about(db, client_id, but), MOST)
    names = _names(db, (each.who for each in entries))
    found: dict[tuple[date, str, str], Line] = {}
    for entry in entries:
        day = entry.at.astimezone(zone).date()
        line = found.get((day, entry.who, entry.verb))
        if line is None:
            role, name = role_of(entry.who), names.get(entry.who, "")
            look = is_look(entry.verb)
            line = Line(day, entry.at, role, name, entry.verb, look, times=0)
        found[day, entry.who, entry.verb] = line._replace(times=line.times + 1)
    return list(found.values())


def listed_for(db: Session, client_id: UUID) -> list[Listed]:
    """Who looked through the lists of the sessions that the person has a visit at."""
    sessions = sa.select(Visit.session_id).where(Visit.client_id == client_id)
    last_at = sa.func.max(Entry.at, type_=Entry.__table__.c.at.type)
    rows = db.execute(
        sa.select(Entry.who, sa.func.count(), last_at)
        .where(Entry.about.in_(sessions), Entry.verb.like("% seen"))
        .group_by(Entry.who)
    ).all()
    names = _names(db, (row[0] for row in rows))
    found = [Listed(role_of(who), names.get(who, ""), count, last) for who, count, last in rows]
    return sorted(found, key=lambda each: each.last_at, reverse=True)


def role_of(who: str) -> str:
    """What whoever an entry names was to the portal then."""
    return who.partition(":")[0]


def account_in(who: str) -> UUID | None:
    """The account that an entry names; None for somebody without one."""
    _, _, known_by = who.partition(":")
    return UUID(known_by) if known_by else None


def _names(db: Session, people: Iterable[str]) -> dict[str, str]:
    """The name that colleagues use, for each of the record's names that has an account."""
    by_id = {account_in(who): who for who in set(people) if account_in(who)}
    rows = db.scalars(sa.select(Account).where(Account.id.in_([each for each in by_id if each])))
    names = {row.id: row.name or "" for row in rows}
    return {who: names.get(known, "") for known, who in by_id.items() if known}
