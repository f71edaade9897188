"""Codes as they are typed: six digits from an app, or one of the printed ones."""

import hmac
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

HOW_MANY = 10
GROUPS, LETTERS = 3, 4

# Without what looks like something else on paper: no 0 or o, no 1, i or l, no u beside v.
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"

STEP = 30
DIGITS = 6

# Whoever sends this many wrong codes after the right password in a day is guessing at the code: it
# is shut for the rest of the day. Passkeys and printed codes still open.
MOST_WRONG = 10
WRONG_COUNT_FOR = timedelta(days=1)


def step_of(moment: datetime) -> int:
    """The number of the half-minute that a code belongs to."""
    return int(moment.timestamp()) // STEP


def step_used(
    code: str, now: datetime, last_used: int | None, code_at: Callable[[int], str]
) -> int | None:
    """The step whose code this is: now's, the one before or the one after, and none that was used
    or passed over. None where it is no such code (P-03)."""
    middle = step_of(now)
    for step in (middle - 1, middle, middle + 1):
        is_later = last_used is None or step > last_used
        if is_later and hmac.compare_digest(code_at(step), code):
            return step
    return None


def bare(typed: str) -> str:
    """A code without the spaces and dashes that people type."""
    return "".join(each for each in typed.lower() if each.isascii() and each.isalnum())


def is_from_app(code: str) -> bool:
    return len(code) == DIGITS and code.isdecimal()


def is_shut(wrong: int, since: datetime | None, now: datetime) -> bool:
    """Whether so many codes were wrong since then that none is looked at now."""
    return wrong >= MOST_WRONG and since is not None and now - since < WRONG_COUNT_FOR


def make_code(choice: Callable[[Sequence[str]], str]) -> str:
    """One to print, such as "7kd2-mx4p-9rte": 58 bits."""
    groups = ("".join(choice(ALPHABET) for _ in range(LETTERS)) for _ in range(GROUPS))
    return "-".join(groups)
