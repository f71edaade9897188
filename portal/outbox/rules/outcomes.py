"""What a carrier answers, and what each of a provider's codes asks of us."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from typing import TypeAlias


class Meaning(Enum):
    """What a refusal asks for."""

    FLAG = "the number is not tried again until somebody has spoken with her"
    ASK = "a person asks her"
    CONFIGURATION = "nothing goes this way until somebody has mended it"
    UNKNOWN = "it did not go, and nobody knows why"


_CODES = {
    **dict.fromkeys((21211, 21214, 21265, 21266, 21268, 21610, 21614, 21635), Meaning.FLAG),
    **dict.fromkeys((30005, 30006), Meaning.FLAG),
    **dict.fromkeys((30003, 30007, 30008), Meaning.ASK),
    **dict.fromkeys((20003, 21212, 21408, 21606, 21659, 21660, 21661), Meaning.CONFIGURATION),
}


def meaning_of(code: int | None) -> Meaning:
    """What a provider's code asks for; one that nobody knows counts as failed."""
    return _CODES.get(code, Meaning.UNKNOWN) if code is not None else Meaning.UNKNOWN


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider has it. `reference` is the provider's name for it, where it gives one."""

    reference: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """Nothing was sent, and nothing was meant to be: there is no provider (S-53)."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Certainly not sent."""

    meaning: Meaning
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Busy:
    """Certainly not accepted: it may be tried again after `wait`, if that is still in time."""

    wait: timedelta


@dataclass(frozen=True, slots=True)
class Doubtful:
    """It may have been sent, or not. It is never sent again by itself: a second text can do harm,
    a missing one is seen."""


Outcome: TypeAlias = Accepted | Kept | Refused | Busy | Doubtful
