"""One stop and one person of a morning, as plain values, and how far each stop has come."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from hashlib import blake2s
from typing import Any

MINUTE = timedelta(minutes=1)
WELCOME = "welcome"


class StopState(Enum):
    """How far one stop has come."""

    PLANNED = "planned"
    CALLED = "called"
    WITH = "with"
    SEEN = "seen"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of somebody's, at one worker; moments are aware."""

    id: Hashable
    starts: datetime
    ends: datetime
    room: str
    worker_id: Hashable
    worker: str
    desk_id: Hashable = None
    need: str = ""
    service: str = ""
    missed: bool = False
    called: datetime | None = None
    began: datetime | None = None
    ended: datetime | None = None
    version: str = ""

    @property
    def state(self) -> StopState:
        if self.missed:
            return StopState.MISSED
        if self.ended:
            return StopState.SEEN
        if self.began:
            return StopState.WITH
        return StopState.CALLED if self.called else StopState.PLANNED

    @property
    def is_welcome(self) -> bool:
        return self.need == WELCOME

    @property
    def is_over(self) -> bool:
        return self.state in (StopState.SEEN, StopState.MISSED)

    @property
    def last_touched(self) -> datetime | None:
        """When its last step was taken; of a missed stop, when it was put down as missed."""
        return self.ended or self.began or self.called


@dataclass(frozen=True, slots=True)
class Person:
    """One visit of the morning. The name is the chosen one; without it the number stands."""

    visit_id: Hashable
    name: str
    number: int | None
    stops: tuple[Stop, ...] = ()
    children: int = 0
    gone_by: datetime | None = None
    arrived: datetime | None = None
    welcomed: datetime | None = None
    left: datetime | None = None
    walked_in: bool = False
    cancelled: bool = False
    set_aside: bool = False
    # When the words were typed that open nothing and say that somebody is not free (V-14).
    second_used: datetime | None = None
    is_to_hear: bool = False

    @property
    def is_here(self) -> bool:
        return self.arrived is not None and self.left is None


def version_of(*values: Any) -> str:
    """A short text that is another one as soon as one of the values is."""
    return blake2s("\x1f".join(map(str, values)).encode(), digest_size=6).hexdigest()


def whole_minutes(span: timedelta) -> int:
    return max(0, span // MINUTE)


def name_shown(chosen: str) -> str:
    """What a board or a screen calls somebody: the first word, so that a surname typed after it is
    nowhere to be read (C-02, S-48)."""
    return next(iter(chosen.split()), "")
