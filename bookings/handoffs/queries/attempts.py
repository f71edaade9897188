"""The places that were asked for one need, as the rules of parallel attempts see them (R-09)."""

from sqlalchemy.orm import Session

from bookings.handoffs.models import Handoff, HandoffNeed
from bookings.handoffs.queries.seeing import handoffs_of
from bookings.handoffs.rules.outcomes import Outcome
from bookings.handoffs.rules.parallel import Answer, Attempt
from bookings.handoffs.rules.stages import CAME_BACK, NOT_SENT, SETTLED, WITH_THEM, Stage

_NO = {Stage.DECLINED: Answer.DECLINED, Stage.NOT_AVAILABLE: Answer.NOT_AVAILABLE}
_YES = frozenset(
    {
        Outcome.HELPED,
        Outcome.BEING_HELPED,
        Outcome.PLACE_TAKEN,
        Outcome.APPLICATION_TAKEN,
    }
)


def attempts_of(db: Session, need: HandoffNeed) -> list[Attempt]:
    """Every place that was asked; a draft asks nobody."""
    return [attempt(each) for each in handoffs_of(db, need) if each.stage not in NOT_SENT]


def attempt(handoff: Handoff) -> Attempt:
    """One place that was asked, and what it has said so far."""
    return Attempt(
        id=handoff.id,
        place=handoff.place or "",
        way=handoff.way,
        asked_by=handoff.sender,
        asked_at=handoff.sent_at or handoff.made_at,
        answer=answer_of(handoff),
        spoke_with=handoff.outside or "",
        reason=handoff.declined,
        next_step=handoff.next_step,
    )


def answer_of(handoff: Handoff) -> Answer:
    """What a place has said, by where its handoff stands."""
    if handoff.stage in _NO:
        return _NO[handoff.stage]
    if handoff.stage in WITH_THEM or _was_helped(handoff):
        return Answer.ACCEPTED
    if handoff.stage in CAME_BACK | SETTLED | {Stage.CLOSED}:
        return _said_no(handoff)
    return handoff.meanwhile or Answer.NONE_YET


def _was_helped(handoff: Handoff) -> bool:
    is_over = handoff.stage in SETTLED | {Stage.CLOSED}
    return is_over and handoff.outcome in _YES


def _said_no(handoff: Handoff) -> Answer:
    """What was settled without help was declined before, or ended by us."""
    return Answer.DECLINED if handoff.declined is not None else Answer.ENDED
