"""Who comes and what they need of a refuge, as it is typed; only how many must be said (R-09)."""

from uuid import UUID

from bookings.handoffs.rules.refuge import Household
from portal.web.forms import Problems, Typed, one, ticked
from services_directory.places.forms import COUNTS, TICKS, count_in, ticked_of
from services_directory.places.rules import COMMUNITIES, Access, Funding, Gender, Support
from services_directory.places.rules.texts import as_areas

LONGEST = {"unsafe_areas": 240, "boys": 40}
OLDEST_BOY = 18
YES = ["yes"]


def read_household(typed: Typed, need: UUID) -> Household | Problems:
    """The household of this need, or what is to be mended beside which field."""
    problems = Problems()
    people = count_in(typed, "people", COUNTS["people"], problems)
    rooms = count_in(typed, "rooms", COUNTS["rooms"], problems)
    boys, areas = _ages(typed, problems), one(typed, "unsafe_areas")
    if people is None and "people" not in problems:
        problems["people"] = "how_many"
    if len(areas) > LONGEST["unsafe_areas"]:
        problems["unsafe_areas"] = "too_long"
    if problems or people is None:
        return problems
    ticks = {name: ticked_of(typed, name, words) for name, words in TICKS.items()}
    return Household(
        need=need,
        people=people,
        gender=next((each for each in Gender if each.value == one(typed, "gender")), None),
        rooms=rooms or 1,
        boys=boys,
        unsafe_areas=frozenset(as_areas(areas)),
        access=frozenset(map(Access, ticks["access"])),
        funding=frozenset(map(Funding, ticks["funding"])),
        support=frozenset(map(Support, ticks["support"])),
        languages=frozenset(ticks["languages"]),
        has_pets=ticked(typed, "has_pets"),
        must_be_self_contained=ticked(typed, "self_contained"),
        of=frozenset(ticked_of(typed, "of", COMMUNITIES)),
        wants_by_and_for=frozenset(ticked_of(typed, "wants_by_and_for", COMMUNITIES)),
    )


def typed_of(household: Household | None) -> dict[str, list[str]]:
    """A household as its form would have been filled in; nothing where there is none yet."""
    if household is None:
        return {}
    return {
        "people": [str(household.people)],
        "gender": [household.gender.value if household.gender else ""],
        "rooms": [str(household.rooms)],
        "boys": [", ".join(map(str, household.boys))],
        "unsafe_areas": [", ".join(sorted(household.unsafe_areas))],
        "access": [each.value for each in household.access],
        "funding": [each.value for each in household.funding],
        "support": [each.value for each in household.support],
        "languages": sorted(household.languages),
        "has_pets": YES if household.has_pets else [],
        "self_contained": YES if household.must_be_self_contained else [],
        "of": sorted(household.of),
        "wants_by_and_for": sorted(household.wants_by_and_for),
    }


def _ages(typed: Typed, problems: Problems) -> tuple[int, ...]:
    """The ages of "3, 12" in years."""
    ages = [each.strip() for each in one(typed, "boys").split(",") if each.strip()]
    if all(_is_age(each) for each in ages) and len(ages) <= COUNTS["people"]:
        return tuple(map(int, ages))
    problems["boys"] = "ages_unreadable"
    return ()


def _is_age(text: str) -> bool:
    is_number = len(text) <= 2 and text.isascii() and text.isdecimal()
    return is_number and int(text) <= OLDEST_BOY
