"""Who comes and what they need: typed, kept as a text with the need, and read again as it was."""

from typing import Any
from uuid import UUID

import pytest

from bookings.handoffs.forms.household import read_household, typed_of
from bookings.handoffs.rules.household import as_text, household_in
from bookings.handoffs.rules.refuge import Household
from portal.web.forms import Problems
from services_directory.places.rules import Access, Funding, Gender, Support

NEED = UUID(int=51)
TYPED: dict[str, list[str]] = {
    "people": ["4"],
    "rooms": ["2"],
    "boys": ["3, 12"],
    "gender": ["women"],
    "unsafe_areas": ["Southside,  The  South"],
    "access": ["step_free"],
    "funding": ["housing_benefit", "own_means"],
    "support": ["mental_health"],
    "languages": ["pl"],
    "has_pets": ["yes"],
    "self_contained": ["yes"],
    "of": ["deaf"],
    "wants_by_and_for": ["deaf"],
}
SHE = Household(
    NEED,
    people=4,
    gender=Gender.WOMEN,
    rooms=2,
    boys=(3, 12),
    unsafe_areas=frozenset({"Southside", "The South"}),
    access=frozenset({Access.STEP_FREE}),
    funding=frozenset({Funding.HOUSING_BENEFIT, Funding.OWN_MEANS}),
    support=frozenset({Support.MENTAL_HEALTH}),
    languages=frozenset({"pl"}),
    has_pets=True,
    must_be_self_contained=True,
    of=frozenset({"deaf"}),
    wants_by_and_for=frozenset({"deaf"}),
)


def test_r_09_a_household_is_read_as_it_was_typed() -> None:
    assert read_household(TYPED, NEED) == SHE
    assert read_household({"people": ["1"]}, NEED) == Household(NEED, people=1)


@pytest.mark.parametrize("household", [SHE, Household(NEED, people=1)])
def test_it_is_the_same_after_it_was_kept_and_typed_again(household: Household) -> None:
    assert household_in(as_text(household), NEED) == household
    assert read_household(typed_of(household), NEED) == household


def test_where_none_was_written_down_there_is_none() -> None:
    assert household_in(None, NEED) is household_in("", NEED) is None
    assert typed_of(None) == {}


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        ({"people": [""]}, {"people": "how_many"}),
        ({"people": ["many"]}, {"people": "number_unfit"}),
        ({"boys": ["three"]}, {"boys": "ages_unreadable"}),
        ({"boys": ["3, 19"]}, {"boys": "ages_unreadable"}),
        ({"unsafe_areas": ["x" * 241]}, {"unsafe_areas": "too_long"}),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field(
    change: dict[str, Any], problems: dict[str, str]
) -> None:
    assert read_household({**TYPED, **change}, NEED) == Problems(problems)
