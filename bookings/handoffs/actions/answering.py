"""What the service it went to says; where that is a place without an account, whoever rang there
writes it down (R-04, R-05, R-09)."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.handoffs.actions.ending import end_the_rest
from bookings.handoffs.actions.taking import take_step
from bookings.handoffs.models import Handoff, HandoffNeed
from bookings.handoffs.queries.teams import colleagues_of
from bookings.handoffs.rules.declines import Follows, NextStep, Reason, follows
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.parallel import Answer
from bookings.handoffs.rules.stages import UNANSWERED
from bookings.handoffs.rules.state import Lacks, NotDeclared, Said
from bookings.handoffs.rules.steps import Need, Step, Who
from bookings.people.actions.writing import write_down
from bookings.people.models import CaseEvent
from bookings.people.rules.abuse import Happened
from portal.access import Actor
from portal.record.actions import note
from portal.staff.actions.notices import something_waits
from services_directory.places.actions.claims import PlaceJustGone, take_held


def receive(db: Session, handoff: Handoff, *, outside: str = "", by: Actor, at: datetime) -> None:
    """Receive it by name: one's own, or of a place outside that of whoever answered there (R-04).
    Raises NotDeclared, NotTheirs, Lacks."""
    said = Said(
        by=by.account_id, receiver=None if handoff.is_outside else by.account_id, outside=outside
    )
    _take(db, handoff, Step.RECEIVE, said, by, at)


def ask(db: Session, handoff: Handoff, question: str, *, by: Actor, at: datetime) -> None:
    """Ask for more: no clock stops, and whoever sent it answers. Raises NotDeclared, NotTheirs,
    Lacks."""
    said = Said(by=by.account_id, reason=question)
    _take(db, handoff, Step.ASK, said, by, at)
    something_waits(db, at=at)


def accept(db: Session, handoff: Handoff, *, by: Actor, at: datetime) -> list[Handoff]:
    """Say yes. Whatever else was sent for the same need ends with it; given back are those that a
    person must ring (R-09). Raises NotDeclared, NotTheirs, Lacks, and AlreadyTaken where another
    place said yes before: then nothing is changed."""
    with db.begin_nested():
        _take_places(db, handoff, by, at)
        said = Said(by=by.account_id)
        _take(db, handoff, Step.ACCEPT, said, by, at)
        return end_the_rest(db, handoff, by=by, at=at)


def decline(
    db: Session,
    handoff: Handoff,
    reason: Reason | None,
    next_step: NextStep | None,
    holder: UUID | None,
    words: str = "",
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Say no: why, what happens next, and who of those who sent it answers for that (S-44, R-05).
    A refuge that was full leaves a dated event, from which a letter can be made (R-09). Raises
    NotDeclared, NotTheirs, Lacks."""
    said = Said(
        by=by.account_id,
        reason=words,
        declined=reason,
        next_step=next_step,
        holder=_one_of_senders(db, handoff, holder),
    )
    _take(db, handoff, Step.DECLINE, said, by, at)
    if reason is not None and Follows.LETTER in follows(reason, handoff.desk):
        _was_full(db, handoff, by, at)
    something_waits(db, at=at)


def say_not_available(
    db: Session,
    handoff: Handoff,
    next_step: NextStep | None,
    holder: UUID | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Say no without a word why (R-11). Raises NotDeclared, NotTheirs, Lacks."""
    said = Said(by=by.account_id, next_step=next_step, holder=_one_of_senders(db, handoff, holder))
    _take(db, handoff, Step.SAY_NOT_AVAILABLE, said, by, at)
    something_waits(db, at=at)


def make_contact(db: Session, handoff: Handoff, *, by: Actor, at: datetime) -> None:
    """They have spoken with her. Raises NotDeclared, NotTheirs."""
    _take(db, handoff, Step.MAKE_CONTACT, Said(by=by.account_id), by, at)


def try_contact(db: Session, handoff: Handoff, words: str, *, by: Actor, at: datetime) -> None:
    """They tried and did not reach her; how, in words. Raises NotDeclared, NotTheirs, Lacks."""
    _take(db, handoff, Step.TRY, Said(by=by.account_id, reason=words), by, at)


def say_holds(db: Session, handoff: Handoff, until: datetime, *, by: Actor, at: datetime) -> None:
    """A place is kept for her for some hours; it is no yes yet, and no clock stops. Raises
    NotDeclared."""
    _meanwhile(db, handoff, Answer.HOLDS, by, at)
    handoff.held_until = until
    db.flush()


def nobody_answered(db: Session, handoff: Handoff, *, by: Actor, at: datetime) -> None:
    """Nobody answered at a place outside; it counts as asked (R-09). Raises NotDeclared."""
    if not handoff.is_outside:
        raise NotDeclared("nobody_answered inside")
    _meanwhile(db, handoff, Answer.NOBODY_ANSWERED, by, at)


def _meanwhile(db: Session, handoff: Handoff, answer: Answer, by: Actor, at: datetime) -> None:
    note(db, f"handoff: {answer.value}", handoff.id, by=by, at=at)
    db.refresh(handoff, with_for_update=True)
    is_open = handoff.stage in UNANSWERED and not handoff.is_shut
    if not is_open:
        raise NotDeclared(f"{answer.value} from {handoff.stage.value}")
    handoff.meanwhile, handoff.held_until = answer, None
    db.flush()


def _take(db: Session, handoff: Handoff, step: Step, said: Said, by: Actor, at: datetime) -> None:
    """Where nobody there has an account, whoever sent it says what they said."""
    who = Who.SENDER if handoff.is_outside else Who.RECEIVER
    take_step(db, handoff, step, said, who=who, by=by, at=at)


def _take_places(db: Session, handoff: Handoff, by: Actor, at: datetime) -> None:
    """What a refuge holds for this need is taken, what others hold is free again. One that is taken
    already does not stand in the way of a yes. Places are locked before anything is recorded."""
    if handoff.desk is not DeskKind.REFUGE:
        return
    with suppress(PlaceJustGone), db.begin_nested():
        take_held(db, handoff.need_id, handoff.recipient, by=by, at=at)


def _one_of_senders(db: Session, handoff: Handoff, holder: UUID | None) -> UUID | None:
    """Raises Lacks for somebody who is none of those who sent it."""
    if holder is None:
        return None
    if holder not in {each.id for each in colleagues_of(db, handoff)}:
        raise Lacks((Need.HOLDER,))
    return holder


def _was_full(db: Session, handoff: Handoff, by: Actor, at: datetime) -> None:
    need = db.get_one(HandoffNeed, handoff.need_id)
    event = CaseEvent(case_id=need.case_id, kind=Happened.REFUGE_FULL, happened_on=at.date())
    event.who = handoff.place
    write_down(db, event, "event written", need.case_id, by=by, at=at)
