"""Whether a refuge place fits today, with each reason, and never a guess."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookings.handoffs.rules.refuge import Household, Why, fit, matches
from services_directory.places.rules import (
    FRESH_FOR,
    HOLD_FOR,
    Access,
    Funding,
    Gender,
    Hold,
    NotAnArea,
    RefugePlace,
    Support,
    held_from,
)

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
NEED, OTHERS = UUID(int=51), UUID(int=52)
PLACE = RefugePlace(
    code="K7",
    areas=frozenset({"Northside", "The North"}),
    confirmed_at=NOW - timedelta(hours=1),
    is_free=True,
    people=4,
    rooms=2,
    boys_until=14,
    gender=Gender.WOMEN,
    access=frozenset({Access.STEP_FREE}),
    funding=frozenset({Funding.HOUSING_BENEFIT}),
    support=frozenset({Support.MENTAL_HEALTH}),
    languages=frozenset({"en", "pl"}),
    takes_pets=False,
    is_self_contained=False,
    by_and_for=frozenset({"deaf"}),
)
UNSAID = RefugePlace("K8", frozenset({"Northside"}), NOW, is_free=True)
SHE = Household(
    NEED,
    people=3,
    gender=Gender.WOMEN,
    rooms=2,
    boys=(3, 14),
    unsafe_areas=frozenset({"Southside"}),
    access=frozenset({Access.STEP_FREE}),
    funding=frozenset({Funding.HOUSING_BENEFIT, Funding.OWN_MEANS}),
    support=frozenset({Support.MENTAL_HEALTH}),
    languages=frozenset({"pl", "de"}),
)


def test_a_place_that_fits_has_nothing_against_it_and_nothing_to_ask() -> None:
    found = fit(PLACE, SHE, NOW)
    assert (found.against, found.ask, found.fits) == ((), (), True)


@pytest.mark.parametrize(
    ("place", "household", "why"),
    [
        ({"confirmed_at": NOW - FRESH_FOR}, {}, Why.STALE),
        ({"confirmed_at": None}, {}, Why.STALE),
        ({"is_free": False}, {}, Why.FULL),
        ({"hold": Hold(OTHERS, NOW + timedelta(seconds=1))}, {}, Why.HELD),
        ({}, {"unsafe_areas": frozenset({"  the NORTH "})}, Why.AREA),
        ({}, {"gender": Gender.MEN}, Why.GENDER),
        ({}, {"people": 5}, Why.PEOPLE),
        ({}, {"rooms": 3}, Why.ROOMS),
        ({}, {"boys": (2, 15)}, Why.BOYS_AGE),
        ({}, {"access": frozenset({Access.STEP_FREE, Access.HEARING})}, Why.ACCESS),
        ({}, {"funding": frozenset({Funding.NO_RECOURSE})}, Why.FUNDING),
        ({}, {"support": frozenset({Support.SUBSTANCE})}, Why.SUPPORT),
        ({}, {"languages": frozenset({"ur"})}, Why.LANGUAGE),
        ({}, {"has_pets": True}, Why.PETS),
        ({}, {"must_be_self_contained": True}, Why.SELF_CONTAINED),
        ({}, {"wants_by_and_for": frozenset({"latin"})}, Why.BY_AND_FOR),
        ({"only_for": frozenset({"deaf"})}, {"of": frozenset({"latin"})}, Why.BY_AND_FOR),
    ],
)
def test_r_09_each_reason_against_a_place_is_named(
    place: dict[str, Any], household: dict[str, Any], why: Why
) -> None:
    found = fit(replace(PLACE, **place), replace(SHE, **household), NOW)
    assert (found.against, found.ask) == ((why,), ())


def test_every_reason_is_named_and_not_the_first_alone() -> None:
    household = replace(SHE, people=9, has_pets=True, unsafe_areas=frozenset({"northside"}))
    found = fit(replace(PLACE, is_free=False), household, NOW)
    assert found.against == (Why.FULL, Why.AREA, Why.PEOPLE, Why.PETS)


def test_what_a_place_has_not_said_is_asked_there_and_never_guessed() -> None:
    everything = replace(SHE, has_pets=True, must_be_self_contained=True)
    found = fit(UNSAID, everything, NOW)
    assert found.against == ()
    assert set(found.ask) == set(Why) - {Why.STALE, Why.FULL, Why.HELD, Why.AREA, Why.BY_AND_FOR}
    assert not found.fits


def test_what_she_has_not_said_asks_nothing_of_a_place_but_who_and_how_paid() -> None:
    quiet = Household(NEED, people=1)
    assert fit(PLACE, quiet, NOW).ask == (Why.GENDER, Why.FUNDING)
    for_all = replace(PLACE, gender=Gender.EVERYBODY, only_for=frozenset({"deaf"}))
    assert fit(for_all, quiet, NOW).ask == (Why.FUNDING, Why.BY_AND_FOR)


def test_a_place_for_everybody_takes_anybody() -> None:
    for gender in Gender:
        found = fit(replace(PLACE, gender=Gender.EVERYBODY), replace(SHE, gender=gender), NOW)
        assert found.fits


def test_what_was_said_a_day_ago_is_no_space() -> None:
    just = replace(PLACE, confirmed_at=NOW - FRESH_FOR + timedelta(seconds=1))
    assert fit(just, SHE, NOW).fits


def test_one_s_own_hold_and_one_that_ran_out_are_no_hindrance() -> None:
    for hold in (Hold(NEED, NOW + timedelta(hours=1)), Hold(OTHERS, NOW)):
        assert fit(replace(PLACE, hold=hold), SHE, NOW).fits


def test_a_soft_hold_lasts_two_hours_and_is_not_made_longer() -> None:
    first = held_from(PLACE, NEED, NOW)
    assert first == Hold(NEED, NOW + HOLD_FOR)
    held = replace(PLACE, hold=first)
    later = NOW + timedelta(hours=1)
    assert held_from(held, NEED, later) == first
    assert held_from(held, OTHERS, later) is None
    assert held_from(held, OTHERS, NOW + HOLD_FOR) == Hold(OTHERS, NOW + 2 * HOLD_FOR)


def test_what_is_full_or_stale_is_not_held() -> None:
    for change in ({"is_free": False}, {"confirmed_at": None}):
        assert held_from(replace(PLACE, **change), NEED, NOW) is None


@pytest.mark.parametrize("area", ["4 Mill Lane", "SE10", "Haus Ⅷ", "٣ East", "Elm House"])
def test_s_29_a_place_is_an_area_and_no_word_leads_to_its_door(area: str) -> None:
    with pytest.raises(NotAnArea):
        replace(PLACE, areas=frozenset({"Northside", area}))
    with pytest.raises(NotAnArea):
        replace(PLACE, areas=frozenset())


def test_matches_begin_with_what_fits_and_end_with_what_does_not() -> None:
    older = replace(PLACE, code="K1", confirmed_at=NOW - timedelta(hours=5))
    full = replace(PLACE, code="K2", is_free=False)
    found = matches([full, UNSAID, older, PLACE], SHE, NOW)
    assert [each.place.code for each in found] == ["K7", "K1", "K8", "K2"]


@given(st.data())
def test_whatever_more_she_needs_no_place_fits_better_for_it(drawn: st.DataObject) -> None:
    more = replace(
        SHE,
        people=SHE.people + drawn.draw(st.integers(0, 3)),
        boys=SHE.boys + tuple(drawn.draw(st.lists(st.integers(0, 17), max_size=2))),
        access=SHE.access | drawn.draw(st.frozensets(st.sampled_from(Access))),
        support=SHE.support | drawn.draw(st.frozensets(st.sampled_from(Support))),
        unsafe_areas=SHE.unsafe_areas | drawn.draw(st.frozensets(st.just("Northside"))),
        has_pets=drawn.draw(st.booleans()),
    )
    assert set(fit(PLACE, SHE, NOW).against) <= set(fit(PLACE, more, NOW).against)
