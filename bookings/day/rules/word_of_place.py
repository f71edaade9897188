"""What has become of the word of a place that is held, or will, for whoever runs the session."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bookings.contact.rules.verdicts import Verdict, Wait, Withhold
from portal.outbox.rules.states import State


class Word(Enum):
    """Where it stands."""

    NOW = "now"
    LATER = "later"
    NOT = "not"
    WENT = "went"
    ENDED = "ended"


WENT = frozenset({State.IN_FLIGHT, State.SENT, State.DELIVERED})

# Where nothing went, what she says by now tells more than what the outbox noted.
MAY_STAND = frozenset({None, State.QUEUED, State.CANCELLED, State.WITHHELD})


@dataclass(frozen=True, slots=True)
class Telling:
    """`at` is when it can go, where it waits for a safe hour; `reason` why it does not: what the
    decision says of a place of which no word goes, else what the outbox says."""

    word: Word
    at: datetime | None = None
    reason: str = ""


def telling(verdict: Verdict, state: State | None, ended: str = "") -> Telling:
    """By the decision as it is now, and the state of the message that was asked for when the place
    was held: None where it could not have come in time, so that nothing was (S-03)."""
    if state in WENT:
        return Telling(Word.WENT)
    if isinstance(verdict, Withhold) and state in MAY_STAND:
        return Telling(Word.NOT, reason=verdict.reason.value)
    if state not in (None, State.QUEUED):
        return Telling(Word.ENDED, reason=ended)
    if state is None:
        return Telling(Word.NOT)
    if isinstance(verdict, Wait):
        return Telling(Word.LATER, at=verdict.until)
    return Telling(Word.NOW)
