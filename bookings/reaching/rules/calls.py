"""Whether somebody may be rung now, with all that happened around it; and in which order a list of
people is called. What she said decides (S-12); nothing here can widen it (S-17)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol, TypeVar

from bookings.contact.rules.decision import ALERT_LASTS
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import Answer, Preference
from bookings.contact.rules.ringing import Ring, Ringing, may_ring
from bookings.contact.rules.verdicts import Reason, Wait, Withhold

# So long a second person who would ring the same somebody is told to wait.
BEING_RUNG = timedelta(minutes=30)


class Came(Enum):
    """What came of a call (R-07)."""

    REACHED = "reached"
    NO_ANSWER = "no answer"
    ANOTHER_ANSWERED = "another answered"
    WRONG_PERSON = "wrong person"


# Whoever answered has heard a voice that they do not know: nobody rings again before a person has
# spoken with her.
FREEZES = frozenset({Came.ANOTHER_ANSWERED, Came.WRONG_PERSON})

# The code of a flag that no provider raised: a person heard somebody else.
HEARD_ANOTHER = 0


@dataclass(frozen=True, slots=True)
class Around:
    """What happened beside what she said: numbers on which somebody else answered or that the
    carrier flagged, and whether somebody dangerous is at her session (C-10, R-07)."""

    frozen: frozenset[Field] = frozenset()
    alert_is_on: bool = False


def ringing(preference: Preference, around: Around, moment: datetime) -> Ringing:
    """Ring until, wait until, or no and why, at this aware moment (S-12, C-10, R-07). A number
    that is frozen is as good as none; another that she allowed may be rung."""
    found = may_ring(_without(preference, around.frozen), moment)
    if isinstance(found, Withhold):
        unfrozen = may_ring(preference, moment)
        is_frozen = not isinstance(unfrozen, Withhold)
        return Withhold(Reason.NUMBER_FLAGGED) if is_frozen else unfrozen
    if around.alert_is_on:
        later = moment + ALERT_LASTS
        return Wait(max(later, found.until) if isinstance(found, Wait) else later, Reason.ALERT)
    return found


def _without(preference: Preference, frozen: Iterable[Field]) -> Preference:
    """The numbers are gone; until when her answers count stays as it was."""
    gone = {
        field: Answer("", preference.answers[field].expires_at)
        for field in frozen
        if field in preference.answers
    }
    return replace(preference, answers={**preference.answers, **gone})


class Listed(Protocol):
    """A line of a call list."""

    @property
    def ringing(self) -> Ringing: ...
    @property
    def name(self) -> str: ...


Line = TypeVar("Line", bound=Listed)


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Who can be rung now first, whose time ends soonest before the rest; then who later, soonest
    first; then who cannot be."""
    return sorted(lines, key=_rank)


def _rank(line: Listed) -> tuple[int, float, str]:
    match line.ringing:
        case Ring(until=until):
            return 0, until.timestamp(), line.name
        case Wait(until=until):
            return 1, until.timestamp(), line.name
        case _:
            return 2, 0.0, line.name


def last_digits(number: str) -> str:
    """What tells two phones apart and reaches nobody: the last two digits (R-06)."""
    return number[-2:] if len(number) > 4 else ""


def as_dialled(number: str) -> str:
    """A number as a hand dials it here: in groups, with a nought for our own country's code."""
    here = "0" + number.removeprefix("+44") if number.startswith("+44") else number
    return f"{here[:5]} {here[5:8]} {here[8:]}".strip() if here.startswith("0") else here
