"""How a worker's morning is cut into times, and which of them are kept for walk-ins."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services_directory.sessions.rules.times import Rhythm, places_for_walk_ins, starts

COUNTS = st.integers(0, 40)
PERCENTS = st.integers(0, 100)


@given(st.integers(1, 12), st.integers(0, 4), st.integers(0, 10_000), st.integers(0, 60))
def test_times_lie_within_the_session_with_their_gap_and_no_more_would_fit(
    length: int, gap: int, first: int, cells: int
) -> None:
    end = first + cells
    begins = list(starts(Rhythm(length, gap, 40), first, end))
    assert all(first <= each and each + length <= end for each in begins)
    assert all(b - a == length + gap for a, b in pairwise(begins))
    following = begins[-1] + length + gap if begins else first
    assert following + length > end


@given(COUNTS, PERCENTS)
def test_s57_at_least_the_share_is_kept_for_walk_ins_and_less_than_one_time_more(
    count: int, percent: int
) -> None:
    kept = places_for_walk_ins(count, percent)
    assert kept <= set(range(count))
    assert count * percent <= 100 * len(kept) < count * percent + 100


def test_s57_a_single_time_is_kept_for_walk_ins_unless_nothing_is() -> None:
    assert places_for_walk_ins(1, 40) == {0}
    assert places_for_walk_ins(1, 0) == frozenset()


@given(COUNTS, PERCENTS)
def test_the_reserve_lies_evenly_over_the_morning(count: int, percent: int) -> None:
    kept = places_for_walk_ins(count, percent)
    for width in range(1, count + 1):
        stretches = [
            len(kept & set(range(begin, begin + width))) for begin in range(count - width + 1)
        ]
        assert max(stretches) - min(stretches) <= 1


def test_the_reserve_of_a_usual_morning() -> None:
    assert places_for_walk_ins(5, 40) == {1, 3}


@given(st.data(), st.integers(1, 20), PERCENTS)
def test_s57_a_taken_time_keeps_its_kind_and_the_reserve_is_made_up_from_what_is_free(
    data: st.DataObject, count: int, percent: int
) -> None:
    standing = data.draw(st.dictionaries(st.integers(0, count - 1), st.booleans()))
    kept = places_for_walk_ins(count, percent, standing)
    for place, for_walk_ins in standing.items():
        assert (place in kept) is for_walk_ins
    free_online = set(range(count)) - standing.keys() - kept
    assert 100 * len(kept) >= count * percent or not free_online


def test_s57_where_a_kept_time_was_booked_online_before_the_nearest_free_one_takes_its_place() -> (
    None
):
    assert places_for_walk_ins(5, 40, {1: False}) == {0, 3}
    assert places_for_walk_ins(5, 40, {1: False, 0: False}) == {2, 3}


@given(st.data(), st.integers(1, 20), PERCENTS)
def test_taking_a_time_does_not_move_the_reserve(
    data: st.DataObject, count: int, percent: int
) -> None:
    before = places_for_walk_ins(count, percent)
    taken = data.draw(st.frozensets(st.integers(0, count - 1)))
    assert places_for_walk_ins(count, percent, {n: n in before for n in taken}) == before
