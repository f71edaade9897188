"""A household as one text, to be sealed with the need, and back."""

import json
from uuid import UUID

from bookings.handoffs.rules.refuge import Household
from services_directory.places.rules import Access, Funding, Gender, Support


def as_text(household: Household) -> str:
    """All of it but the need's id, which the row has."""
    return json.dumps(
        {
            "people": household.people,
            "gender": household.gender.value if household.gender else None,
            "rooms": household.rooms,
            "boys": household.boys,
            "unsafe_areas": sorted(household.unsafe_areas),
            "access": sorted(each.value for each in household.access),
            "funding": sorted(each.value for each in household.funding),
            "support": sorted(each.value for each in household.support),
            "languages": sorted(household.languages),
            "has_pets": household.has_pets,
            "must_be_self_contained": household.must_be_self_contained,
            "of": sorted(household.of),
            "wants_by_and_for": sorted(household.wants_by_and_for),
        },
        ensure_ascii=False,
    )


def household_in(text: str | None, need: UUID) -> Household | None:
    """The household of this need; None where none was written down."""
    if not text:
        return None
    said = json.loads(text)
    gender = said["gender"]
    return Household(
        need=need,
        people=said["people"],
        gender=Gender(gender) if gender else None,
        rooms=said["rooms"],
        boys=tuple(said["boys"]),
        unsafe_areas=frozenset(said["unsafe_areas"]),
        access=frozenset(map(Access, said["access"])),
        funding=frozenset(map(Funding, said["funding"])),
        support=frozenset(map(Support, said["support"])),
        languages=frozenset(said["languages"]),
        has_pets=said["has_pets"],
        must_be_self_contained=said["must_be_self_contained"],
        of=frozenset(said["of"]),
        wants_by_and_for=frozenset(said["wants_by_and_for"]),
    )
