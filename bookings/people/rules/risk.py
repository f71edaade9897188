"""How high somebody's risk is taken to be. Judgement raises what a count gives and never lowers it;
separation lowers nothing and asks for a review (C-16, S-40, S-41). Questions of a tool stand
nowhere here: a tool is its name, its version and its bands, given by whoever may use it (S-52)."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

# A year: the time in which the field counts what happens again as one course.
AFTER_SEPARATION = timedelta(days=365)


class Level(Enum):
    """From the lowest up. No level opens or closes any door."""

    STANDARD = "standard"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def rank(self) -> int:
        return list(Level).index(self)


class Bands(NamedTuple):
    """From which count on a tool says medium, and high; None where it has no such band."""

    most: int
    medium_from: int | None
    high_from: int | None


class Finding(NamedTuple):
    """One assessment, as far as the level goes. `by_count` is None where no tool was used."""

    on: date
    by_count: Level | None
    judged: Level | None


class JudgementLowers(Exception):
    """Judgement may raise the level that a count gives, and never lower it."""


def level_by(bands: Bands, count: int) -> Level:
    """What the tool says of this count. Raises ValueError for more than it can count."""
    if not 0 <= count <= bands.most:
        raise ValueError(f"the tool counts to {bands.most}")
    if bands.high_from is not None and count >= bands.high_from:
        return Level.HIGH
    if bands.medium_from is not None and count >= bands.medium_from:
        return Level.MEDIUM
    return Level.STANDARD


def level_of(by_count: Level | None, judged: Level | None) -> Level | None:
    """The higher of the two (C-16). Raises JudgementLowers where judgement is the lower."""
    if by_count is None or judged is None:
        return by_count or judged
    if judged.rank < by_count.rank:
        raise JudgementLowers
    return judged


def standing_level(findings: Sequence[Finding], separated: Sequence[date]) -> Level | None:
    """The level that stands after these findings, whatever order they were written in.

    Only a tool that was gone through anew can find less than before, and not in the year after a
    separation: then what was found before stands (S-41). Judgement alone never lowers it.
    """
    stands: Level | None = None
    for each in sorted(findings, key=lambda found: found.on):
        found = level_of(each.by_count, each.judged)
        if found is None:
            continue
        keeps = each.by_count is None or _is_after(each.on, separated)
        lower = stands is not None and found.rank < stands.rank
        stands = stands if keeps and lower else found
    return stands


def review_since(findings: Sequence[Finding], separated: Sequence[date]) -> date | None:
    """The day of a separation after which nobody has looked at the risk again; None if none."""
    latest = max((each.on for each in findings), default=None)
    waiting = [day for day in separated if latest is None or day > latest]
    return min(waiting, default=None)


def _is_after(day: date, separated: Sequence[date]) -> bool:
    return any(each <= day <= each + AFTER_SEPARATION for each in separated)
