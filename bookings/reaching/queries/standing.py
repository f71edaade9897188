"""What many people said, and what happened to their numbers, in a few selects for all of them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.models import ContactAnswer, ContactApproval, ContactStop, FlaggedNumber
from bookings.contact.numbers import kind_of
from bookings.contact.queries import value_of, wording_of
from bookings.contact.rules.choices import Channel, Kind, PhoneKind
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import Answer, Preference, Stop, Wording, counts_until


def preferences(db: Session, clients: Collection[UUID], at: datetime) -> dict[UUID, Preference]:
    """As contact's `preference_of`, for everybody who has said anything. Whoever has not is left
    out: nothing is allowed (S-01)."""
    if not clients:
        return {}
    answers: dict[UUID, dict[Field, Answer]] = defaultdict(dict)
    for row in db.scalars(_of(ContactAnswer, clients).where(ContactAnswer.until.is_(None))):
        until = counts_until(row.confirmed_at, row.expires_at, at)
        answers[row.client_id][row.field] = Answer(value_of(row), until)
    stops, approved = _stops(db, answers), _approved(db, answers)
    return {
        client: Preference(said, frozenset(stops[client]), approved[client], _mobile_is(said))
        for client, said in answers.items()
    }


def routes_only(db: Session, clients: Collection[UUID]) -> dict[UUID, Preference]:
    """Of what each said, nothing but the ways: a count on every page opens no other answer."""
    if not clients:
        return {}
    rows = _of(ContactAnswer, clients).where(
        ContactAnswer.until.is_(None), ContactAnswer.field == Field.ROUTES
    )
    return {
        row.client_id: Preference({Field.ROUTES: Answer(value_of(row), row.expires_at)})
        for row in db.scalars(rows)
    }


def frozen_numbers(db: Session, clients: Collection[UUID]) -> dict[UUID, frozenset[Field]]:
    """Which numbers of each must not be tried before a person has spoken with them (R-07)."""
    if not clients:
        return {}
    found: dict[UUID, set[Field]] = defaultdict(set)
    flagged = sa.exists().where(
        FlaggedNumber.number == ContactAnswer.number, FlaggedNumber.spoken_with_at.is_(None)
    )
    standing = _of(ContactAnswer, clients).where(ContactAnswer.until.is_(None), flagged)
    for row in db.scalars(standing):
        found[row.client_id].add(row.field)
    return {client: frozenset(fields) for client, fields in found.items()}


def _of(kind: type[ContactAnswer], clients: Collection[UUID]) -> sa.Select[ContactAnswer]:
    return (
        sa.select(kind)
        .where(kind.client_id.in_(list(clients)))
        .execution_options(populate_existing=True)
    )


def _stops(db: Session, clients: Collection[UUID]) -> dict[UUID, set[Stop]]:
    found: dict[UUID, set[Stop]] = defaultdict(set)
    rows = sa.select(ContactStop.client_id, ContactStop.why).where(
        ContactStop.client_id.in_(list(clients)), ContactStop.lifted_at.is_(None)
    )
    for client_id, why in db.execute(rows):
        found[client_id].add(why)
    return found


def _approved(
    db: Session, clients: Collection[UUID]
) -> dict[UUID, dict[tuple[Kind, Channel], Wording]]:
    found: dict[UUID, dict[tuple[Kind, Channel], Wording]] = defaultdict(dict)
    rows = sa.select(ContactApproval).where(
        ContactApproval.client_id.in_(list(clients)), ContactApproval.until.is_(None)
    )
    for row in db.scalars(rows):
        found[row.client_id][row.kind, row.channel] = wording_of(row)
    return found


def _mobile_is(said: dict[Field, Answer]) -> PhoneKind:
    mobile = said.get(Field.MOBILE_NUMBER)
    return kind_of(str(mobile.value) if mobile else "")
