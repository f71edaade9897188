"""One need, asked for at several places at once. One that says yes ends the rest; a call to a place
without an account counts as much as anything sent (R-09)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from uuid import UUID

from bookings.handoffs.rules.declines import NextStep, Reason
from bookings.handoffs.rules.outcomes import says_something


class Way(Enum):
    """How a place was asked."""

    SENT = "sent"
    RUNG = "rung"
    HELPLINE = "helpline"
    VACANCY_LIST = "vacancy_list"


class Answer(Enum):
    """What a place has said so far. `not_available` never says why (R-11). `ended` is by us:
    another said yes, or she wants it no more."""

    NONE_YET = "none_yet"
    HOLDS = "holds"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NOT_AVAILABLE = "not_available"
    NOBODY_ANSWERED = "nobody_answered"
    ENDED = "ended"


OPEN = frozenset({Answer.NONE_YET, Answer.HOLDS})


class AlreadyTaken(Exception):
    """Another place said yes before; whoever would accept is told that she has a place."""


class NotAsked(LookupError):
    """No open attempt of this need has this id."""


class Lack(Enum):
    """What an attempt by phone lacks to count as one."""

    PLACE = "place"
    SPOKE_WITH = "spoke_with"
    REASON = "reason"
    NEXT_STEP = "next_step"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One place that was asked: its name or area and never its address (S-29), who asked and when,
    and what came of it. On the phone `spoke_with` is the name of whoever answered there."""

    id: UUID
    place: str = field(repr=False)
    way: Way
    asked_by: UUID
    asked_at: datetime
    answer: Answer = Answer.NONE_YET
    spoke_with: str = field(default="", repr=False)
    reason: Reason | None = None
    next_step: NextStep | None = None

    @property
    def is_outside(self) -> bool:
        """Whether a person must ring there for anything to be known there."""
        return self.way is not Way.SENT


def lacking(attempt: Attempt) -> Iterator[Lack]:
    """What an attempt does not say yet: a no by phone says as much as one inside (S-44, R-09)."""
    is_no = attempt.answer in (Answer.DECLINED, Answer.NOT_AVAILABLE)
    found = {
        Lack.PLACE: says_something(attempt.place),
        Lack.SPOKE_WITH: not _was_spoken(attempt) or says_something(attempt.spoke_with),
        Lack.REASON: attempt.answer is not Answer.DECLINED or attempt.reason is not None,
        Lack.NEXT_STEP: not is_no or attempt.next_step is not None,
    }
    return (lack for lack in Lack if not found[lack])


def _was_spoken(attempt: Attempt) -> bool:
    silent = {Answer.NOBODY_ANSWERED, Answer.ENDED}
    return attempt.way in (Way.RUNG, Way.HELPLINE) and attempt.answer not in silent


@dataclass(frozen=True, slots=True)
class Ending:
    """What must end once a place said yes: inside by itself, outside by a person who rings."""

    withdraw: tuple[UUID, ...]
    ring: tuple[UUID, ...]


def accept(attempts: Sequence[Attempt], accepted: UUID) -> Ending:
    """The attempts to end when this one is accepted. Raises AlreadyTaken where another was, and
    NotAsked for one that is not open."""
    if any(each.answer is Answer.ACCEPTED and each.id != accepted for each in attempts):
        raise AlreadyTaken
    if not any(each.id == accepted and _may_accept(each) for each in attempts):
        raise NotAsked
    rest = [each for each in attempts if each.id != accepted and each.answer in OPEN]
    return Ending(
        withdraw=tuple(each.id for each in rest if not each.is_outside),
        ring=tuple(each.id for each in rest if each.is_outside),
    )


def _may_accept(attempt: Attempt) -> bool:
    return attempt.answer in OPEN | {Answer.ACCEPTED}


class NeedStands(Enum):
    """How the need stands, over all its attempts."""

    MET = "met"
    OPEN = "open"
    COMES_BACK = "comes_back"


def need_stands(attempts: Iterable[Attempt]) -> NeedStands:
    """Met with one yes; open while one place may still say yes; else it comes back to whoever
    holds the need, with no attempt at all too."""
    answers = {each.answer for each in attempts}
    if Answer.ACCEPTED in answers:
        return NeedStands.MET
    return NeedStands.OPEN if answers & OPEN else NeedStands.COMES_BACK


def ask_next(attempts: Iterable[Attempt]) -> list[UUID]:
    """Whom to ask again when a place falls through, in order: those that we ended for another's
    yes, then those where nobody answered, each the one asked longest ago first."""
    order = {Answer.ENDED: 0, Answer.NOBODY_ANSWERED: 1}
    again = [each for each in attempts if each.answer in order]
    return [each.id for each in sorted(again, key=lambda each: (order[each.answer], each.asked_at))]


def tries(attempts: Iterable[Attempt]) -> int:
    """How many places were asked, by whatever way; the number beside an unmet need."""
    return sum(1 for _ in attempts)
