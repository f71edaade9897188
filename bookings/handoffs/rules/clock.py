"""Whether somebody is late with the next thing, and who hears of it then: a named person, and on
to the next, never silence (C-14, C-15, R-12)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from uuid import UUID

from bookings.handoffs.rules.stages import HELD_BY, Side, Stage


class Standing(Enum):
    """How a handoff stands by the clock, the most pressing first."""

    OVERDUE = "overdue"
    DUE = "due"
    UNREAD = "unread"
    IN_TIME = "in_time"
    WAITS_ON_HER = "waits_on_her"
    CLOSED = "closed"


# The last part of the time in which it is shown as due.
LAST_PART = 4


def standing(stage: Stage, since: datetime, due: datetime | None, now: datetime) -> Standing:
    """Of aware moments: `since` the clock runs, `due` is from `limits.due_at`. Late is late from
    the very moment on; unread only says that there is time yet to read it."""
    if due is None:
        return Standing.CLOSED
    if now >= due:
        return Standing.OVERDUE
    if now >= due - (due - since) / LAST_PART:
        return Standing.DUE
    if stage is Stage.SENT:
        return Standing.UNREAD
    return Standing.WAITS_ON_HER if stage is Stage.OUTCOME else Standing.IN_TIME


class Presence(Enum):
    """Whether somebody can see to something."""

    AT_WORK = "at_work"
    AWAY = "away"
    LEFT = "left"


class NobodyIsNamed(ValueError):
    """A ladder without a rung, a rung without a name, or one on which everybody has left."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Who hears of it, rung by rung: a team's lead, a manager, whoever answers for it all. Several
    on one rung hear of it together. Raises NobodyIsNamed."""

    rungs: tuple[tuple[UUID, ...], ...]

    def __post_init__(self) -> None:
        if not self.rungs or not all(self.rungs):
            raise NobodyIsNamed("each rung names somebody")


# Unless a deployer says otherwise: so long each rung has before the next hears of it too.
A_RUNG = timedelta(hours=4)
A_GRAVE_RUNG = timedelta(hours=1)


def rung_at(due: datetime | None, now: datetime, each: timedelta) -> int | None:
    """Which rung it has come to, 0 first; None while it is not late. Nights and holidays count
    here: what is late does not wait for Monday to be told to the next (C-15)."""
    if due is None or now < due:
        return None
    return int((now.astimezone(UTC) - due.astimezone(UTC)) // each)


def told_of_it(ladder: Ladder, rung: int, presence: Mapping[UUID, Presence]) -> tuple[UUID, ...]:
    """Who hears of it on this rung: those of it that are at work, else of the next above, else of
    the next below. Where nobody is at work, all that have not left. Raises NobodyIsNamed where
    everybody has: then whoever answers for the portal must name somebody.

    Who is not in `presence` has left.
    """
    at = min(rung, len(ladder.rungs) - 1)
    order: Sequence[tuple[UUID, ...]] = (*ladder.rungs[at:], *reversed(ladder.rungs[:at]))
    for names in order:
        found = _with(names, presence, Presence.AT_WORK)
        if found:
            return found
    return _all_who_stay(order, presence)


def _all_who_stay(
    order: Sequence[tuple[UUID, ...]], presence: Mapping[UUID, Presence]
) -> tuple[UUID, ...]:
    every = tuple(dict.fromkeys(each for names in order for each in names))
    found = _with(every, presence, Presence.AWAY)
    if not found:
        raise NobodyIsNamed("all who were named have left")
    return found


def _with(
    names: Sequence[UUID], presence: Mapping[UUID, Presence], wanted: Presence
) -> tuple[UUID, ...]:
    return tuple(each for each in names if presence.get(each, Presence.LEFT) is wanted)


def rung_now(
    holder: Presence, due: datetime | None, now: datetime, each: timedelta, *, is_grave: bool
) -> int | None:
    """The rung that must hear of it, late or not: who has left the job holds nothing, and what is
    grave does not wait for somebody who is away. None where it can rest with its holder."""
    if due is None:
        return None
    late = rung_at(due, now, each)
    is_alone = holder is Presence.LEFT or (holder is Presence.AWAY and is_grave)
    return 0 if late is None and is_alone else late


def ladder_for(stage: Stage, *, sender: Ladder, receiver: Ladder) -> Ladder:
    """Whose ladder it climbs: the receiver's while it is theirs to answer, unread in their inbox
    too, with the sender's above it, so that it always comes back to somebody who knows her."""
    is_theirs = stage is Stage.SENT or HELD_BY[stage] is Side.RECEIVER
    return Ladder(receiver.rungs + sender.rungs) if is_theirs else sender
