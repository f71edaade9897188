"""A warm handover: whoever sends, whoever receives and she at one time, at a stop of hers or on a
call in her safe hours (R-15)."""

from datetime import datetime, timedelta
from enum import Enum

from bookings.contact.rules.ringing import Ring, Ringing

# What is planned further ahead is forgotten, or she has chosen otherwise by then.
AT_FURTHEST = timedelta(days=14)


class How(Enum):
    """How they speak with each other."""

    AT_A_STOP = "at_a_stop"
    ON_A_CALL = "on_a_call"


class NotThen(Enum):
    """Why not at that time."""

    OVER = "over"
    TOO_FAR = "too_far"
    NOT_SAFE = "not_safe"


def why_not(when: datetime, now: datetime, at_that_time: Ringing) -> NotThen | None:
    """None where an introduced call may be planned for this aware moment: `at_that_time` says
    whether she may be rung then, by all that she said so far. Unknown means no (S-01, S-12)."""
    if when <= now:
        return NotThen.OVER
    if when - now > AT_FURTHEST:
        return NotThen.TOO_FAR
    return None if isinstance(at_that_time, Ring) else NotThen.NOT_SAFE
