"""One frozen dataclass for each form of her journey: what was typed becomes answers or problems.

`fields` are those that are kept as typed; nothing else that is sent is kept.
"""

from bookings.visits.forms.booking import (
    AGES,
    MOST_CHILDREN,
    UNBORN,
    WORKERS,
    Asks,
    Choice,
    Company,
    Hours,
    Name,
    Needs,
    Nothing,
    StopChoice,
    Supported,
)
from bookings.visits.forms.contact import MOST_LINES, ContactHow, ContactWords, Less
from bookings.visits.forms.phrase import Digits, PhraseAndDigits

__all__ = [
    "AGES",
    "MOST_CHILDREN",
    "MOST_LINES",
    "UNBORN",
    "WORKERS",
    "Asks",
    "Choice",
    "Company",
    "ContactHow",
    "ContactWords",
    "Digits",
    "Hours",
    "Less",
    "Name",
    "Needs",
    "Nothing",
    "PhraseAndDigits",
    "StopChoice",
    "Supported",
]
