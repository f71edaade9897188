"""Rows of answers, closed and written.

Whoever changes one has noted it in the record first: there transactions that overlap wait in line,
so that what is read afterwards is what stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.contact.models import ContactAnswer
from bookings.contact.numbers import dialled
from bookings.contact.queries import number_print, standing
from bookings.contact.rules.answers import Value, write
from bookings.contact.rules.choices import SaidBy
from bookings.contact.rules.fields import Field

NUMBER_FIELDS = frozenset({Field.MOBILE_NUMBER, Field.OTHER_NUMBER})


@dataclass(frozen=True, slots=True)
class Heard:
    """Where an answer comes from, and from when until when it counts."""

    said_by: SaidBy
    told_to: UUID | None
    at: datetime
    confirmed_at: datetime
    expires_at: datetime


def kept(said: Mapping[Field, Value | None]) -> dict[Field, Value | None]:
    """The answers as they are kept: numbers as they are dialled, and of a list or of hours with
    nothing in them none, for that is what "not known" allows. Raises NotANumber."""
    return {field: _as_kept(field, value) for field, value in said.items()}


def _as_kept(field: Field, value: Value | None) -> Value | None:
    if value is None or write(value) == "":
        return None
    return dialled(str(value)) if field in NUMBER_FIELDS else value


def close(db: Session, client_id: UUID, fields: Iterable[Field], at: datetime) -> None:
    """These fields are not known from now on."""
    gone = set(fields)
    for row in standing(db, client_id):
        if row.field in gone:
            row.until = at
    db.flush()


def put(db: Session, client_id: UUID, field: Field, value: Value | None, heard: Heard) -> None:
    """One answer takes the place of the one before; None is "not known"."""
    close(db, client_id, [field], heard.at)
    if value is None:
        return
    row = ContactAnswer(
        client_id=client_id,
        field=field,
        said_by=heard.said_by,
        told_to=heard.told_to,
        said_at=heard.at,
        confirmed_at=heard.confirmed_at,
        expires_at=heard.expires_at,
    )
    row.value = write(value)
    if field in NUMBER_FIELDS:
        row.number = number_print(write(value))
    db.add(row)
    db.flush()


def anew(said_by: SaidBy, told_to: UUID | None, at: datetime, life: timedelta) -> Heard:
    """Said just now, by somebody who may say it."""
    return Heard(said_by, told_to, at, at, at + life)
