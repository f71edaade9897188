"""Everything is counted in whole five-minute cells."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_directory.sessions.rules.cells import (
    NotInFiveMinutes,
    cell_at,
    cells_in,
    first_cell_from,
    refuse_odd_minutes,
    start_of,
)

MOMENTS = st.timedeltas(timedelta(), timedelta(days=4000)).map(
    lambda later: datetime(2026, 1, 1, tzinfo=UTC) + later
)


@given(st.integers(0, 300))
def test_a_length_in_fives_is_counted_and_any_other_is_refused(minutes: int) -> None:
    if minutes % 5 == 0:
        assert cells_in(minutes) * 5 == minutes
    else:
        with pytest.raises(NotInFiveMinutes, match=f"{minutes} minutes: give a multiple of five"):
            cells_in(minutes)


def test_a_length_below_nothing_is_refused() -> None:
    with pytest.raises(NotInFiveMinutes):
        cells_in(-5)


@pytest.mark.parametrize("wall", [time(10, 7), time(10, 5, 1), time(10, 5, 0, 1)])
def test_a_wall_time_between_two_fives_is_refused(wall: time) -> None:
    refuse_odd_minutes(time(10, 5))
    with pytest.raises(NotInFiveMinutes):
        refuse_odd_minutes(wall)


@given(MOMENTS)
def test_a_moment_lies_in_its_cell(moment: datetime) -> None:
    begins = start_of(cell_at(moment))
    assert begins <= moment < begins + timedelta(minutes=5)


@given(MOMENTS)
def test_the_first_cell_from_a_moment_has_not_begun_before_it(moment: datetime) -> None:
    begins = start_of(first_cell_from(moment))
    assert moment <= begins < moment + timedelta(minutes=5)
