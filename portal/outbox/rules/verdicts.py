"""What may become of a message at this moment: send, wait until, or withhold."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import TypeAlias

# Words only: a number or somebody's text cannot slip into a column that is kept in clear.
_REASON = re.compile(r"[A-Za-z][A-Za-z _-]{0,59}")


class Channel(Enum):
    """By which way something goes out."""

    TEXT = "text"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Send:
    """It may go now. `to`, `subject` and `text` are never stored and never shown by `repr`.

    `valid_for` is how long the provider may keep trying: it ends inside the safe window (S-04).
    """

    carrier: Channel
    to: str = field(repr=False)
    text: str = field(repr=False)
    subject: str = field(repr=False)
    valid_for: timedelta


@dataclass(frozen=True, slots=True)
class Wait:
    """Not now: it is asked about again at `until`."""

    until: datetime
    reason: str = "waits for its hour"

    def __post_init__(self) -> None:
        check_reason(self.reason)


@dataclass(frozen=True, slots=True)
class Withhold:
    """It does not go, for a reason of a few fixed words that a worker can read."""

    reason: str

    def __post_init__(self) -> None:
        check_reason(self.reason)


Verdict: TypeAlias = Send | Wait | Withhold


def check_reason(reason: str) -> str:
    """The reason. Raises ValueError for anything but a few words, digits and signs included."""
    if not _REASON.fullmatch(reason):
        raise ValueError("a reason is a few plain words")
    return reason
