"""Nobody is in two places at once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services_directory.sessions.rules.clashes import Stay, clashes

TEN = datetime(2026, 6, 3, 10, tzinfo=UTC)


def stay(thing: int, begins: int, length: int) -> Stay:
    starts_at = TEN + timedelta(minutes=begins)
    ends_at = starts_at + timedelta(minutes=length)
    return Stay(starts_at, ends_at, UUID(int=thing), "Asha", "Housing")


def test_two_stays_that_overlap_clash_and_two_that_touch_do_not() -> None:
    first, over, after = stay(1, 0, 60), stay(1, 59, 60), stay(1, 60, 60)
    assert clashes([over, first]) == [(first, over)]
    assert clashes([after, first]) == []


def test_two_people_may_be_busy_at_the_same_time() -> None:
    assert clashes([stay(1, 0, 60), stay(2, 0, 60)]) == []


@given(st.lists(st.builds(stay, st.integers(1, 3), st.integers(0, 50), st.integers(1, 20))))
def test_a_clash_is_found_exactly_where_some_pair_overlaps(stays: list[Stay]) -> None:
    pairs = [
        (a, b)
        for n, a in enumerate(stays)
        for b in stays[n + 1 :]
        if a.thing_id == b.thing_id and a.starts_at < b.ends_at and b.starts_at < a.ends_at
    ]
    assert bool(clashes(stays)) == bool(pairs)
