"""What the two accessibility statements may claim; a test names, for each claim, what shows it."""

from datetime import date
from enum import Enum

# When all that the statements claim was last tested, and with which version of the portal.
TESTED_ON = date(2026, 11, 22)
TESTED_VERSION = "0.1.0"


class Claim(Enum):
    """One thing that works, as a statement puts it in words."""

    KEYBOARD = "keyboard"
    SCREEN_READER = "screen reader"
    FOUR_TIMES = "four times"
    LARGER_TEXT = "larger text"
    DARK = "dark"
    THUMB = "thumb"
    NO_SCRIPTS = "no scripts"
    DIRECTION = "direction"
    STILL = "still"
    SHORT_WORDS = "short words"
    EASY_READ = "easy read"
    STATES_IN_WORDS = "states in words"


HERS = (
    Claim.KEYBOARD,
    Claim.SCREEN_READER,
    Claim.FOUR_TIMES,
    Claim.LARGER_TEXT,
    Claim.DARK,
    Claim.THUMB,
    Claim.NO_SCRIPTS,
    Claim.DIRECTION,
    Claim.STILL,
    Claim.SHORT_WORDS,
    Claim.EASY_READ,
)
STAFFS = (
    Claim.KEYBOARD,
    Claim.SCREEN_READER,
    Claim.FOUR_TIMES,
    Claim.DARK,
    Claim.NO_SCRIPTS,
    Claim.STATES_IN_WORDS,
    Claim.STILL,
)
