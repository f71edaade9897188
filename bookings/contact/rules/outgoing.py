"""A message that would go, as plain values: what it is for, whereto, in what words, and what has
happened around it."""

from dataclasses import dataclass, field
from datetime import datetime

from bookings.contact.rules.choices import Channel, Kind
from bookings.contact.rules.preference import Wording

# Of one visit, whatever was tried again counted again (S-15).
MOST_ABOUT_ONE = 2

# These speak of a session that is to come; "please ring us" may speak of what came of it.
BEFORE_THE_SESSION = frozenset({Kind.REMINDER, Kind.CHANGE, Kind.OFFER})


@dataclass(frozen=True, slots=True)
class Day:
    """What went out since midnight, to this number and in all, and how much may at most."""

    to_number: int = 0
    in_all: int = 0
    most_to_number: int = 2
    most_in_all: int = 60

    @property
    def is_full(self) -> bool:
        return self.to_number >= self.most_to_number or self.in_all >= self.most_in_all


@dataclass(frozen=True, slots=True)
class Outgoing:
    """`to` is the number or address that it would go to; `useful_until` the moment from which it
    would come too late (S-03); `begins_at` when the session that it speaks of begins."""

    kind: Kind
    channel: Channel
    to: str = field(repr=False)
    wording: Wording
    is_reviewed: bool
    fits_one_part: bool
    useful_until: datetime
    begins_at: datetime | None
    # What it speaks of is still so: the visit, the change, the place that is held.
    stands: bool
    sent_so_far: int
    day: Day = field(default_factory=Day)
    number_is_flagged: bool = False
    alert_is_on: bool = False
