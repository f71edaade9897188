"""Whoever received it rings her by the rules of the call list, and says what came of it: the call
and the step that follows from it are written down together (R-06, R-07)."""

from datetime import datetime

from sqlalchemy.orm import Session

from bookings.handoffs.actions.answering import make_contact, try_contact
from bookings.handoffs.models import Handoff
from bookings.handoffs.queries.receiving import client_of
from bookings.handoffs.rules.outcomes import says_something
from bookings.handoffs.rules.state import steps_open
from bookings.handoffs.rules.steps import Step, Who
from bookings.reaching.actions.calls import Shown, end_call, show_number_for
from bookings.reaching.models import Call
from bookings.reaching.rules.calls import FREEZES, Came
from portal.access import Actor
from portal.staff.actions.notices import something_waits


def show_number(db: Session, handoff: Handoff, *, by: Actor, at: datetime) -> Shown:
    """Her number, for this once. Raises NotNow, CallStillOpen, BeingRung as calls do."""
    return show_number_for(db, client_of(db, handoff), handoff.id, by=by, at=at)


def say_what_came(
    db: Session, handoff: Handoff, call: Call, came: Came, words: str, *, by: Actor, at: datetime
) -> None:
    """What came of a call; once it was accepted, contact was made by it, or tried. Raises
    AlreadySaid."""
    end_call(db, call, came, words, by=by, at=at)
    _take(db, handoff, came, words, by, at)
    if came in FREEZES:
        something_waits(db, at=at)


def _take(db: Session, handoff: Handoff, came: Came, words: str, by: Actor, at: datetime) -> None:
    open_steps = steps_open(handoff.state, Who.RECEIVER)
    if came is Came.REACHED and Step.MAKE_CONTACT in open_steps:
        make_contact(db, handoff, by=by, at=at)
    elif came is not Came.REACHED and Step.TRY in open_steps:
        said = words if says_something(words) else came.value
        try_contact(db, handoff, said, by=by, at=at)
