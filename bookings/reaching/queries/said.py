"""What stands of one person's answers, group by group, with where each one comes from."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2s
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.models import ContactAnswer, ContactStop
from bookings.contact.queries import open_stops, standing, value_of
from bookings.contact.rules.answers import Value
from bookings.contact.rules.choices import SaidBy
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import counts_until
from bookings.contact.rules.questions import QUESTIONS, Group, Takes
from bookings.day.queries.named import visit_in
from bookings.reaching.rules.shown import HIDDEN, fields_of
from bookings.visits.models import Visit, VisitStatus
from portal.access import Actor, Permission
from portal.staff.models import Account


class Source(NamedTuple):
    """Who said it and how, to whom, when, when it was last confirmed, and until when it counts."""

    said_by: SaidBy
    told_to: str
    said_at: datetime
    confirmed_at: datetime
    until: datetime


class AnswerLine(NamedTuple):
    """One question with what stands; both are None where it is not known."""

    field: Field
    takes: Takes
    value: Value | None
    source: Source | None

    @property
    def is_hidden(self) -> bool:
        return self.field in HIDDEN


class GroupOfAnswers(NamedTuple):
    """One group, and the version of it that a change must still find."""

    group: Group
    lines: Sequence[AnswerLine]
    version: str


class StopLine(NamedTuple):
    """Something that stops everything, and who pressed it; the name is empty where she did."""

    stop: ContactStop
    by: str


def groups_of(db: Session, actor: Actor, visit: Visit, at: datetime) -> list[GroupOfAnswers]:
    """Every group that this actor may read, in their order; to a desk what it needs (P-01)."""
    rows = {row.field: row for row in standing(db, visit.client_id)}
    names = names_of(db, {row.told_to for row in rows.values()})
    whole = actor.may(Permission.CONTACT_CHANGE)
    found = [_group(group, rows, names, whole, at) for group in Group]
    return [each for each in found if each.lines]


def version_of(rows: Iterable[ContactAnswer], group: Group) -> str:
    """Another one as soon as any answer of the group is another; it tells nothing of them."""
    ids = sorted(row.id.hex for row in rows if QUESTIONS[row.field].group is group)
    return blake2s("".join(ids).encode(), digest_size=8).hexdigest()


def stops_of(db: Session, visit: Visit) -> list[StopLine]:
    """What stops everything, the oldest first."""
    found = sorted(open_stops(db, visit.client_id), key=lambda each: each.at)
    names = names_of(db, {each.stopped_by for each in found})
    return [StopLine(each, names.get(each.stopped_by, "")) for each in found]


def stop_of(db: Session, visit: Visit, typed: str) -> ContactStop | None:
    """The stop of hers that a button names."""
    return next((each for each in open_stops(db, visit.client_id) if str(each.id) == typed), None)


def group_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> tuple[Visit, Group] | None:
    """A visit and one group of answers, both as the address names them."""
    visit = visit_in(db, actor, path)
    named = {each.value: each for each in Group}.get(path["group"])
    return (visit, named) if visit is not None and named is not None else None


def booked_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> Visit | None:
    """The visit that the address names, while it is booked."""
    visit = visit_in(db, actor, path)
    return visit if visit is not None and visit.status is VisitStatus.BOOKED else None


def names_of(db: Session, accounts: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """The names that colleagues use, by account."""
    ids = [each for each in accounts if each is not None]
    rows = db.scalars(sa.select(Account).where(Account.id.in_(ids)))
    return {row.id: row.name or "" for row in rows}


def _group(
    group: Group,
    rows: Mapping[Field, ContactAnswer],
    names: Mapping[UUID | None, str],
    whole: bool,
    at: datetime,
) -> GroupOfAnswers:
    lines = [_line(field, rows.get(field), names, at) for field in fields_of(group, whole=whole)]
    return GroupOfAnswers(group, lines, version_of(rows.values(), group))


def _line(
    field: Field, row: ContactAnswer | None, names: Mapping[UUID | None, str], at: datetime
) -> AnswerLine:
    takes = QUESTIONS[field].takes
    if row is None:
        return AnswerLine(field, takes, None, None)
    until = counts_until(row.confirmed_at, row.expires_at, at)
    told_to = names.get(row.told_to, "")
    source = Source(row.said_by, told_to, row.said_at, row.confirmed_at, until)
    return AnswerLine(field, takes, value_of(row), source)
