"""When a desk may say no, what it must say then, and what a no gives: never silence (S-44, R-05).

The reasons are closed, so that they can be counted; two of them need a word more.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from uuid import UUID

from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.outcomes import says_something


class Reason(Enum):
    """Why not. A conflict is no reason of this list: that answer is `not available`, and never says
    why (R-11)."""

    NO_SPACE = "no_space"
    SUPPORT_NEED = "support_need"
    AREA_UNSAFE = "area_unsafe"
    HOUSEHOLD = "household"
    ACCESS_NEED = "access_need"
    NO_FUNDING = "no_funding"
    OUTSIDE_REMIT = "outside_remit"
    ALREADY_OPEN = "already_open"
    NOT_REACHED = "not_reached"
    SHE_CHOSE_NOT_TO = "she_chose_not_to"
    WRONG_INFORMATION = "wrong_information"
    OTHER = "other"


class NextStep(Enum):
    """What happens next. There is none by which nobody does anything."""

    ANOTHER_SERVICE = "another_service"
    NEW_PACKET = "new_packet"
    SPEAK_WITH_HER = "speak_with_her"
    WAIT_FOR_A_PLACE = "wait_for_a_place"
    TO_A_MANAGER = "to_a_manager"
    THEY_GO_ON = "they_go_on"


class NoGround(Enum):
    """On what a council may not turn anybody away who asks for help with housing (R-05, R-08)."""

    PROOF = "proof"
    LOCAL_CONNECTION = "local_connection"
    REMIT = "remit"


class No(Enum):
    """The two ways of saying no: with a reason, or without a word why."""

    DECLINE = "decline"
    NOT_AVAILABLE = "not_available"


class Follows(Enum):
    """What a decline gives beside its next step."""

    LETTER = "letter"
    UNMET_NEED = "unmet_need"


class Lack(Enum):
    """What a decline lacks, or that this desk may not decline so."""

    REASON = "reason"
    NOT_FOR_THIS_DESK = "not_for_this_desk"
    WHICH = "which"
    WORDS = "words"
    NEXT_STEP = "next_step"
    HOLDER = "holder"


# What is wrong with the reason itself, or its words.
OF_THE_REASON = frozenset({Lack.REASON, Lack.NOT_FOR_THIS_DESK, Lack.WHICH, Lack.WORDS})


@dataclass(frozen=True, slots=True)
class Decline:
    """A no: `words` say which support is meant, or what other reason; `holder` answers for the next
    step and is one of those who sent it."""

    reason: Reason | None
    next_step: NextStep | None
    holder: UUID | None
    words: str = field(default="", repr=False)


# A council asks for what it misses and goes on meanwhile: nothing that it could call proof,
# connection or remit is among these, and no other words either.
_OF_A_COUNCIL = frozenset({Reason.ALREADY_OPEN, Reason.NOT_REACHED, Reason.SHE_CHOSE_NOT_TO})

# A child's referral does not hang on what an adult wants or on who can be reached (S-39).
_OF_CHILDRENS_SERVICES = frozenset(
    {Reason.ALREADY_OPEN, Reason.OUTSIDE_REMIT, Reason.WRONG_INFORMATION, Reason.OTHER}
)

_RESTRICTED = {
    DeskKind.HOUSING: _OF_A_COUNCIL,
    DeskKind.CHILDRENS_SOCIAL_CARE: _OF_CHILDRENS_SERVICES,
    # It has two answers, and neither is a decline.
    DeskKind.CONFLICT_CHECK: frozenset[Reason](),
}

# She needed it and there was none for her: counted where a service did not have what it takes.
_UNMET = frozenset(
    {
        Reason.NO_SPACE,
        Reason.SUPPORT_NEED,
        Reason.AREA_UNSAFE,
        Reason.HOUSEHOLD,
        Reason.ACCESS_NEED,
        Reason.NO_FUNDING,
        Reason.OUTSIDE_REMIT,
    }
)


def reasons_for(desk: DeskKind) -> list[Reason]:
    """What a desk of this kind may choose from, in the order of the list. A council housing desk
    cannot decline for proof, local connection or remit (R-05)."""
    allowed = _RESTRICTED.get(desk, frozenset(Reason))
    return [reason for reason in Reason if reason in allowed]


def answers_open(desk: DeskKind) -> frozenset[No]:
    """How such a desk may say no. `Not available` asks for no reason, so that it is closed to those
    that must have a lawful one; a check of names has no other (R-05, R-11)."""
    found = {No.DECLINE} if reasons_for(desk) else set()
    must_say_why = {DeskKind.HOUSING, DeskKind.CHILDRENS_SOCIAL_CARE}
    return frozenset(found if desk in must_say_why else found | {No.NOT_AVAILABLE})


def lacking(decline: Decline, desk: DeskKind) -> Iterator[Lack]:
    """What is not said yet, or may not be said here (S-44, R-05)."""
    if decline.reason is None:
        yield Lack.REASON
    elif decline.reason not in reasons_for(desk):
        yield Lack.NOT_FOR_THIS_DESK
    if decline.reason is Reason.SUPPORT_NEED and not says_something(decline.words):
        yield Lack.WHICH
    if decline.reason is Reason.OTHER and not says_something(decline.words):
        yield Lack.WORDS
    if decline.next_step is None:
        yield Lack.NEXT_STEP
    if decline.holder is None:
        yield Lack.HOLDER


def follows(reason: Reason, desk: DeskKind) -> frozenset[Follows]:
    """A refuge that was full owes a dated letter that she can use, and no other no does (R-09);
    what nobody had for her counts once as unmet need."""
    was_full = desk is DeskKind.REFUGE and reason is Reason.NO_SPACE
    found = {Follows.LETTER} if was_full else set()
    return frozenset(found | ({Follows.UNMET_NEED} if reason in _UNMET else set()))


def is_a_decline(said: Reason | NoGround) -> bool:
    """What a council says on the phone may be none: turned away for proof, local connection or
    remit she is not declined. It stays open, is due at once, and goes to whoever is named (R-05).
    """
    return isinstance(said, Reason)
