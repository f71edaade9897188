"""How much may go out at most, and the moments at which things are looked at again."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

# A notice to staff. It has a limit of its own, and takes nothing from what may reach her.
TO_STAFF = "staff notice"


@dataclass(frozen=True, slots=True)
class Limits:
    """Counts of tries: what was tried again counts again (S-15)."""

    in_all_a_day: int = 60
    to_one_number_a_day: int = 2
    about_one_visit: int = 2


# Whoever claimed a message has sent it by then, or never will: a carrier gives up much sooner.
GIVEN_UP = timedelta(minutes=2)
# Between claiming and calling the carrier lies less; else the moment that was judged is over.
FRESH = timedelta(seconds=20)
# A provider counts from when it has the message: so much later than it was judged, at the most.
ON_ITS_WAY = FRESH + timedelta(seconds=15)
# A message is not asked about again sooner.
SOONEST = timedelta(minutes=1)
# A way that is shut, and a message that could not be judged, are looked at again after this.
LATER = timedelta(minutes=10)
# A provider that has said nothing by then says nothing more: it is told to forget the message.
SILENCE = timedelta(hours=24)
FORGET_AGAIN = timedelta(minutes=10)


def next_day(at: datetime) -> datetime:
    """When the counts of the day begin anew: they go by UTC."""
    tomorrow = at.astimezone(UTC).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(0), UTC)


def next_try(until: datetime, at: datetime) -> datetime:
    """When to ask again: not at once, whatever was said."""
    return max(until, at + SOONEST)


def valid_for(wanted: timedelta, useful_until: datetime, at: datetime) -> timedelta:
    """How long a provider may keep trying, however late it has the message: never past what was
    decided, nor the moment it is useful until (S-03, S-04). Nothing, where that leaves no time."""
    return max(min(wanted, useful_until - at) - ON_ITS_WAY, timedelta(0))
