"""People and states that the tests of a handoff's life begin with."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from bookings.handoffs.rules.declines import NextStep, Reason
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.outcomes import NotTold, Outcome, Told, ToldHow, WhyNotTold
from bookings.handoffs.rules.state import Said, State, take
from bookings.handoffs.rules.steps import Step, Who

SENDER, RECEIVER, COLLEAGUE, STRANGER, NEXT = (UUID(int=n) for n in range(1, 6))
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
TOLD = Told(ToldHow.AT_A_VISIT, NOW, SENDER)
NOT_TOLD = NotTold(WhyNotTold.SHE_ASKED_NOT_TO_HEAR, NOW, SENDER)

# Everything that any step could ask for.
ALL_SAID = Said(
    by=SENDER,
    receiver=RECEIVER,
    outside="Kim at the desk",
    reason="no room before Friday",
    declined=Reason.NO_SPACE,
    next_step=NextStep.ANOTHER_SERVICE,
    holder=SENDER,
    outcome=Outcome.HELPED,
    told=TOLD,
    may_go=True,
    has_new_packet=True,
    next_handoff=NEXT,
    rests_on_her=True,
)
THEY_SAY = replace(ALL_SAID, by=RECEIVER)

# The straight way from a draft to its end.
STRAIGHT = (
    (Step.SHOW, Who.SENDER),
    (Step.SEND, Who.SENDER),
    (Step.RECEIVE, Who.RECEIVER),
    (Step.ACCEPT, Who.RECEIVER),
    (Step.MAKE_CONTACT, Who.RECEIVER),
    (Step.SETTLE, Who.RECEIVER),
    (Step.TELL, Who.SENDER),
    (Step.CLOSE, Who.SENDER),
)


BEGUN = State(SENDER, desk=DeskKind.LEGAL)


def after(*steps: tuple[Step, Who], of: State = BEGUN) -> State:
    """The state after these steps, everything said with each."""
    state = of
    for step, who in steps:
        state = take(state, step, who, THEY_SAY if who is Who.RECEIVER else ALL_SAID)
    return state


def on_the_way(last: Step) -> State:
    """The straight way up to this step."""
    ends = [step for step, _ in STRAIGHT].index(last) + 1
    return after(*STRAIGHT[:ends])
