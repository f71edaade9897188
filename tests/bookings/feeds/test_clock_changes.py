"""C-26: the hours on the wall, across both changes of the clocks."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Timezone

from bookings.feeds.ics import ZONE
from tests.bookings.feeds.hours import LONDON, told, wanted


def test_icalendar_reads_the_hours_on_the_wall(around: tuple[bytes, date]) -> None:
    feed, day = around
    starts = [each.start for each in Calendar.from_ical(feed).events]
    assert told([each for each in starts if isinstance(each, datetime)]) == wanted(day)
    assert len({each.utcoffset() for each in starts if isinstance(each, datetime)}) == 2


def test_the_written_rules_are_londons_for_every_hour_of_years_to_come() -> None:
    """Read by its own lines, and not by its name."""
    zone = Timezone.from_ical(ZONE)
    assert isinstance(zone, Timezone)
    by_rules = zone.to_tz(lookup_tzid=False)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    while moment.year < 2032:
        ours, theirs = moment.astimezone(by_rules), moment.astimezone(LONDON)
        assert ours.utcoffset() == theirs.utcoffset(), moment
        moment += timedelta(hours=1)
    assert b"RDATE" not in ZONE
