"""The order of a team's tray: by what is due, and by how bad silence would be. One moment per row
says both, so that it can be stored, indexed and compared (C-14)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from bookings.handoffs.rules.limits import Stake

# How much earlier a row counts as due: what silence would cost, in hours of anybody else's wait.
LIFE_AT_RISK = timedelta(hours=72)
NOWHERE_TONIGHT = timedelta(hours=24)
ABOUT_A_CHILD = timedelta(hours=24)
HIGH_CONCERN = timedelta(hours=12)


def head_start(stake: Stake) -> timedelta:
    """How much earlier it counts; what comes together adds up."""
    parts = (
        (stake.life_at_risk, LIFE_AT_RISK),
        (stake.nowhere_tonight, NOWHERE_TONIGHT),
        (stake.is_about_a_child, ABOUT_A_CHILD),
        (stake.is_high_concern, HIGH_CONCERN),
    )
    return sum((hours for holds, hours in parts if holds), timedelta())


def ranks_at(due: datetime, stake: Stake) -> datetime:
    """Where it stands in the tray: the earliest first. No score of any tool has a part in it."""
    return due - head_start(stake)


class Row(Protocol):
    """A row of a tray."""

    @property
    def id(self) -> UUID: ...
    @property
    def ranks_at(self) -> datetime: ...


Each = TypeVar("Each", bound=Row)


def in_order(rows: Iterable[Each]) -> list[Each]:
    """The earliest first; of the same moment always in the same order."""
    return sorted(rows, key=lambda row: (row.ranks_at, row.id))
