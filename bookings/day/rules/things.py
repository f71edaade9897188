"""Which interpreter suits whom, who may take a child home, and which hours a thing must cover."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from bookings.day.rules.asked_for import AskedFor

Key = TypeVar("Key")


class Difference(Enum):
    """In what an interpreter is not whom she asked for."""

    DIALECT = "dialect"
    GENDER = "gender"
    FROM_HERE = "from_here"


@dataclass(frozen=True, slots=True)
class Tongue:
    """What decides about an interpreter, whoever it is."""

    language: str
    dialect: str
    gender: str
    from_outside: bool
    signs: bool


def speaks_for(asked: AskedFor, tongue: Tongue) -> bool:
    """Whether this interpreter could interpret for her at all (V-20)."""
    if tongue.signs:
        return asked.signs
    return asked.interpreter and _same(asked.language, tongue.language)


def differences(asked: AskedFor, tongue: Tongue) -> tuple[Difference, ...]:
    """What she would have to be asked about first; nothing where it is just what she wished."""
    found: list[Difference] = []
    if asked.dialect and not tongue.signs and not _same(asked.dialect, tongue.dialect):
        found.append(Difference.DIALECT)
    if asked.interpreter_is and asked.interpreter_is != tongue.gender:
        found.append(Difference.GENDER)
    if asked.from_outside and not tongue.from_outside:
        found.append(Difference.FROM_HERE)
    return tuple(found)


def may_take(child_asked_by: str, brought_by: str, named: Iterable[str]) -> bool:
    """Whether a child goes with this person: who brought the child, or whom she named today, and
    nobody else, whatever they say they are (S-46)."""
    return child_asked_by in {brought_by, *named} - {""}


def needs_another(named_by: Key | None, gives: Key | None, *, vouched: bool, runs: bool) -> bool:
    """Whether somebody else must ask her first: nobody writes a name down and then gives the child
    to it alone (S-46). `vouched` where she said it as the child was brought, or a colleague has
    asked her; `runs` whoever runs the day may."""
    return not (vouched or runs) and (named_by is None or named_by == gives)


def hull(spans: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """From the first beginning to the last end, in cells; nothing of nothing."""
    spans = list(spans)
    if not spans:
        return None
    return min(starts for starts, _ in spans), max(ends for _, ends in spans)


def first_free(
    places: Iterable[Key], taken: Collection[tuple[Key, int]], starts: int, ends: int
) -> Key | None:
    """The first place that is free in every cell from `starts` up to `ends`."""
    for place in places:
        if all((place, cell) not in taken for cell in range(starts, ends)):
            return place
    return None


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
