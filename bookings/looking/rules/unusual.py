"""Which reading is unusual: plain values in, kinds and counts out, and never who was read.

Looking at whoever comes today, on that very day and until the session is closed, is work, however
many they are. What is unusual is not yet wrong: a person asks about it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import Enum
from typing import NamedTuple
from uuid import UUID

HOUR = timedelta(hours=1)
# So long a reason that was given opens what it was given for.
REASON_STANDS = timedelta(hours=12)


class Kind(Enum):
    """Why a day's reading is put before the lead; the order is how grave it is."""

    OWN_NAME = "own name"
    NOT_NEAR = "not near"
    MANY_AN_HOUR = "many an hour"
    MANY_A_DAY = "many a day"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Limits:
    """From how many different people on it is unusual, and how many days off a visit is near."""

    an_hour: int
    a_day: int
    near_days: int


@dataclass(frozen=True, slots=True)
class Look:
    """One account looked at one person. `at_work`: on that person's day, before it was closed;
    `is_near`: a visit of theirs is near in time; `is_theirs`: the account holds the case, or said
    first why it looks; `same_name`: the person bears the account's own name."""

    account: UUID
    person: UUID
    at: datetime
    at_work: bool = False
    is_near: bool = False
    is_theirs: bool = False
    same_name: bool = False


class Unusual(NamedTuple):
    """One account, one day, one kind: of how many people, or how often."""

    account: UUID
    day: date
    kind: Kind
    how_many: int


def unusual(looks: Iterable[Look], limits: Limits, zone: tzinfo) -> list[Unusual]:
    """What is unusual in these looks, by days as they are in `zone`: the latest day first."""
    days: dict[tuple[UUID, date], list[Look]] = defaultdict(list)
    for look in sorted(looks, key=lambda each: each.at):
        days[look.account, look.at.astimezone(zone).date()].append(look)
    found = [
        Unusual(account, day, kind, count)
        for (account, day), theirs in days.items()
        for kind, count in _counts(theirs, limits).items()
        if count
    ]
    return latest_first(found)


def latest_first(found: Iterable[Unusual]) -> list[Unusual]:
    order = list(Kind)
    by_kind = sorted(found, key=lambda each: (order.index(each.kind), each.account))
    return sorted(by_kind, key=lambda each: each.day, reverse=True)


def _counts(looks: Sequence[Look], limits: Limits) -> dict[Kind, int]:
    beside = [look for look in looks if not look.at_work]
    hour, day = _most_in_an_hour(beside), len(_people(beside))
    far = [look for look in beside if not (look.is_near or look.is_theirs)]
    return {
        Kind.OWN_NAME: len(_people(look for look in looks if look.same_name)),
        Kind.NOT_NEAR: len(_people(far)),
        Kind.MANY_AN_HOUR: hour if hour > limits.an_hour else 0,
        Kind.MANY_A_DAY: day if day > limits.a_day else 0,
    }


def _most_in_an_hour(looks: Sequence[Look]) -> int:
    """The most different people within any sixty minutes; the looks in order of time."""
    most, first = 0, 0
    for last, look in enumerate(looks):
        while looks[first].at <= look.at - HOUR:
            first += 1
        most = max(most, len(_people(looks[first : last + 1])))
    return most


def _people(looks: Iterable[Look]) -> set[UUID]:
    return {look.person for look in looks}


def is_near(starts: Iterable[datetime], at: datetime, limits: Limits) -> bool:
    """Whether a session of theirs begins within so many days of this moment, before or after."""
    return any(abs(each - at) <= timedelta(days=limits.near_days) for each in starts)


def bare(name: str) -> str:
    """A name without what people write differently: capitals and spaces."""
    return " ".join(name.casefold().split())
