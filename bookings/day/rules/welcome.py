"""Who is meant by what somebody says at the door, and what a wall clock says; from plain values."""

import re
import unicodedata
from collections.abc import Collection, Hashable, Iterable, Sequence
from datetime import datetime, time
from typing import Protocol, TypeVar

from bookings.day.rules.stops import Stop
from bookings.visits.rules.phrase import is_one_slip

# A slip in a name shorter than this makes another name of it.
LONG_ENOUGH_FOR_A_SLIP = 4
CLOCK = re.compile(r"([0-9]{1,2})[:.]?([0-9]{2})")


class Named(Protocol):
    """Whoever has a name to be called by, or a number, or both."""

    @property
    def called(self) -> str: ...
    @property
    def number(self) -> int | None: ...


Somebody = TypeVar("Somebody", bound=Named)


def meant(typed: str, people: Iterable[Somebody]) -> list[Somebody]:
    """Those whom a name or number as typed may mean, the likeliest first.

    Nobody at the door is asked to spell: a name counts in any letters, by its beginning, and with
    one slip. Empty where nothing was typed.
    """
    wanted = plain(typed)
    ranked = [(rank, each) for each in people if (rank := _rank(wanted, each)) is not None]
    return [each for _, each in sorted(ranked, key=lambda pair: pair[0])]


def plain(name: str) -> str:
    """A name as it is compared: composed alike, in small letters, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _rank(wanted: str, each: Named) -> int | None:
    name = plain(each.called)
    if not wanted:
        return None
    if wanted == name or (wanted.isdecimal() and int(wanted) == each.number):
        return 0
    if name and (name.startswith(wanted) or wanted.startswith(name + " ")):
        return 1
    long_enough = min(len(wanted), len(name)) >= LONG_ENOUGH_FOR_A_SLIP
    return 2 if long_enough and is_one_slip(wanted, name) else None


def initials(name: str) -> str:
    """The first letters of a name's words, at most three: all that may lie about (C-28)."""
    return "".join(word[0].upper() for word in name.split()[:3])


def clock_time(typed: str) -> time | None:
    """A wall time as it is said in a hurry: 1130, 11:30, 11.30, 930. None where it is no time."""
    found = CLOCK.fullmatch(typed.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    return time(hour, minute) if hour < 24 and minute < 60 else None


def unkept(
    stops: Iterable[Stop], *, gone_by: datetime | None, avoided: Collection[Hashable]
) -> Sequence[Stop]:
    """The stops still to come that cannot stay: past her limit, or with whom she avoids (C-09)."""
    return [
        stop
        for stop in stops
        if not stop.is_over
        and (stop.worker_id in avoided or (gone_by is not None and stop.ends > gone_by))
    ]
