"""What is still to be said of somebody before a session may close (C-27). Coming late, leaving
early and not coming at all count against nobody (S-45)."""

from collections.abc import Iterator
from enum import Enum

# Endings by their stored names: of those who came, and of those who did not.
CAME = ("seen", "seen_in_part", "left_early")
STAYED_AWAY = ("did_not_come", "cancelled")


class Lacking(Enum):
    """What an outcome lacks."""

    ENDING = "ending"
    REASON = "reason"
    TONIGHT = "tonight"
    SAFE_UNTIL = "safe_until"
    HELD_BY = "held_by"
    NUMBER_GIVEN = "number_given"


def endings_for(*, came: bool, cancelled: bool) -> tuple[str, ...]:
    """How this visit can have ended: nobody who came is put down as absent, and nobody who stayed
    away as seen."""
    if came:
        return CAME
    return STAYED_AWAY[::-1] if cancelled else STAYED_AWAY[:1]


def lacking(
    ending: str, *, reason: str, tonight: str, safe_until: str, has_holder: bool, number: str
) -> Iterator[Lacking]:
    """What is not said yet (C-27); `number` is "yes", "no", or empty where nobody has said.

    Not coming needs no reason, and only somebody who holds it. Only to whoever left early may the
    out-of-hours number not have been given: nobody was asked to wait for it.
    """
    if not ending:
        yield Lacking.ENDING
    if ending != "did_not_come" and not reason:
        yield Lacking.REASON
    if ending in CAME:
        yield from _of_tonight(ending, tonight, safe_until, number)
    if not has_holder:
        yield Lacking.HELD_BY


def _of_tonight(ending: str, tonight: str, safe_until: str, number: str) -> Iterator[Lacking]:
    if not tonight:
        yield Lacking.TONIGHT
    if not safe_until:
        yield Lacking.SAFE_UNTIL
    if number != "yes" and not (ending == "left_early" and number == "no"):
        yield Lacking.NUMBER_GIVEN
