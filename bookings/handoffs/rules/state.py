"""A handoff as its rules see it, and the one way from one state to the next: whatever happens, a
named person holds it, and it closes only when everything is said (S-43, S-44, R-04, R-05)."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

from bookings.handoffs.rules import declines
from bookings.handoffs.rules.declines import OF_THE_REASON, Decline, NextStep, No, Reason
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.outcomes import NotTold, Outcome, Told, is_told_or_why, says_something
from bookings.handoffs.rules.stages import CAME_BACK, HELD_BY, Side, Stage
from bookings.handoffs.rules.steps import STEPS, Need, Step, Who, may_take


class NotDeclared(Exception):
    """From this stage this side cannot take that step."""


class NotTheirs(Exception):
    """Somebody else received it by name; whoever takes over says so first (R-04)."""


class Lacks(Exception):
    """What was not said; `needs` are in the order in which a page asks for them."""

    def __init__(self, needs: tuple[Need, ...]) -> None:
        super().__init__(", ".join(need.value for need in needs))
        self.needs = needs


_NO = {Step.DECLINE: No.DECLINE, Step.SAY_NOT_AVAILABLE: No.NOT_AVAILABLE}


@dataclass(frozen=True, slots=True)
class State:
    """Where it stands and with whom. `receiver` is an account, `outside` the name of whoever
    answered at a place without one: then the sender goes on holding it, and writes down what they
    said. `is_shut` never turns back: once it came back, the receiver reads nothing more (S-36)."""

    sender: UUID
    stage: Stage = Stage.DRAFT
    desk: DeskKind = field(kw_only=True)
    receiver: UUID | None = None
    is_outside: bool = False
    outside: str = field(default="", repr=False)
    is_shut: bool = False
    outcome: Outcome | None = None
    reason: str = field(default="", repr=False)
    told: Told | NotTold | None = None

    @property
    def holder(self) -> UUID:
        """Whoever answers for what comes next. Always somebody (S-43)."""
        is_theirs = HELD_BY[self.stage] is Side.RECEIVER
        return self.receiver if is_theirs and self.receiver else self.sender


@dataclass(frozen=True, slots=True)
class Said:
    """What is said with a step. `by` is who takes it or writes it down, nobody for the clock;
    `holder` who answers for it from then on, after a no one of those who sent it. `declined` is why
    not, `reason` its words or those of any other step that needs some. `may_go` is the word of
    `sharing.may_go`, `rests_on_her` that of `agreement.closes_on_withdrawal`."""

    by: UUID | None = None
    receiver: UUID | None = None
    outside: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
    declined: Reason | None = None
    next_step: NextStep | None = None
    holder: UUID | None = None
    outcome: Outcome | None = None
    told: Told | NotTold | None = None
    may_go: bool = False
    has_new_packet: bool = False
    next_handoff: UUID | None = None
    rests_on_her: bool = False


def take(state: State, step: Step, who: Who, said: Said) -> State:
    """The state after a step. Raises NotDeclared, NotTheirs, Lacks."""
    refuse_undeclared(state, step, who, said.by)
    needs = tuple(lacking(state, step, said))
    if needs:
        raise Lacks(needs)
    stage = STEPS[step].to or state.stage
    after = replace(state, stage=stage, is_shut=state.is_shut or stage in CAME_BACK)
    return _with_said(after, step, who, said)


def steps_open(state: State, who: Who) -> list[Step]:
    """What this side may do now, in the order of the table: the buttons of a page."""
    return [step for step in Step if _may(state, step, who)]


def refuse_undeclared(state: State, step: Step, who: Who, by: UUID | None) -> None:
    """Raises NotDeclared, or NotTheirs for a receiver whose name it does not bear. For a place
    without an account the sender takes its steps."""
    if not _may(state, step, who):
        raise NotDeclared(f"{step.value} from {state.stage.value} by {who.value}")
    if who is Who.RECEIVER and not _is_theirs(state, step, by):
        raise NotTheirs(step.value)


def _is_theirs(state: State, step: Step, by: UUID | None) -> bool:
    """Anybody there may receive it, or take over what a colleague received; the rest is for whoever
    bears its name."""
    if state.is_outside or step is Step.RECEIVE:
        return not state.is_outside
    is_anybodys = step is Step.HAND_OVER and state.receiver is not None
    return is_anybodys or (by is not None and by == state.receiver)


def _may(state: State, step: Step, who: Who) -> bool:
    if step in _NO and _NO[step] not in declines.answers_open(state.desk):
        return False
    acts = Who.RECEIVER if _speaks_for_them(state, step, who) else who
    return may_take(step, state.stage, acts, is_shut=state.is_shut)


def _speaks_for_them(state: State, step: Step, who: Who) -> bool:
    return state.is_outside and who is Who.SENDER and Who.SENDER not in STEPS[step].may


def lacking(state: State, step: Step, said: Said) -> Iterator[Need]:
    """What this step needs and nobody said, in the order of a page's questions (S-43, S-44)."""
    found = {
        Need.MAY_GO: said.may_go,
        Need.RECEIVER: _is_named(state, said),
        Need.REASON: _has_reason(state, step, said),
        Need.NEXT_STEP: said.next_step is not None,
        Need.HOLDER: said.holder is not None,
        Need.OUTCOME: (state if step is Step.CLOSE else said).outcome is not None,
        Need.TOLD: is_told_or_why((state if step is Step.CLOSE else said).told),
        Need.NEW_PACKET: said.has_new_packet,
        Need.NEXT_HANDOFF: said.next_handoff is not None,
        Need.RESTS_ON_HER: said.rests_on_her,
    }
    return (need for need in Need if need in STEPS[step].needs and not found[need])


def _is_named(state: State, said: Said) -> bool:
    """Nobody receives it in the name of somebody who does not know of it (R-04)."""
    if state.is_outside:
        return bool(said.outside.strip())
    return said.receiver is not None and said.receiver == said.by


def _has_reason(state: State, step: Step, said: Said) -> bool:
    if step is not Step.DECLINE:
        return says_something(state.reason if step is Step.CLOSE else said.reason)
    decline = Decline(said.declined, said.next_step, said.holder, said.reason)
    return not OF_THE_REASON & set(declines.lacking(decline, state.desk))


def _with_said(after: State, step: Step, who: Who, said: Said) -> State:
    match step:
        case Step.RECEIVE:
            return replace(after, receiver=said.receiver, outside=said.outside)
        case Step.SETTLE:
            settled = replace(after, outcome=said.outcome, reason=said.reason)
            return _held_by(settled, Who.SENDER, said)
        case Step.TELL:
            return replace(after, told=said.told)
        case Step.WITHDRAW:
            # What came of it is asked anew: it did not end as it was written down.
            return replace(after, outcome=None, reason="", told=None)
        case Step.HAND_OVER:
            return _held_by(after, who, said)
        case _:
            return _held_by(after, Who.SENDER, said)


def _held_by(after: State, side: Who, said: Said) -> State:
    if said.holder is None:
        return after
    if side is Who.RECEIVER:
        return replace(after, receiver=said.holder)
    return replace(after, sender=said.holder)
