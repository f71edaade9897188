"""Wall time becomes the right moment, in 2026 to 2036, on the days of both clock changes too."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_directory.sessions.rules.wall_clock import (
    NoSuchZone,
    day_in,
    moment_of,
    shown_in,
)

LONDON = "Europe/London"
DAYS = st.dates(date(2026, 1, 1), date(2036, 12, 31))
WALLS = st.builds(time, st.integers(0, 23), st.sampled_from(range(0, 60, 5)))
ZONES = st.sampled_from(
    [LONDON, "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]
)


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


def summer(day: date) -> bool:
    """The law of the EU and the UK, written down here a second time: British Summer Time."""
    return last_sunday(day.year, 3) <= day < last_sunday(day.year, 10)


@given(DAYS)
def test_ten_in_the_morning_in_london_is_nine_or_ten_in_utc(day: date) -> None:
    hour = 9 if summer(day) else 10
    assert moment_of(day, time(10), LONDON) == datetime(*day.timetuple()[:3], hour, tzinfo=UTC)


@pytest.mark.parametrize("year", range(2026, 2037))
def test_the_morning_after_each_change_of_the_clocks_opens_at_the_same_wall_time(year: int) -> None:
    for month, before, after in ((3, 10, 9), (10, 9, 10)):
        sunday = last_sunday(year, month)
        for day, hour in ((sunday - timedelta(days=1), before), (sunday, after)):
            moment = moment_of(day, time(10), LONDON)
            assert (moment.hour, shown_in(moment, LONDON)) == (hour, "10:00")


def test_a_time_that_the_clock_skips_is_read_an_hour_later() -> None:
    moment = moment_of(date(2026, 3, 29), time(1, 30), LONDON)
    assert moment == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert shown_in(moment, LONDON) == "02:30"


def test_a_time_that_the_clock_shows_twice_is_the_first_of_the_two() -> None:
    moment = moment_of(date(2026, 10, 25), time(1, 30), LONDON)
    assert moment == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    again = moment + timedelta(hours=1)
    assert shown_in(moment, LONDON) == shown_in(again, LONDON) == "01:30"
    assert moment_of(date(2026, 10, 25), time(1, 30, fold=1), LONDON) == moment


@given(DAYS, WALLS, ZONES)
def test_the_clock_on_the_wall_shows_the_time_asked_for_unless_it_skips_it(
    day: date, wall: time, zone: str
) -> None:
    moment = moment_of(day, wall, zone)
    shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    asked = datetime.combine(day, wall)
    if shown != asked:
        gap = shown - asked
        assert timedelta(0) < gap <= timedelta(hours=1)
        assert not shows(zone, asked, near=moment)


@given(DAYS, WALLS, ZONES)
def test_no_earlier_moment_shows_the_same_time(day: date, wall: time, zone: str) -> None:
    moment = moment_of(day, wall, zone)
    earlier = moment - timedelta(hours=3)
    assert not shows(zone, datetime.combine(day, wall), near=earlier)


def shows(zone: str, asked: datetime, *, near: datetime) -> bool:
    """Whether the wall shows that time within three hours of a moment, itself left out."""
    moments = (near + timedelta(minutes=5 * n) for n in range(-36, 36))
    return any(each.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == asked for each in moments)


def test_the_day_is_that_of_the_calendar_on_the_wall() -> None:
    late = datetime(2026, 6, 2, 23, 30, tzinfo=UTC)
    assert (day_in(late, LONDON), day_in(late, "UTC")) == (date(2026, 6, 3), date(2026, 6, 2))


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "", "../etc/passwd"])
def test_a_zone_that_nobody_knows_is_refused(zone: str) -> None:
    with pytest.raises(NoSuchZone, match="is no time zone; one is Europe/London"):
        moment_of(date(2026, 6, 3), time(10), zone)
