"""What needs a person, the gravest first; and that settling one says who did what."""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import Protocol, TypeVar

from bookings.contact.rules.preference import Stop


class About(Enum):
    """Why somebody of the staff must look; the order is how grave it is."""

    ALERT = "alert"
    SECOND_PHRASE = "second phrase"
    PHONE_NOT_SAFE = "phone not safe"
    ANOTHER_ANSWERED = "another answered"
    MISSED = "missed"
    STOPPED = "stopped"
    STOP_WORD = "stop word"
    NUMBER_FLAGGED = "number flagged"
    MESSAGE_UNCLEAR = "message unclear"
    TEXT_CAME = "text came"
    RUN_OUT = "run out"


OF_STOPS = {
    Stop.PHONE_NOT_SAFE: About.PHONE_NOT_SAFE,
    Stop.SHE_SAID_STOP: About.STOPPED,
    Stop.CHOICES_DO_NOT_STAND: About.STOPPED,
    Stop.STOP_WORD: About.STOP_WORD,
}

GRAVITY = {about: place for place, about in enumerate(About)}

# Seen to where they are: nobody takes an alert off the list while it stands (C-10), and what went
# out or came in is looked at among the messages (C-11, C-12).
NOT_BY_WORDS = frozenset({About.ALERT, About.MESSAGE_UNCLEAR, About.TEXT_CAME})


class Raised(Protocol):
    """Something that needs a person."""

    @property
    def about(self) -> About: ...
    @property
    def since(self) -> datetime: ...


Each = TypeVar("Each", bound=Raised)


def gravest_first(found: Iterable[Each]) -> list[Each]:
    """In the order of the list; of the same kind, whoever waits longest first."""
    return sorted(found, key=lambda each: (GRAVITY[each.about], each.since))
