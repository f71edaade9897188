"""What the page of a receiver offers by the kind of its desk, and what of a packet comes first."""

from collections.abc import Iterable

from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import ALLOWED, PacketField
from bookings.handoffs.rules.outcomes import Outcome
from bookings.handoffs.rules.steps import Step

F = PacketField

# What must be known before anything else is done, then what the work begins with.
MUST_KNOW = (F.DANGERS, F.NOT_SAFE_TO_TALK_TO, F.UNSAFE_FROM)
BEGINS_WITH = (F.WANTS, F.TONIGHT, F.HOUSEHOLD)
# In the headline, or beside the ways to reach her.
AT_THE_TOP = (F.CALLED, F.PRONOUNS, F.SAFE_CONTACT)

_OF_ONE_DESK = {
    Outcome.PLACE_TAKEN: DeskKind.REFUGE,
    Outcome.APPLICATION_TAKEN: DeskKind.HOUSING,
}

# Steps with her: for a desk that is given no way to reach her there are none.
_WITH_HER = frozenset({Step.MAKE_CONTACT, Step.TRY, Step.TELL})


def contacts_her(desk: DeskKind) -> bool:
    """Whether such a desk may ever be given a way to reach her."""
    return F.SAFE_CONTACT in ALLOWED[desk]


def outcomes_for(desk: DeskKind) -> list[Outcome]:
    """What such a desk can say came of it. That it was not sent is never theirs to say; a check of
    names that is clear has helped, and there is nothing else that came of it (R-11)."""
    if desk is DeskKind.CONFLICT_CHECK:
        return [Outcome.HELPED]
    return [
        each
        for each in Outcome
        if each is not Outcome.NOT_SENT and _OF_ONE_DESK.get(each, desk) is desk
    ]


def buttons(open_steps: Iterable[Step], desk: DeskKind) -> list[Step]:
    """Those of the steps that are open which a page of such a desk offers."""
    return [each for each in open_steps if contacts_her(desk) or each not in _WITH_HER]


def the_rest(fields: Iterable[PacketField]) -> list[PacketField]:
    """What comes below the fold, in the order of a packet."""
    above = {*AT_THE_TOP, *MUST_KNOW, *BEGINS_WITH}
    return [each for each in fields if each not in above]
