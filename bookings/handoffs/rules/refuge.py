"""Whether a refuge place fits a household today, and why not, for each place. What is not known of
a place is asked there, never guessed (R-09)."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import lru_cache
from uuid import UUID

from services_directory.places.rules import (
    Access,
    Funding,
    Gender,
    RefugePlace,
    Support,
    is_fresh,
    is_held_for_another,
)


@dataclass(frozen=True, slots=True)
class Household:
    """Who comes and what they need. `boys` are their ages in years. `of` are the communities that
    they say are theirs, `wants_by_and_for` those whose own place they want. What nobody said asks
    nothing of a place, but who they are and how it is paid for: those are asked there."""

    need: UUID
    people: int
    gender: Gender | None = None
    rooms: int = 1
    boys: tuple[int, ...] = ()
    unsafe_areas: frozenset[str] = frozenset()
    access: frozenset[Access] = frozenset()
    funding: frozenset[Funding] = frozenset()
    support: frozenset[Support] = frozenset()
    languages: frozenset[str] = frozenset()
    has_pets: bool = False
    must_be_self_contained: bool = False
    of: frozenset[str] = frozenset()
    wants_by_and_for: frozenset[str] = frozenset()


class Why(Enum):
    """Why a place does not fit, or what must be asked there."""

    STALE = "stale"
    FULL = "full"
    HELD = "held"
    AREA = "area"
    GENDER = "gender"
    PEOPLE = "people"
    ROOMS = "rooms"
    BOYS_AGE = "boys_age"
    ACCESS = "access"
    FUNDING = "funding"
    SUPPORT = "support"
    LANGUAGE = "language"
    PETS = "pets"
    BY_AND_FOR = "by_and_for"
    SELF_CONTAINED = "self_contained"


@dataclass(frozen=True, slots=True)
class Fit:
    """How a place fits: `against` are reasons against it, `ask` is what it has not said."""

    place: RefugePlace
    against: tuple[Why, ...]
    ask: tuple[Why, ...]

    @property
    def fits(self) -> bool:
        """Whether nothing is against it and nothing is unclear."""
        return not self.against and not self.ask


def fit(place: RefugePlace, household: Household, now: datetime) -> Fit:
    """How this place fits at an aware moment, with every reason and not the first alone (R-09)."""
    found = [*_today(place, household.need, now), *_asked(place, household)]
    return Fit(
        place,
        against=tuple(why for why, fits in found if fits is False),
        ask=tuple(why for why, fits in found if fits is None),
    )


def matches(places: Iterable[RefugePlace], household: Household, now: datetime) -> list[Fit]:
    """Every place: those that fit first, then what must be asked, fewest questions first; then what
    does not fit, fewest reasons first. Of equals, whoever confirmed last."""
    return sorted((fit(place, household, now) for place in places), key=_rank)


def _rank(found: Fit) -> tuple[int, int, float, str]:
    said = found.place.confirmed_at
    age = -said.timestamp() if said else 0.0
    return len(found.against), len(found.ask), age, found.place.code


def _today(place: RefugePlace, need: UUID, now: datetime) -> Iterator[tuple[Why, bool]]:
    yield Why.STALE, is_fresh(place, now)
    yield Why.FULL, place.is_free
    yield Why.HELD, not is_held_for_another(place, need, now)


def _asked(place: RefugePlace, household: Household) -> Iterator[tuple[Why, bool | None]]:
    yield Why.AREA, not _names(place.areas) & _names(household.unsafe_areas)
    yield Why.GENDER, _takes(place.gender, household.gender)
    yield Why.PEOPLE, _reaches(place.people, household.people)
    yield Why.ROOMS, _reaches(place.rooms, household.rooms)
    yield Why.BOYS_AGE, _reaches(place.boys_until, max(household.boys, default=None))
    yield Why.ACCESS, _holds(place.access, household.access)
    yield Why.FUNDING, _meets(place.funding, household.funding)
    yield Why.SUPPORT, _holds(place.support, household.support)
    spoken = _meets(place.languages, household.languages)
    yield Why.LANGUAGE, _if_needed(bool(household.languages), spoken)
    yield Why.PETS, _if_needed(household.has_pets, place.takes_pets)
    yield Why.BY_AND_FOR, _is_for(place, household)
    yield Why.SELF_CONTAINED, _if_needed(household.must_be_self_contained, place.is_self_contained)


@lru_cache(maxsize=1024)
def _names(areas: frozenset[str]) -> frozenset[str]:
    return frozenset(" ".join(name.split()).casefold() for name in areas)


def _takes(place: Gender | None, household: Gender | None) -> bool | None:
    if place is None or household is None:
        return True if place is Gender.EVERYBODY else None
    return place in (Gender.EVERYBODY, household)


def _reaches(offered: int | None, needed: int | None) -> bool | None:
    """Whether so much is offered; nothing needed is always there."""
    if needed is None:
        return True
    return None if offered is None else needed <= offered


def _holds(offered: AbstractSet[Enum] | None, needed: AbstractSet[Enum]) -> bool | None:
    """Whether all that is needed is there."""
    if not needed:
        return True
    return None if offered is None else needed <= offered


def _meets(offered: AbstractSet[object] | None, own: AbstractSet[object]) -> bool | None:
    """Whether one of several will do."""
    return None if offered is None or not own else bool(offered & own)


def _if_needed(needed: bool, offered: bool | None) -> bool | None:
    return offered if needed else True


def _is_for(place: RefugePlace, household: Household) -> bool | None:
    """A place for some alone is for them; whether anybody is one of them, only they can say."""
    wanted = household.wants_by_and_for
    if wanted and not wanted & place.by_and_for:
        return False
    if not place.only_for:
        return True
    return bool(place.only_for & household.of) if household.of else None
