"""How long each kind of service may take, by what is at stake: settings of the deployer, not law,
but for children's social care (one working day)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import assert_never

from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.stages import CAME_BACK, NOT_SENT, UNANSWERED, Stage
from bookings.handoffs.rules.working_time import Working, after, days_after, end_of_today


class Unit(Enum):
    """What a limit counts, by the word that a setting writes behind the number."""

    HOURS = "h"
    WORKING_HOURS = "wh"
    WORKING_DAYS = "wd"
    TODAY = "today"


class NotALimit(ValueError):
    """A setting that says no time."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A time to answer in. `today` is over when the place's working day is."""

    unit: Unit
    amount: int = 0

    def due(self, since: datetime, working: Working) -> datetime:
        """When the time is over, in UTC; `since` is aware."""
        match self.unit:
            case Unit.HOURS:
                return since.astimezone(UTC) + timedelta(hours=self.amount)
            case Unit.WORKING_HOURS:
                return after(since, timedelta(hours=self.amount), working)
            case Unit.WORKING_DAYS:
                return days_after(since, self.amount, working)
            case Unit.TODAY:
                return end_of_today(since, working)
            case _:
                assert_never(self.unit)


# The most that a setting may say of each: nobody waits longer by a slip of the finger.
_AT_MOST = {Unit.HOURS: 14 * 24, Unit.WORKING_HOURS: 80, Unit.WORKING_DAYS: 10}


def limit_in(text: str) -> Limit:
    """`48h`, `2wh`, `3wd` or `today`. Raises NotALimit."""
    wanted = text.strip().lower()
    if wanted == Unit.TODAY.value:
        return Limit(Unit.TODAY)
    amount = wanted.rstrip("hwd")
    unit = next((each for each in _AT_MOST if amount + each.value == wanted), None)
    if unit is None or not amount.isdecimal() or not 1 <= int(amount) <= _AT_MOST[unit]:
        raise NotALimit(f"{text!r} is no limit; one is 48h, 2wh, 3wd or today")
    return Limit(unit, int(amount))


@dataclass(frozen=True, slots=True)
class Stake:
    """What makes silence worse than usual."""

    life_at_risk: bool = False
    nowhere_tonight: bool = False
    is_about_a_child: bool = False
    is_high_concern: bool = False

    @property
    def is_grave(self) -> bool:
        """Whether it cannot wait for tomorrow."""
        return self.life_at_risk or self.nowhere_tonight or self.is_high_concern


_THREE_DAYS = Limit(Unit.WORKING_DAYS, 3)
_A_DAY = Limit(Unit.WORKING_DAYS, 1)

ANSWER_WITHIN: Mapping[DeskKind, Limit] = {
    DeskKind.IDVA: Limit(Unit.HOURS, 48),
    DeskKind.HOUSING: _A_DAY,
    DeskKind.LEGAL: _THREE_DAYS,
    DeskKind.CONFLICT_CHECK: _THREE_DAYS,
    DeskKind.REFUGE: Limit(Unit.WORKING_HOURS, 2),
    DeskKind.SUBSTANCE_MISUSE: _THREE_DAYS,
    DeskKind.POLICE: _A_DAY,
    DeskKind.CHILDRENS_SOCIAL_CARE: _A_DAY,
    DeskKind.ISVA: _THREE_DAYS,
    DeskKind.OTHER: _THREE_DAYS,
}

# What the sender owes: to go on with what came back, to answer a question, to tell her, to close.
SENDER_WITHIN: Mapping[Stage, Limit] = {
    Stage.DRAFT: _A_DAY,
    Stage.SHOWN: _A_DAY,
    Stage.OUTCOME: Limit(Unit.WORKING_DAYS, 5),
    Stage.TOLD: Limit(Unit.WORKING_DAYS, 5),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """All of the deployer's; `contact_made` is by when something has come of it, or somebody says
    how far it is."""

    answer: Mapping[DeskKind, Limit]
    sender: Mapping[Stage, Limit]
    came_back: Limit = _A_DAY
    contact_made: Limit = Limit(Unit.WORKING_DAYS, 10)
    grave: Limit = Limit(Unit.TODAY)
    child: Limit = _A_DAY


SHIPPED = Limits(ANSWER_WITHIN, SENDER_WITHIN)


def with_settings(texts: Mapping[DeskKind, str]) -> Limits:
    """The deployer's limits over those that ship. Raises NotALimit. None makes a child wait longer:
    `child` counts beside it, whatever is set (R-12)."""
    chosen = {desk: limit_in(text) for desk, text in texts.items()}
    return replace(SHIPPED, answer={**ANSWER_WITHIN, **chosen})


def due_at(
    stage: Stage,
    since: datetime,
    *,
    desk: DeskKind,
    stake: Stake,
    working: Working,
    limits: Limits = SHIPPED,
) -> datetime | None:
    """By when the next thing must have happened, in UTC; None once it is closed.

    `since` is when it was sent, for all that is unanswered: asking for more stops no clock. Else it
    is when the stage began; for `tried` the last attempt. `working` is the place of whoever holds
    it. What is grave is due today, whatever else a setting says.
    """
    if stage is Stage.CLOSED:
        return None
    found = {_usual(stage, desk, limits)} | set(_graver(stage, desk, stake, limits))
    return min(limit.due(since, working) for limit in found)


# Where it is the first answer, the first contact or the next try that is waited for.
_NOT_YET = UNANSWERED | {Stage.ACCEPTED, Stage.TRIED}


def _usual(stage: Stage, desk: DeskKind, limits: Limits) -> Limit:
    if stage in _NOT_YET:
        return limits.answer[desk]
    if stage in CAME_BACK:
        return limits.came_back
    return limits.contact_made if stage is Stage.CONTACT_MADE else limits.sender[stage]


def _graver(stage: Stage, desk: DeskKind, stake: Stake, limits: Limits) -> Iterator[Limit]:
    if stake.is_grave and stage in _NOT_YET | CAME_BACK | NOT_SENT:
        yield limits.grave
    is_childs = stake.is_about_a_child or desk is DeskKind.CHILDRENS_SOCIAL_CARE
    if is_childs and stage in UNANSWERED:
        yield limits.child
