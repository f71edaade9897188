"""Which refuge places fit a household today, what must be asked of others, and why the rest do not
fit (R-09)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.handoffs.rules.refuge import Fit, Household, matches
from services_directory.places.queries.rows import KnownPlace
from services_directory.places.queries.today import Looking, count_all, no_space, space

# More than so many at once nobody compares; whoever wants others says more of what is needed.
SHOWN = 20
# Of those that are no space today, the ones heard of last are looked at: one may be free soon.
LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Match:
    """One place, whose it is, and how it fits."""

    known: KnownPlace
    fit: Fit


@dataclass(frozen=True, slots=True)
class Matches:
    """The best of each kind, best first; `more` counts the places that are not among them."""

    fits: Sequence[Match]
    ask: Sequence[Match]
    against: Sequence[Match]
    more: int


def fitting(
    db: Session,
    household: Household,
    now: datetime,
    *,
    avoided: Collection[UUID] = (),
    shown: int = SHOWN,
) -> Matches:
    """How the places that there are fit at an aware moment: at most `shown` of each kind. Of the
    organisations that are `avoided` none is there (S-28)."""
    looking = Looking(household.need, now, avoided)
    known = [*space(db, looking), *no_space(db, looking, most=LOOKED_AT)]
    by_code = {each.place.code: each for each in known}
    kinds: tuple[list[Match], list[Match], list[Match]] = ([], [], [])
    for found in matches((each.place for each in known), household, now):
        kind = kinds[2 if found.against else 1 if found.ask else 0]
        if len(kind) < shown:
            kind.append(Match(by_code[found.place.code], found))
    return Matches(*kinds, more=count_all(db, looking) - sum(map(len, kinds)))
