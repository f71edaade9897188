"""Safe hours over midnight, patterns, single dates and changes of the clocks (S-02)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from bookings.contact.rules.decision import LONDON
from bookings.contact.rules.hours import Hours, NotHours
from bookings.contact.rules.hours_text import read_hours, write_hours
from bookings.contact.rules.spans import safe_spans
from tests.bookings.contact.drawing import a_moment, some_hours
from tests.bookings.contact.oracle import MINUTE, is_safe
from tests.bookings.contact.said import hours


def spans(said: Hours, first: str, last: str) -> list[str]:
    """The safe spans between two moments, told in UTC."""
    start, end = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (first, last))
    return [f"{a:%a %H:%M} {b:%a %H:%M}" for a, b in safe_spans(said, start, end, LONDON)]


def test_s_02_each_moment_is_safe_as_the_clock_on_the_wall_shows_it(
    rounds: Callable[[int, int], int],
) -> None:
    """Minute by minute for two days, as often as not about a change of the clocks."""
    chance = Random(7)
    seen = 0
    for _ in range(rounds(25, 5_000)):
        start = a_moment(chance).replace(second=0)
        said = some_hours(chance, start)
        found = safe_spans(said, start, start + timedelta(days=2), LONDON)
        assert found == sorted(found)
        assert all(before[1] < after[0] for before, after in pairwise(found))
        for minute in range(2 * 1440):
            moment = start + minute * MINUTE
            is_within = any(a <= moment < b for a, b in found)
            assert is_within == is_safe(said, moment), (said, moment)
            seen += is_within
    assert seen > 1_000


def test_s_02_an_hour_that_comes_twice_in_autumn_is_safe_both_times() -> None:
    twice = hours("sun 01:30-01:45")
    assert spans(twice, "2026-10-25T00:00", "2026-10-25T04:00") == [
        "Sun 00:30 Sun 00:45",
        "Sun 01:30 Sun 01:45",
    ]
    assert spans(hours("sun 01:00-02:00"), "2026-10-25T00:00", "2026-10-25T04:00") == [
        "Sun 00:00 Sun 02:00"
    ]


def test_s_02_the_hour_that_spring_leaves_out_is_no_time() -> None:
    assert spans(hours("sun 01:10-01:50"), "2026-03-28T00:00", "2026-03-30T00:00") == []
    assert spans(hours("sun 00:30-02:30"), "2026-03-28T00:00", "2026-03-30T00:00") == [
        "Sun 00:30 Sun 01:30"
    ]


def test_s_02_a_window_over_midnight_goes_on_into_the_next_day() -> None:
    night = hours("fri 22:30-01:15")
    week = ("2026-11-23T00:00", "2026-11-30T00:00")
    assert spans(night, *week) == ["Fri 22:30 Sat 01:15"]
    assert spans(night, "2026-11-28T00:30", "2026-11-28T09:00") == ["Sat 00:30 Sat 01:15"]
    assert spans(hours("fri 22:30-01:15", "never 2026-11-28"), *week) == ["Fri 22:30 Sat 00:00"]
    assert spans(hours("fri 22:30-01:15", "until 2026-11-27"), *week) == ["Fri 22:30 Sat 00:00"]


def test_s_02_windows_that_touch_are_one() -> None:
    said = hours("mon 10:00-11:00", "mon 11:00-12:00", "mon 11:30-12:30", "mon 13:00-14:00")
    assert spans(said, "2026-11-23T00:00", "2026-11-24T00:00") == [
        "Mon 10:00 Mon 12:30",
        "Mon 13:00 Mon 14:00",
    ]


def test_a_pattern_turns_as_its_days_do_and_once_is_once() -> None:
    said = hours("every 3 from 2026-11-02", "day 0 07:00-08:00", "on 2026-11-24 20:00-21:00")
    assert spans(said, "2026-11-23T00:00", "2026-11-28T00:00") == [
        "Mon 07:00 Mon 08:00",
        "Tue 20:00 Tue 21:00",
        "Thu 07:00 Thu 08:00",
    ]


def test_a_blocked_date_wins_over_every_window() -> None:
    said = hours("mon 10:00-12:00", "on 2026-11-23 14:00-15:00", "never 2026-11-23")
    assert spans(said, "2026-11-23T00:00", "2026-11-24T00:00") == []


def test_hours_are_read_as_they_are_written() -> None:
    chance = Random(3)
    for _ in range(200):
        said = some_hours(chance, a_moment(chance))
        text = write_hours(said)
        assert read_hours(text) == said
        assert write_hours(read_hours(text)) == text


@pytest.mark.parametrize(
    "line",
    [
        "monday 10:00-12:00",
        "mon 10:00",
        "mon 10:00-10:00",
        "mon 24:00-25:00",
        "mon 10.00-12.00",
        "day 0 10:00-12:00",
        "every 1 from 2026-11-02",
        "every 367 from 2026-11-02",
        "every 3 from 1026-11-02",
        "on 2026-02-30 10:00-12:00",
        "never",
        "never 9999-12-31",
        "always",
        "every 3 from 2026-11-02\nday 3 10:00-12:00",
    ],
)
def test_a_line_that_says_no_hours_is_refused(line: str) -> None:
    with pytest.raises(NotHours):
        read_hours(f"mon 09:00-10:00\n{line}")


def test_more_lines_than_anybody_would_type_are_refused() -> None:
    with pytest.raises(NotHours):
        read_hours("never 2026-12-25\n" * 201)


def test_from_midnight_to_midnight_is_the_whole_day() -> None:
    assert spans(hours("mon 00:00-00:00"), "2026-11-23T00:00", "2026-11-25T00:00") == [
        "Mon 00:00 Tue 00:00"
    ]
