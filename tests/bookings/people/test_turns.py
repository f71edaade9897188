"""C-08, S-26: linked people have weeks of their own, and nobody's are ever given away."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bookings.people.rules.turns import EVERY_WEEK, NoTurnLeft, Turn, are_apart, part, week_of

MONDAY = date(2026, 11, 23)


def weeks_in(turn: Turn, rounds: int = 128) -> set[int]:
    first = week_of(MONDAY)
    days = (MONDAY + timedelta(weeks=each) for each in range(rounds))
    return {week_of(day) - first for day in days if turn.has(day)}


def test_a_week_is_from_monday_to_sunday_and_no_year_begins_it_anew() -> None:
    days = [MONDAY + timedelta(days=each) for each in range(7)]
    assert {week_of(day) for day in days} == {week_of(MONDAY)}
    assert week_of(date(2027, 1, 3)) == week_of(date(2026, 12, 28))
    assert week_of(date(2027, 1, 4)) == week_of(date(2026, 12, 28)) + 1


def test_c_08_whoever_is_harmed_keeps_three_weeks_of_four_and_the_other_has_one() -> None:
    safe, other = part(EVERY_WEEK, EVERY_WEEK)
    assert (len(weeks_in(safe)), len(weeks_in(other))) == (96, 32)
    assert weeks_in(safe).isdisjoint(weeks_in(other))


def test_c_08_it_is_no_week_in_which_they_are_coming() -> None:
    coming = [week_of(MONDAY) + each for each in (0, 1, 3)]
    _, other = part(EVERY_WEEK, EVERY_WEEK, coming)
    assert weeks_in(other, 8) == {2, 6}


def test_c_08_a_second_link_takes_no_week_from_whoever_is_harmed() -> None:
    safe, _ = part(EVERY_WEEK, EVERY_WEEK)
    still, second = part(safe, EVERY_WEEK)
    assert still == safe
    assert are_apart(still, second)


def test_c_08_somebody_who_has_one_week_only_keeps_it() -> None:
    _, one = part(EVERY_WEEK, EVERY_WEEK)
    safe, other = part(one, EVERY_WEEK)
    assert safe == one
    assert len(weeks_in(other)) == 96


def test_two_with_the_same_single_week_take_turns_in_it() -> None:
    safe, other = part(Turn(1, 4), Turn(1, 4))
    assert weeks_in(safe) | weeks_in(other) == weeks_in(Turn(1, 4))
    assert weeks_in(safe).isdisjoint(weeks_in(other))


def test_where_no_week_is_left_it_is_said() -> None:
    with pytest.raises(NoTurnLeft):
        part(Turn(1, 32), Turn(1, 32))


def test_c_08_any_links_in_any_order_stay_apart_and_nobody_gains_a_week(
    rounds: Callable[[int, int], int],
) -> None:
    chance = random.Random(8)
    for _ in range(rounds(500, 50_000)):
        people = dict.fromkeys(range(chance.randrange(2, 9)), EVERY_WEEK)
        linked: list[tuple[int, int]] = []
        for _ in range(20):
            safe, other = chance.sample(sorted(people), 2)
            coming = [chance.randrange(9000) for _ in range(chance.randrange(3))]
            before = bits(people[safe]), bits(people[other])
            try:
                people[safe], people[other] = part(people[safe], people[other], coming)
            except NoTurnLeft:
                continue
            linked.append((safe, other))
            after = bits(people[safe]), bits(people[other])
            assert all(after)
            assert not any(new & ~old for old, new in zip(before, after, strict=True))
        assert not any(bits(people[one]) & bits(people[two]) for one, two in linked)


def bits(turn: Turn) -> int:
    """The weeks of sixty-four."""
    return sum(turn.weeks << place for place in range(0, 64, turn.of))
