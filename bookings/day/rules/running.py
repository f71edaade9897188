"""Which steps a stop can take from where it stands."""

from enum import Enum

from bookings.day.rules.stops import StopState


class Step(Enum):
    """What somebody at a desk, or the coordinator, does with one stop."""

    CALL = "call"
    BEGIN = "begin"
    END = "end"
    MISS = "miss"
    UNDO = "undo"


_STEPS = {
    StopState.PLANNED: (Step.CALL, Step.BEGIN, Step.MISS),
    StopState.CALLED: (Step.BEGIN, Step.MISS, Step.UNDO),
    StopState.WITH: (Step.END, Step.UNDO),
    StopState.SEEN: (Step.UNDO,),
    StopState.MISSED: (Step.UNDO,),
}
# Once it has begun, where it is is where she is.
MAY_MOVE = (StopState.PLANNED, StopState.CALLED)
_WANT_HER = (Step.CALL, Step.BEGIN)


def steps_from(state: StopState, *, is_here: bool) -> tuple[Step, ...]:
    """The steps that can follow, the likeliest first. Nobody is called or taken in who is not
    here."""
    return tuple(step for step in _STEPS[state] if is_here or step not in _WANT_HER)
