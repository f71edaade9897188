"""Anybody tries any step, saying anything or nothing: it is never without a holder, and it closes
only when everything is said."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bookings.handoffs.rules.declines import NextStep, Reason
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.outcomes import (
    NotTold,
    Outcome,
    WhyNotTold,
    is_told_or_why,
    says_something,
)
from bookings.handoffs.rules.reading import PacketStands, Reader, why_not
from bookings.handoffs.rules.stages import CAME_BACK, HELD_BY, NOT_SENT, Side, Stage
from bookings.handoffs.rules.state import (
    Lacks,
    NotDeclared,
    NotTheirs,
    Said,
    State,
    steps_open,
    take,
)
from bookings.handoffs.rules.steps import STEPS, Need, Step, Who
from tests.bookings.handoffs.rules.lives import (
    ALL_SAID,
    BEGUN,
    COLLEAGUE,
    NEXT,
    NOT_TOLD,
    NOW,
    RECEIVER,
    SENDER,
    STRAIGHT,
    STRANGER,
    TOLD,
)

PEOPLE = st.sampled_from([SENDER, RECEIVER, COLLEAGUE, STRANGER])
ALONE = NotTold(WhyNotTold.WOULD_ENDANGER, NOW, SENDER)
SAID = st.builds(
    Said,
    by=st.none() | PEOPLE,
    receiver=st.none() | PEOPLE,
    outside=st.sampled_from(["", "Kim"]),
    reason=st.sampled_from(["", "-", "no room", "he is a client"]),
    declined=st.none() | st.sampled_from(Reason),
    next_step=st.none() | st.sampled_from(NextStep),
    holder=st.none() | PEOPLE,
    outcome=st.none() | st.sampled_from(Outcome),
    told=st.sampled_from([None, TOLD, NOT_TOLD, ALONE]),
    may_go=st.booleans(),
    has_new_packet=st.booleans(),
    next_handoff=st.sampled_from([None, NEXT]),
    rests_on_her=st.booleans(),
)
OPEN = PacketStands(until=NOW + timedelta(days=30))


class AnyLife(RuleBasedStateMachine):
    """One handoff in any hands."""

    def __init__(self) -> None:
        super().__init__()
        self.state = BEGUN
        self.came_back = False
        self.went = False

    @initialize(desk=st.sampled_from(DeskKind), is_outside=st.booleans(), steps=st.integers(0, 7))
    def begins(self, desk: DeskKind, is_outside: bool, steps: int) -> None:
        """Somewhere on the straight way, so that every stage comes often."""
        self.state = State(SENDER, is_outside=is_outside, desk=desk)
        for step, who in STRAIGHT[:steps]:
            acts = Who.SENDER if is_outside else who
            by = RECEIVER if acts is Who.RECEIVER else SENDER
            self.takes(step, acts, replace(ALL_SAID, by=by))

    @rule(step=st.sampled_from(Step), who=st.sampled_from(Who), said=SAID)
    def somebody_tries(self, step: Step, who: Who, said: Said) -> None:
        with suppress(NotDeclared, NotTheirs, Lacks):
            self.takes(step, who, said)

    @precondition(lambda self: self.state.stage is not Stage.CLOSED)
    @rule(drawn=st.data())
    def it_goes_on(self, drawn: st.DataObject) -> None:
        """Whoever may, says all that a step of theirs needs."""
        ways = [(step, who) for who in Who for step in steps_open(self.state, who)]
        step, who = drawn.draw(st.sampled_from(ways))
        by = self.state.receiver if who is Who.RECEIVER else SENDER
        with suppress(NotTheirs):
            self.takes(step, who, replace(ALL_SAID, by=by))

    def takes(self, step: Step, who: Who, said: Said) -> None:
        before = self.state
        self.state = take(before, step, who, said)
        self.went = self.went or (step is Step.SEND and said.may_go)
        self.came_back = self.came_back or self.state.stage in CAME_BACK
        self.declared(before, self.state, step, said)

    def declared(self, before: State, after: State, step: Step, said: Said) -> None:
        declared = STEPS[step]
        assert before.stage in declared.sources
        assert after.stage is (declared.to or before.stage)
        if Need.HOLDER in declared.needs and step is not Step.HAND_OVER:
            assert after.sender == said.holder

    @invariant()
    def somebody_holds_it(self) -> None:
        state = self.state
        assert isinstance(state.holder, UUID)
        if HELD_BY[state.stage] is Side.RECEIVER:
            assert state.outside if state.is_outside else state.holder == state.receiver
        else:
            assert state.holder == state.sender

    @invariant()
    def closed_says_everything(self) -> None:
        if self.state.stage is Stage.CLOSED:
            assert self.state.outcome
            assert says_something(self.state.reason)
            assert is_told_or_why(self.state.told)

    @invariant()
    def nobody_says_no_without_a_reason_who_must_give_one(self) -> None:
        if self.state.desk is DeskKind.HOUSING:
            assert self.state.stage is not Stage.NOT_AVAILABLE

    @invariant()
    def nothing_goes_that_may_not(self) -> None:
        unsent = NOT_SENT | CAME_BACK | {Stage.OUTCOME, Stage.TOLD, Stage.CLOSED}
        assert self.went or self.state.stage in unsent

    @invariant()
    def what_came_back_is_never_read_there_again(self) -> None:
        readers = [Reader(each, Who.RECEIVER) for each in (SENDER, RECEIVER, COLLEAGUE, STRANGER)]
        reading = [each for each in readers if why_not(self.state, OPEN, each, NOW) is None]
        assert len(reading) <= 1
        if self.came_back or not self.went or self.state.stage in {Stage.SENT, Stage.CLOSED}:
            assert reading == []


AnyLife.TestCase.settings = settings(stateful_step_count=25)
test_any_life = AnyLife.TestCase

LEFT_OUT: tuple[dict[str, Any], ...] = (
    *(
        {"reason": "-"},
        {"declined": None},
        {"next_step": None},
        {"holder": None},
        {"outcome": None},
        {"told": ALONE},
    ),
    *({"told": None}, {"may_go": False}, {"receiver": None, "outside": ""}, {"by": STRANGER}),
)


def test_many_lives_in_any_hands_come_through_every_stage(
    rounds: Callable[[int, int], int],
) -> None:
    chance = random.Random(43)
    seen = set[Stage]()
    for _ in range(rounds(250, 10_000)):
        life = AnyLife()
        desk = chance.choice(list(DeskKind))
        life.begins(desk=desk, is_outside=chance.random() < 0.3, steps=chance.randrange(5))
        for _ in range(12):
            one_step(life, chance)
            seen.add(life.state.stage)
    assert seen == set(Stage)


def one_step(life: AnyLife, chance: random.Random) -> None:
    ways = [(step, who) for who in Who for step in steps_open(life.state, who)]
    step, who = chance.choice(ways or [(Step.SETTLE, Who.SENDER)])
    by = life.state.receiver if who is Who.RECEIVER else SENDER
    left_out = chance.choice(LEFT_OUT) if chance.random() < 0.3 else {}
    with suppress(NotDeclared, NotTheirs, Lacks):
        life.takes(step, who, replace(ALL_SAID, **({"by": by} | left_out)))
    life.somebody_holds_it()
    life.closed_says_everything()
    life.nobody_says_no_without_a_reason_who_must_give_one()
    life.nothing_goes_that_may_not()
    life.what_came_back_is_never_read_there_again()
