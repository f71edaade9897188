"""Who leaves when, while somebody dangerous is about: never two close after each other (C-10)."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

APART = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody who is in the building. `is_sought`: words were left about whom to keep out."""

    visit_id: Hashable
    number: int
    gone_by: datetime | None
    is_sought: bool


@dataclass(frozen=True, slots=True)
class Leaves:
    """From when on somebody may leave; None while she is told not to."""

    visit_id: Hashable
    at: datetime | None


def leaving(
    people: Iterable[Here], *, raised_at: datetime, last_left: datetime | None, now: datetime
) -> list[Leaves]:
    """First those told not to leave, since it may be them who are waited for; then the others, who
    must be gone soonest first, each at least APART after the one before.

    The times are counted from the alert, so that they do not run on while the list is looked at.
    """
    told = sorted(people, key=lambda each: (not each.is_sought, _limit(each), each.number))
    staying = [Leaves(each.visit_id, None) for each in told if each.is_sought]
    at = _first(raised_at, last_left, now)
    others = [each for each in told if not each.is_sought]
    return staying + [Leaves(each.visit_id, at + n * APART) for n, each in enumerate(others)]


def _limit(each: Here) -> tuple[bool, float]:
    return each.gone_by is None, each.gone_by.timestamp() if each.gone_by else 0.0


def _first(raised_at: datetime, last_left: datetime | None, now: datetime) -> datetime:
    """The first of the times, APART each from the alert on, that is not past and not too close
    after whoever left last."""
    soonest = max(now, last_left + APART if last_left else now)
    steps = max(1, -((raised_at - soonest) // APART))
    return raised_at + steps * APART
