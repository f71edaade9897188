"""What a button on a stop sends: the step, or the time to move to, and what was shown."""

from dataclasses import dataclass
from uuid import UUID

from bookings.day.rules.running import Step
from portal.web.forms import Typed, as_id, one


@dataclass(frozen=True, slots=True)
class StepForm:
    """A step, and the version of the stop that it was made from. No step where none is known."""

    step: Step | None
    was: str

    @classmethod
    def read(cls, typed: Typed) -> "StepForm":
        named = {step.value: step for step in Step}
        return cls(named.get(one(typed, "go")), one(typed, "was"))


@dataclass(frozen=True, slots=True)
class MoveForm:
    """The slot to move to, and the version of the stop. No slot where it is no id."""

    slot_id: UUID | None
    was: str

    @classmethod
    def read(cls, typed: Typed) -> "MoveForm":
        return cls(as_id(one(typed, "slot")), one(typed, "was"))
