"""Which answers a page shows to whom, and how a number is told without telling it (R-06)."""

from collections.abc import Iterator

from bookings.contact.rules.choices import ALONE
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import Preference
from bookings.contact.rules.questions import QUESTIONS, Group

# Shown by their last digits alone: whoever would ring or write is shown one at a time.
HIDDEN = frozenset(
    {Field.MOBILE_NUMBER, Field.OTHER_NUMBER, Field.EMAIL_ADDRESS, Field.POST_ADDRESS}
)

# What a desk needs in order to reach her safely, and not whom she is afraid of.
AT_A_DESK = frozenset(
    field
    for field, question in QUESTIONS.items()
    if question.group in {Group.ROUTE, Group.PHONE, Group.TIME, Group.DEVICE, Group.ACCESS}
) | {Field.CALL_HER, Field.NEVER_NAMES, Field.NEVER_SPEAK_TO, Field.LANGUAGE}


def fields_of(group: Group, *, whole: bool) -> list[Field]:
    """The questions of a group in their order; without `whole`, those that a desk needs."""
    return list(_of(group, whole))


def _of(group: Group, whole: bool) -> Iterator[Field]:
    for field, question in QUESTIONS.items():
        if question.group is group and (whole or field in AT_A_DESK):
            yield field


def reaches(preference: Preference) -> bool:
    """Whether any way to her is open: whoever is not reached at all has nothing to lose."""
    return bool(preference.routes - ALONE)
