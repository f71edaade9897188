"""What becomes of a message or a call at one moment, and why, in words that a worker can read."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeAlias


class Reason(Enum):
    """Why nothing goes, or not yet."""

    PHONE_NOT_SAFE = "her phone is not safe"
    STOPPED = "she said stop"
    CHOICES_RAN_OUT = "her choices were not confirmed in time"
    ROUTE_NOT_ALLOWED = "this way is not one that she allowed"
    PURPOSE_NOT_ALLOWED = "she did not allow this kind"
    NOT_THE_NUMBER_SAID = "not the number or address that she said"
    NOT_A_UK_MOBILE = "not a mobile number of this country"
    SHOWN_ELSEWHERE = "another device may show or read it out"
    WATCHED = "the phone may be watched"
    NO_PHONE = "she may have no phone by then"
    WORDS_NOT_APPROVED = "she has not approved these words"
    LANGUAGE_NOT_REVIEWED = "nobody has reviewed these words"
    TOO_LONG = "the words do not fit one message"
    NUMBER_FLAGGED = "speak with her about this number first"
    STANDS_NO_MORE = "what it speaks of stands no more"
    SESSION_HAS_BEGUN = "the session has begun"
    TWO_SENT = "as many as may be sent about it were sent"
    LIMIT_OF_THE_DAY = "as many as may be sent in a day were sent"
    ALERT = "somebody dangerous is at the session"
    TOO_LATE = "it would come too late"
    NO_SAFE_HOURS = "she named no safe hours"
    OUTSIDE_HOURS = "not within her safe hours"
    NO_SAFE_HOUR_LEFT = "no safe hour comes in time"


@dataclass(frozen=True, slots=True)
class Send:
    """It may go now; whoever carries it gives up at `until`, within her safe hours (S-04)."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Wait:
    """Not now. It is decided again at `until`, which alone allows nothing."""

    until: datetime
    reason: Reason


@dataclass(frozen=True, slots=True)
class Withhold:
    """It does not go."""

    reason: Reason


Verdict: TypeAlias = Send | Wait | Withhold
