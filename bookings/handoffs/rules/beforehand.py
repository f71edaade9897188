"""What she hears, and is asked, before anything goes to a desk of some kinds (R-13, S-33)."""

from collections.abc import Collection
from enum import Enum

from bookings.handoffs.rules.desks import MAY_TELL_THE_HOME_OFFICE, DeskKind


class Before(Enum):
    """In the order in which she hears it."""

    WANTS_POLICE_TOLD = "wants_police_told"
    MAY_BE_RECORDED = "may_be_recorded"
    MAY_TELL_THE_HOME_OFFICE = "may_tell_the_home_office"
    IMMIGRATION_ADVICE_OFFERED = "immigration_advice_offered"
    REAL_NAMES_FOR_THIS_ALONE = "real_names_for_this_alone"


def before(desk: DeskKind) -> list[Before]:
    """What comes before a packet for such a desk. Police are told nothing on her agreement unless
    she said that she wants them told, asked before anything else (R-13)."""
    found: list[Before] = []
    if desk is DeskKind.POLICE:
        found += [Before.WANTS_POLICE_TOLD, Before.MAY_BE_RECORDED]
    if desk in MAY_TELL_THE_HOME_OFFICE:
        found += [Before.MAY_TELL_THE_HOME_OFFICE, Before.IMMIGRATION_ADVICE_OFFERED]
    if desk is DeskKind.CONFLICT_CHECK:
        found.append(Before.REAL_NAMES_FOR_THIS_ALONE)
    return found


def unheard(desk: DeskKind, heard: Collection[Before]) -> list[Before]:
    """What is still to be said or asked, in order."""
    return [each for each in before(desk) if each not in heard]
