"""What can have come of a handoff, and that she was told of it or why she was not (S-43, V-25)."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID


class Outcome(Enum):
    """What came of it. That somebody was given an address is none of these: signposted is not
    helped."""

    HELPED = "helped"
    BEING_HELPED = "being_helped"
    PLACE_TAKEN = "place_taken"
    APPLICATION_TAKEN = "application_taken"
    NO_FURTHER_ACTION = "no_further_action"
    NOT_HELPED = "not_helped"
    PASSED_TO_ANOTHER = "passed_to_another"
    NOT_REACHED = "not_reached"
    SHE_CHOSE_OTHERWISE = "she_chose_otherwise"
    NOT_SENT = "not_sent"


class ToldHow(Enum):
    """How she heard of it."""

    AT_A_VISIT = "at_a_visit"
    RUNG_IN_SAFE_HOURS = "rung_in_safe_hours"
    SHE_RANG = "she_rang"
    BY_THE_SERVICE = "by_the_service"
    IN_WRITING = "in_writing"


class WhyNotTold(Enum):
    """Why she was not. That there has been no safe way yet is none of these: it waits."""

    SHE_ASKED_NOT_TO_HEAR = "she_asked_not_to_hear"
    WOULD_ENDANGER = "would_endanger"
    NO_WAY_LEFT = "no_way_left"
    SHE_DIED = "she_died"


# One person alone does not decide that she is never to hear of it.
TAKES_TWO = frozenset({WhyNotTold.WOULD_ENDANGER, WhyNotTold.NO_WAY_LEFT})


@dataclass(frozen=True, slots=True)
class Told:
    """She was told: how, when, by whom."""

    how: ToldHow
    at: datetime
    by: UUID


@dataclass(frozen=True, slots=True)
class NotTold:
    """She was not told, and why; `second` is who agreed to that beside `by`."""

    why: WhyNotTold
    at: datetime
    by: UUID
    second: UUID | None = None


def is_told_or_why(told: Told | NotTold | None) -> bool:
    """Whether it is said that she was told, or why she was not (S-43)."""
    match told:
        case Told():
            return True
        case NotTold(why=why, by=by, second=second):
            return why not in TAKES_TWO or second not in (None, by)
        case _:
            return False


# What is written where somebody would rather write nothing.
NO_WORDS = frozenset({"n/a", "na", "none", "nil", "no reason", "signposted", "sign-posted", "x"})


def says_something(text: str) -> bool:
    """Whether a reason is one: neither blank, nor a mark, nor that she was signposted (S-43)."""
    words = " ".join(text.split()).lower().strip(".-–—/ ")
    return any(each.isalnum() for each in words) and words not in NO_WORDS
