"""When a notice to staff may go, on plain values."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.staff.rules.notices import earliest, next_hour

LONDON = ZoneInfo("Europe/London")
FRIDAY_EVENING = datetime(2026, 11, 27, 18, 30, tzinfo=UTC)


def no_session(_moment: datetime) -> bool:
    return False


@pytest.mark.parametrize(
    ("since", "hour"),
    [
        (datetime(2026, 11, 25, 9, tzinfo=UTC), datetime(2026, 11, 25, 9, tzinfo=UTC)),
        (datetime(2026, 11, 25, 6, tzinfo=UTC), datetime(2026, 11, 25, 9, tzinfo=UTC)),
        (datetime(2026, 11, 25, 17, tzinfo=UTC), datetime(2026, 11, 26, 9, tzinfo=UTC)),
        (FRIDAY_EVENING, datetime(2026, 11, 30, 9, tzinfo=UTC)),
        # By the clock on the wall, an hour ahead of UTC in summer.
        (datetime(2026, 7, 1, 16, 30, tzinfo=UTC), datetime(2026, 7, 2, 8, tzinfo=UTC)),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 26, 9, tzinfo=UTC)),
    ],
)
def test_r_03_a_notice_goes_in_working_hours(since: datetime, hour: datetime) -> None:
    assert next_hour(since, LONDON, no_session) == hour


def test_r_03_on_the_day_of_a_session_it_goes_at_any_hour() -> None:
    saturday = datetime(2026, 11, 28, tzinfo=UTC)

    def on_saturday(moment: datetime) -> bool:
        return moment.date() == saturday.date()

    assert next_hour(FRIDAY_EVENING, LONDON, on_saturday) == saturday
    late = saturday + timedelta(hours=22)
    assert next_hour(late, LONDON, on_saturday) == late


def test_r_03_at_most_one_in_an_hour_until_they_have_looked() -> None:
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    last = now - timedelta(minutes=10)
    assert earliest(now, None, None) == now
    assert earliest(now, last, None) == last + timedelta(hours=1)
    assert earliest(now, last, last - timedelta(minutes=1)) == last + timedelta(hours=1)
    assert earliest(now, last, last + timedelta(minutes=1)) == now
    assert earliest(now, now - timedelta(hours=2), None) == now
