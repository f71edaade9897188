"""The steps of a handoff, one table: from where, to where, who may, and what each must say. What
does not stand in it cannot happen."""

from dataclasses import dataclass
from enum import Enum

from bookings.handoffs.rules.stages import (
    CAME_BACK,
    NOT_SENT,
    SETTLED,
    UNANSWERED,
    WITH_THEM,
    Stage,
)


class Step(Enum):
    """What can happen to a handoff."""

    SHOW = "show"
    CHANGE = "change"
    SEND = "send"
    RECEIVE = "receive"
    ASK = "ask"
    ANSWER = "answer"
    ACCEPT = "accept"
    DECLINE = "decline"
    SAY_NOT_AVAILABLE = "say_not_available"
    MAKE_CONTACT = "make_contact"
    TRY = "try"
    SETTLE = "settle"
    TELL = "tell"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    RECALL = "recall"
    EXPIRE = "expire"
    REROUTE = "reroute"
    HAND_OVER = "hand_over"


class Who(Enum):
    """Who may take a step. Hers are written down by whoever she says it to, on either side."""

    SENDER = "sender"
    RECEIVER = "receiver"
    HER = "her"
    CLOCK = "clock"


class Need(Enum):
    """What a step must say, or must find said (S-43, S-44)."""

    MAY_GO = "may_go"
    RECEIVER = "receiver"
    REASON = "reason"
    NEXT_STEP = "next_step"
    HOLDER = "holder"
    OUTCOME = "outcome"
    TOLD = "told"
    NEW_PACKET = "new_packet"
    NEXT_HANDOFF = "next_handoff"
    RESTS_ON_HER = "rests_on_her"


@dataclass(frozen=True, slots=True)
class Declared:
    """A step as it is declared: it leads `to` a stage, or stays where it is with None."""

    sources: frozenset[Stage]
    to: Stage | None
    may: frozenset[Who]
    needs: frozenset[Need] = frozenset()


_SENDER = frozenset({Who.SENDER})
_RECEIVER = frozenset({Who.RECEIVER})
_EITHER = _SENDER | _RECEIVER
_READ = frozenset({Stage.RECEIVED, Stage.ASKED})
_OPEN = frozenset(Stage) - {Stage.CLOSED}

STEPS = {
    Step.SHOW: Declared(frozenset({Stage.DRAFT}), Stage.SHOWN, _SENDER),
    Step.CHANGE: Declared(frozenset({Stage.SHOWN}), Stage.DRAFT, _SENDER),
    # Without her agreement it may go unseen by her: MAY_GO asks for what must be there instead.
    Step.SEND: Declared(NOT_SENT, Stage.SENT, _SENDER, frozenset({Need.MAY_GO})),
    Step.RECEIVE: Declared(
        frozenset({Stage.SENT}), Stage.RECEIVED, _RECEIVER, frozenset({Need.RECEIVER})
    ),
    Step.ASK: Declared(
        frozenset({Stage.RECEIVED}), Stage.ASKED, _RECEIVER, frozenset({Need.REASON})
    ),
    # What was sent is never changed: an answer is a new packet, agreed as the first was (S-31).
    Step.ANSWER: Declared(
        frozenset({Stage.ASKED}),
        Stage.RECEIVED,
        _SENDER,
        frozenset({Need.NEW_PACKET, Need.MAY_GO}),
    ),
    Step.ACCEPT: Declared(_READ, Stage.ACCEPTED, _RECEIVER),
    Step.DECLINE: Declared(
        _READ | WITH_THEM,
        Stage.DECLINED,
        _RECEIVER,
        frozenset({Need.REASON, Need.NEXT_STEP, Need.HOLDER}),
    ),
    Step.SAY_NOT_AVAILABLE: Declared(
        _READ, Stage.NOT_AVAILABLE, _RECEIVER, frozenset({Need.NEXT_STEP, Need.HOLDER})
    ),
    Step.MAKE_CONTACT: Declared(
        frozenset({Stage.ACCEPTED, Stage.TRIED}), Stage.CONTACT_MADE, _RECEIVER
    ),
    Step.TRY: Declared(
        frozenset({Stage.ACCEPTED, Stage.TRIED}), Stage.TRIED, _RECEIVER, frozenset({Need.REASON})
    ),
    Step.SETTLE: Declared(
        WITH_THEM | CAME_BACK,
        Stage.OUTCOME,
        _EITHER,
        frozenset({Need.OUTCOME, Need.REASON, Need.HOLDER}),
    ),
    Step.TELL: Declared(frozenset({Stage.OUTCOME}), Stage.TOLD, _EITHER, frozenset({Need.TOLD})),
    Step.CLOSE: Declared(
        frozenset({Stage.TOLD}),
        Stage.CLOSED,
        _SENDER,
        frozenset({Need.OUTCOME, Need.REASON, Need.HOLDER, Need.TOLD}),
    ),
    # What goes for a child's safety does not hang on an adult's word, and stays (S-39).
    Step.WITHDRAW: Declared(
        NOT_SENT | UNANSWERED | WITH_THEM | SETTLED,
        Stage.WITHDRAWN,
        frozenset({Who.HER}),
        frozenset({Need.RESTS_ON_HER}),
    ),
    Step.RECALL: Declared(
        NOT_SENT | UNANSWERED | WITH_THEM, Stage.RECALLED, _SENDER, frozenset({Need.REASON})
    ),
    Step.EXPIRE: Declared(UNANSWERED | WITH_THEM, Stage.EXPIRED, frozenset({Who.CLOCK})),
    Step.REROUTE: Declared(
        UNANSWERED | CAME_BACK - {Stage.WITHDRAWN, Stage.REROUTED},
        Stage.REROUTED,
        _SENDER,
        frozenset({Need.NEXT_HANDOFF}),
    ),
    Step.HAND_OVER: Declared(_OPEN, None, _EITHER, frozenset({Need.HOLDER})),
}


def may_take(step: Step, stage: Stage, who: Who, *, is_shut: bool = False) -> bool:
    """Whether the table lets this side take this step from there. To a receiver whose view is shut
    nothing is left to do (R-17)."""
    declared = STEPS[step]
    is_over = who is Who.RECEIVER and (is_shut or stage in CAME_BACK)
    return stage in declared.sources and who in declared.may and not is_over
