"""On which days a weekly pattern is held."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_directory.sessions.rules.dates import (
    Change,
    Extra,
    HeldDay,
    Moved,
    NoSuchWeekday,
    Skipped,
    Week,
    days_held,
    held,
    weekdays_in,
)

WEDNESDAY = date(2026, 6, 3)
FRIDAY = WEDNESDAY + timedelta(days=2)
JUNE = (date(2026, 6, 1), date(2026, 6, 30))
NO_HOLIDAYS: frozenset[date] = frozenset()
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
WALLS = st.none() | st.builds(time, st.integers(0, 23))
CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.just(Skipped()), st.builds(Moved, DAYS, WALLS, WALLS), st.builds(Extra, WALLS, WALLS)
)


def week(**changes: object) -> Week:
    usual = {
        "weekdays": frozenset({2}),
        "opens_at": time(10),
        "closes_at": time(12),
        "valid_from": date(2026, 1, 1),
    }
    return Week(**{**usual, **changes})  # type: ignore[arg-type]


def days(pattern: Week, holidays: frozenset[date] = NO_HOLIDAYS) -> list[date]:
    return [each.day for each in days_held(pattern, *JUNE, holidays)]


WEDNESDAYS = [WEDNESDAY + timedelta(weeks=n) for n in range(4)]


def test_a_week_is_held_on_its_weekday() -> None:
    assert days(week()) == WEDNESDAYS


def test_a_week_may_be_held_on_several_days() -> None:
    assert days(week(weekdays=weekdays_in("WE,FR")))[:3] == [
        WEDNESDAY,
        FRIDAY,
        WEDNESDAY + timedelta(weeks=1),
    ]


def test_nothing_is_held_before_it_begins_or_after_its_last_day() -> None:
    bounds = {"valid_from": WEDNESDAYS[1], "valid_to": WEDNESDAYS[2]}
    assert days(week(**bounds)) == WEDNESDAYS[1:3]


def test_a_skipped_date_is_not_held() -> None:
    assert days(week(exceptions={WEDNESDAY: Skipped()})) == WEDNESDAYS[1:]


def test_a_bank_holiday_is_not_held() -> None:
    assert days(week(), frozenset({WEDNESDAY})) == WEDNESDAYS[1:]


def test_a_moved_date_is_held_on_the_other_day_with_its_usual_times() -> None:
    moved = held(week(exceptions={WEDNESDAY: Moved(FRIDAY)}), WEDNESDAY, NO_HOLIDAYS)
    assert moved == HeldDay(WEDNESDAY, FRIDAY, time(10), time(12))


def test_a_moved_date_may_have_times_of_its_own() -> None:
    pattern = week(exceptions={WEDNESDAY: Moved(FRIDAY, time(14), time(16, 30))})
    assert held(pattern, WEDNESDAY, NO_HOLIDAYS) == HeldDay(
        WEDNESDAY, FRIDAY, time(14), time(16, 30)
    )


def test_a_date_moved_away_from_a_bank_holiday_is_held_and_one_that_is_not_moved_is_not() -> None:
    christmas, after = date(2026, 12, 25), date(2026, 12, 29)
    fridays = week(weekdays=frozenset({4}), exceptions={christmas: Moved(after)})
    moved = held(fridays, christmas, frozenset({christmas}))
    assert moved is not None
    assert moved.day == after
    assert held(week(weekdays=frozenset({4})), christmas, frozenset({christmas})) is None


def test_a_date_moved_in_from_outside_is_found_and_one_moved_out_is_not() -> None:
    may, july = date(2026, 5, 27), date(2026, 7, 1)
    pattern = week(exceptions={may: Moved(date(2026, 6, 5)), WEDNESDAY: Moved(july)})
    assert days(pattern) == [date(2026, 6, 5), *WEDNESDAYS[1:]]


def test_a_date_that_is_not_in_the_week_cannot_be_moved() -> None:
    assert days(week(exceptions={FRIDAY: Moved(FRIDAY + timedelta(days=1))})) == WEDNESDAYS


def test_an_extra_date_is_held_though_the_week_or_a_bank_holiday_would_not() -> None:
    pattern = week(exceptions={FRIDAY: Extra(time(9)), WEDNESDAY: Extra()})
    holidays = frozenset({WEDNESDAY, FRIDAY})
    assert held(pattern, FRIDAY, holidays) == HeldDay(FRIDAY, FRIDAY, time(9), time(12))
    assert days(pattern, holidays) == [WEDNESDAY, FRIDAY, *WEDNESDAYS[1:]]


def test_an_extra_date_after_the_last_day_is_not_held() -> None:
    pattern = week(valid_to=WEDNESDAY, exceptions={FRIDAY: Extra()})
    assert days(pattern) == [WEDNESDAY]


@given(
    st.frozensets(st.integers(0, 6), min_size=1),
    st.dictionaries(DAYS, CHANGES, max_size=8),
    st.frozensets(DAYS, max_size=8),
    DAYS,
    st.integers(0, 90),
)
def test_the_days_between_two_are_those_that_each_pattern_date_gives(
    weekdays: frozenset[int],
    exceptions: dict[date, Change],
    holidays: frozenset[date],
    first: date,
    length: int,
) -> None:
    pattern = week(weekdays=weekdays, exceptions=exceptions)
    last = first + timedelta(days=length)
    whole_year = (date(2026, 1, 1) + timedelta(days=n) for n in range(365 + 91))
    expected = [each for day in whole_year if (each := held(pattern, day, holidays))]
    found = days_held(pattern, first, last, holidays)
    assert set(found) == {each for each in expected if first <= each.day <= last}
    assert [each.day for each in found] == sorted(each.day for each in found)
    assert len({each.pattern_date for each in found}) == len(found)


def test_weekdays_are_written_as_in_icalendar() -> None:
    assert weekdays_in("MO,WE,SU") == {0, 2, 6}
    for wrong in ("", "Wednesday", "WE,XX", "we"):
        with pytest.raises(NoSuchWeekday, match="write days as MO,TU,WE,TH,FR,SA,SU"):
            weekdays_in(wrong)
