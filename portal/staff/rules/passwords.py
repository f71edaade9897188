"""Which passwords are too easy to guess: short, common, or made of what anybody would try."""

import re
from collections.abc import Iterable
from enum import Enum

from portal.staff.rules.common import COMMON

SHORTEST, LONGEST = 12, 200

# What is left once everything guessable is counted as little must come to this much.
ENOUGH = 8
A_WORD, A_RUN = 2, 1

ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
RUNS = (*ROWS, *(row[::-1] for row in ROWS), "1qaz2wsx3edc4rfv5tgb", "qazwsxedcrfvtgb")

# As people write a letter with another sign.
SIGNS = str.maketrans(
    {"@": "a", "4": "a", "3": "e", "0": "o", "$": "s", "5": "s", "!": "i", "1": "i"}
)

# Longest first, so that none is cut out of a longer one. Of a run, every piece from four on.
WORDS = sorted(COMMON, key=lambda word: (-len(word), word))
PIECES = sorted(
    {
        row[start:end]
        for row in RUNS
        for start in range(len(row))
        for end in range(start + 4, len(row) + 1)
    },
    key=lambda piece: (-len(piece), piece),
)

YEAR = re.compile(r"(19|20)\d\d")
REPEATED = re.compile(r"(.+?)\1+", re.DOTALL)


class PasswordProblem(Enum):
    """What to mend."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    OWN_NAME = "own_name"
    COMMON = "common"


def problem_with(password: str, own: Iterable[str]) -> PasswordProblem | None:
    """What is wrong with a password, or None. `own` are names and addresses that stand near it: a
    pass-phrase of several words is good, one made of these alone is not."""
    if len(password) < SHORTEST:
        return PasswordProblem.TOO_SHORT
    if len(password) > LONGEST:
        return PasswordProblem.TOO_LONG
    if strength(password) < ENOUGH:
        return PasswordProblem.COMMON
    if strength(_without(password, own)) < ENOUGH:
        return PasswordProblem.OWN_NAME
    return None


def strength(password: str) -> int:
    """How much there is to guess: a common word counts two, a year or a run along the keyboard one,
    a repetition nothing, and any other character one."""
    plain = re.sub(r"\s+", "", password.casefold())
    return min(_strength_of(plain), _strength_of(plain.translate(SIGNS)))


def _strength_of(text: str) -> int:
    left, words = _cut(text, WORDS)
    left, years = YEAR.subn("\0", left)
    left, runs = _cut(left, PIECES)
    others = REPEATED.sub(r"\1", left).replace("\0", "")
    return A_WORD * words + A_RUN * (years + runs) + min(len(others), 2 * len(set(others)))


def _cut(text: str, parts: Iterable[str]) -> tuple[str, int]:
    """The text with each of these cut out, and how many different ones there were."""
    found = 0
    for part in parts:
        if part in text:
            text, found = text.replace(part, "\0"), found + 1
    return text, found


def _without(password: str, own: Iterable[str]) -> str:
    plain = password.casefold()
    for name in own:
        for part in re.split(r"[\W_]+", name.casefold()):
            if len(part) >= 3:
                plain = plain.replace(part, "")
    return plain
