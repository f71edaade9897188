"""Working time against somebody who counts it minute by minute, over clock changes and holidays."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bookings.contact.rules.hours import MIDNIGHT, Times, Weekly
from bookings.handoffs.rules.working_time import (
    LONDON,
    LONGEST,
    Working,
    after,
    days_after,
    end_of_today,
    office,
)

NINE_TO_FIVE = office(time(9), time(17))
A_MINUTE = timedelta(minutes=1)


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def shown(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%Y-%m-%d %H:%M}"


def works_at(moment: datetime, working: Working) -> bool:
    """The oracle: what the clock on the wall shows, and nothing else."""
    wall = moment.astimezone(LONDON)
    if not working.weekly:
        return True
    if wall.date() in working.holidays:
        return False
    return any(_is_within(wall, each) for each in working.weekly)


def _is_within(wall: datetime, weekly: Weekly) -> bool:
    now, begins, ends = wall.time(), weekly.times.begins, weekly.times.ends
    is_day = wall.weekday() == weekly.weekday
    if ends > begins:
        return is_day and begins <= now < ends
    is_day_after = wall.weekday() == (weekly.weekday + 1) % 7
    return (is_day and now >= begins) or (is_day_after and now < ends)


def counted(start: datetime, needed: timedelta, working: Working) -> datetime:
    moment = start.astimezone(UTC)
    last = moment + max(LONGEST, needed)
    while needed > timedelta() and moment < last:
        needed -= A_MINUTE if works_at(moment, working) else timedelta()
        moment += A_MINUTE
    return moment


# Around both changes of the clocks, a bank holiday, and the turn of the year.
STARTS = st.one_of(
    st.integers(0, 8 * 24 * 60 - 1).map(lambda m: london("2026-10-20T00:00") + m * A_MINUTE),
    st.integers(0, 8 * 24 * 60 - 1).map(lambda m: london("2027-03-24T00:00") + m * A_MINUTE),
    st.integers(0, 12 * 24 * 60 - 1).map(lambda m: london("2026-12-22T00:00") + m * A_MINUTE),
).map(lambda moment: moment.astimezone(UTC))
CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
TIMES = st.one_of(
    st.just(Times(MIDNIGHT, MIDNIGHT)),
    st.tuples(CLOCKS, CLOCKS).filter(lambda pair: pair[0] != pair[1]).map(lambda p: Times(*p)),
)
WORKING = st.builds(
    Working,
    weekly=st.frozensets(st.builds(Weekly, st.integers(0, 6), TIMES), max_size=5),
    holidays=st.frozensets(
        st.sampled_from(
            [
                *(date(2026, 10, 25), date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)),
                *(date(2027, 3, 26), date(2027, 3, 28), date(2027, 3, 29)),
            ]
        ),
        max_size=4,
    ),
)


@given(STARTS, st.integers(1, 20 * 60), WORKING)
@example(london("2026-10-25T00:30"), 120, Working(frozenset({Weekly(6, Times(time(1), time(2)))})))
def test_working_hours_pass_as_the_minute_counter_counts_them(
    start: datetime, minutes: int, working: Working
) -> None:
    needed = minutes * A_MINUTE
    assert after(start, needed, working) == counted(start, needed, working)


@given(STARTS, WORKING)
def test_today_ends_with_its_last_working_minute_or_at_once(
    start: datetime, working: Working
) -> None:
    day = start.astimezone(LONDON).date()
    minutes = (start + each * A_MINUTE for each in range(25 * 60))
    left = [m for m in minutes if m.astimezone(LONDON).date() == day and works_at(m, working)]
    found = end_of_today(start, working)
    # Between two shifts of a day nobody is there, but somebody still comes today.
    assert found == (max(left) + A_MINUTE if left else start)


@given(STARTS, st.integers(1, 5), WORKING)
def test_working_days_are_days_with_a_working_minute(
    start: datetime, days: int, working: Working
) -> None:
    due = days_after(start, days, working)
    assert start < due <= start + LONGEST + timedelta(days=28)
    if due == start + LONGEST:
        return
    opens = next(
        s for s in (start + n * A_MINUTE for n in range(60 * 24 * 28)) if works_at(s, working)
    )
    first, last = opens.astimezone(LONDON).date(), (due - A_MINUTE).astimezone(LONDON).date()
    between = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    assert sum(1 for day in between if working.of_day(day)) in (days, days - 1)


@pytest.mark.parametrize(
    ("came", "due"),
    [
        ("2026-11-18T10:00", "2026-11-19 10:00"),
        ("2026-11-20T16:30", "2026-11-23 16:30"),
        # What came in the evening counts from the next opening.
        ("2026-11-20T19:00", "2026-11-24 09:00"),
        # Over the change of the clocks the wall decides.
        ("2026-10-23T11:00", "2026-10-26 11:00"),
        # Over Christmas two bank holidays stand between.
        ("2026-12-24T12:00", "2026-12-29 12:00"),
    ],
)
def test_one_working_day_is_the_same_time_of_the_next(came: str, due: str) -> None:
    christmas = frozenset({date(2026, 12, 25), date(2026, 12, 28)})
    assert shown(days_after(london(came), 1, office(time(9), time(17), christmas))) == due


def test_a_shorter_next_day_ends_it() -> None:
    weekly = {Weekly(0, Times(time(9), time(17))), Weekly(1, Times(time(9), time(12)))}
    working = Working(frozenset(weekly))
    assert shown(days_after(london("2026-11-16T16:00"), 1, working)) == "2026-11-17 12:00"


def test_in_the_evening_today_is_over_at_once() -> None:
    evening = london("2026-11-18T18:00")
    assert end_of_today(evening, NINE_TO_FIVE) == evening
    assert shown(end_of_today(london("2026-11-18T07:00"), NINE_TO_FIVE)) == "2026-11-18 17:00"


def test_a_place_of_whose_hours_nothing_is_known_is_always_open() -> None:
    night = london("2026-11-21T23:00")
    assert after(night, timedelta(hours=2), Working()) == night + timedelta(hours=2)
    assert days_after(night, 1, Working()) == night + timedelta(days=1)


def test_nothing_waits_for_a_place_that_never_opens() -> None:
    closed = office(
        time(9), time(17), frozenset(date(2026, 11, 1) + timedelta(days=n) for n in range(120))
    )
    start = london("2026-11-18T10:00")
    assert after(start, timedelta(hours=2), closed) == start + LONGEST
    assert days_after(start, 1, closed) == start + LONGEST
