"""What a refuge can take today, as a value; where it is stands nowhere but as an area (S-29)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from services_directory.places.rules.doors import leads_to_a_door


class Access(Enum):
    """What a body needs of a building."""

    STEP_FREE = "step_free"
    WHEELCHAIR = "wheelchair"
    GROUND_FLOOR = "ground_floor"
    HEARING = "hearing"
    SIGHT = "sight"


class Funding(Enum):
    """How a place can be paid for."""

    HOUSING_BENEFIT = "housing_benefit"
    NO_RECOURSE = "no_recourse"
    OWN_MEANS = "own_means"


class Support(Enum):
    """What a place must be able to support, and no detail of it (S-34)."""

    SUBSTANCE = "substance"
    MENTAL_HEALTH = "mental_health"


class Gender(Enum):
    """Whom a place is for, and who asks for one."""

    WOMEN = "women"
    MEN = "men"
    EVERYBODY = "everybody"


class NotAnArea(ValueError):
    """A place is where an area is, and no word leads to its door (S-29)."""


# Who has places of their own, by and for them: a closed list, so that both sides mean the same.
COMMUNITIES = (
    "african_caribbean",
    "south_asian",
    "east_asian",
    "middle_eastern",
    "eastern_european",
    "latin_american",
    "gypsy_roma_traveller",
    "jewish",
    "muslim",
    "deaf",
    "disabled",
    "lgbt",
    "trans",
    "young",
)

# What a place said of itself longer ago than this is no space.
FRESH_FOR = timedelta(hours=24)

# A soft hold gives her and them time to speak, and no more.
HOLD_FOR = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Hold:
    """A place kept for one need until a moment."""

    need: UUID
    until: datetime


@dataclass(frozen=True, slots=True)
class RefugePlace:
    """What a refuge can take today, as it said at `confirmed_at`; None where it has not said.

    `code` means nothing outside. `areas` are the names by which people know where it is, from the
    small to the large. `people` counts everybody who comes, `boys_until` is the oldest age of a boy
    that it takes. `only_for` names whom alone it is for, `by_and_for` whose own it is, both out of
    COMMUNITIES. What is None it has not said.
    """

    code: str
    areas: frozenset[str]
    confirmed_at: datetime | None
    is_free: bool
    people: int | None = None
    rooms: int | None = None
    boys_until: int | None = None
    gender: Gender | None = None
    access: frozenset[Access] | None = None
    funding: frozenset[Funding] | None = None
    support: frozenset[Support] | None = None
    languages: frozenset[str] | None = None
    takes_pets: bool | None = None
    is_self_contained: bool | None = None
    only_for: frozenset[str] = frozenset()
    by_and_for: frozenset[str] = frozenset()
    hold: Hold | None = None

    def __post_init__(self) -> None:
        if not self.areas or any(map(leads_to_a_door, self.areas)):
            raise NotAnArea


def is_fresh(place: RefugePlace, now: datetime) -> bool:
    """Whether it was said of late; what is stale is no space (R-09)."""
    said = place.confirmed_at
    return said is not None and now - said < FRESH_FOR


def is_held_for_another(place: RefugePlace, need: UUID, now: datetime) -> bool:
    """Whether somebody else has it until later."""
    return place.hold is not None and place.hold.need != need and now < place.hold.until


def held_from(place: RefugePlace, need: UUID, now: datetime) -> Hold | None:
    """A soft hold from now on; None where it is no space or another's. A hold of one's own is not
    made longer by holding again: others wait for it."""
    if not (place.is_free and is_fresh(place, now)) or is_held_for_another(place, need, now):
        return None
    own = place.hold if place.hold and place.hold.need == need else None
    return own if own and now < own.until else Hold(need, now + HOLD_FOR)
