"""A number is shown once, to somebody who has checked today; and what came of the call (R-06)."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bookings.contact.actions.flagging import flag_number
from bookings.contact.queries import standing, value_of
from bookings.contact.rules.choices import Route
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import Preference
from bookings.contact.rules.ringing import Ring, Ringing
from bookings.reaching.models import Call
from bookings.reaching.queries.calls import open_call_of, ringing_of, ringing_of_client
from bookings.reaching.rules.calls import BEING_RUNG, FREEZES, HEARD_ANOTHER, Came
from bookings.visits.models import Visit
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import mark_changed

NUMBER_OF = {Route.MOBILE: Field.MOBILE_NUMBER, Route.OTHER_PHONE: Field.OTHER_NUMBER}


class NotNow(Exception):
    """They may not be rung at this moment, whoever asks (S-17)."""

    def __init__(self, ringing: Ringing) -> None:
        super().__init__(type(ringing).__name__)
        self.ringing = ringing


class CallStillOpen(Exception):
    """What came of the last call is still to be said: numbers are shown one at a time."""


class BeingRung(Exception):
    """A colleague has just been shown a number of theirs."""


class AlreadySaid(Exception):
    """What came of this call was said before."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A number, for this once, and all that has to be known to dial it."""

    call: Call
    ring: Ring
    preference: Preference = field(repr=False)


def show_number(db: Session, visit: Visit, *, by: Actor, at: datetime) -> Shown:
    """Decide again, and show the number of whoever may be rung about a visit (R-06, S-12).

    Raises NotNow, CallStillOpen, BeingRung; LookupError for whoever has no account.
    """
    call = _begun(db, Call(client_id=visit.client_id, visit_id=visit.id), by, at)
    return _shown(db, call, ringing_of(db, visit, at))


def show_number_for(
    db: Session, client_id: UUID, handoff_id: UUID, *, by: Actor, at: datetime
) -> Shown:
    """The same for whoever received what was passed on of them. Raises as `show_number` does."""
    call = _begun(db, Call(client_id=client_id, handoff_id=handoff_id), by, at)
    return _shown(db, call, ringing_of_client(db, client_id, at))


def end_call(db: Session, call: Call, came: Came, words: str, *, by: Actor, at: datetime) -> None:
    """Write down what came of it. Where somebody else heard a voice, the number is frozen until a
    person has spoken with her, and coordinators are told (R-07, S-12). Raises AlreadySaid."""
    note(db, f"call: {came.value}", call.about_id, by=by, at=at)
    db.refresh(call)
    if call.came is not None:
        raise AlreadySaid
    call.came, call.ended_at, call.words = came, at, words or None
    db.flush()
    if came in FREEZES:
        _freeze(db, call, by, at)
    if call.visit_id is not None:
        mark_changed(db, db.get_one(Visit, call.visit_id).session_id)


def _begun(db: Session, call: Call, by: Actor, at: datetime) -> Call:
    """A call that this one may make now, as far as calls go."""
    if by.account_id is None:
        raise LookupError("only somebody with an account rings")
    # First of all: two who would ring the same person at once wait in the record's line.
    note(db, "number shown", call.about_id, by=by, at=at)
    if open_call_of(db, by) is not None:
        raise CallStillOpen
    if _is_being_rung(db, call.client_id, at):
        raise BeingRung
    call.by, call.shown_at = by.account_id, at
    return call


def _shown(db: Session, call: Call, said: tuple[Preference, Ringing]) -> Shown:
    preference, found = said
    if not isinstance(found, Ring):
        raise NotNow(found)
    call.phone = found.phone
    _add(db, call)
    return Shown(call, found, preference)


def _freeze(db: Session, call: Call, by: Actor, at: datetime) -> None:
    """The number as it stands now: one that she changed meanwhile is another."""
    for row in standing(db, call.client_id):
        if row.field is NUMBER_OF[call.phone]:
            flag_number(db, str(value_of(row)), HEARD_ANOTHER, by=by, at=at)


def _is_being_rung(db: Session, client_id: UUID, at: datetime) -> bool:
    open_one = sa.exists().where(
        Call.client_id == client_id, Call.came.is_(None), Call.shown_at > at - BEING_RUNG
    )
    return db.scalar(sa.select(open_one)) is True


def _add(db: Session, call: Call) -> None:
    """Two presses of one person at once: the database has the last word."""
    try:
        with db.begin_nested():
            db.add(call)
    except IntegrityError:
        raise CallStillOpen from None
