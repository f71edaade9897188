"""The calendar file comes only by a tap, and says nothing but a dull word and two moments."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from httpx2 import Response
from icalendar import Calendar, Event

from bookings.visits.calendar_file import calendar_file
from portal import i18n
from portal.db.engine import Database
from services_directory.sessions.actions import plan_sessions
from tests.bookings.visits.rows import booked_times, dump
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import Fields, book, come_back, walk_to
from tests.browsing import Browser

LONDON = ZoneInfo("Europe/London")
SAID: dict[str, Fields] = {
    "needs": {"need": ["isva", "housing"]},
    "asks": {"access": "Zyxw lift"},
    "name": {"called": "Quillana"},
}
EVENT = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS"}
CALENDAR = {"PRODID", "VERSION", "METHOD"}


def save(phone: Browser) -> Response:
    """Tap the button. It stands in a form of its own, which scripts leave alone."""
    button = next(b for b in phone.page.all("button") if b.get("value") == "calendar")
    assert button.get("form") == "file"
    return phone.fetch("POST", data={"go": "calendar"}, follow_redirects=False)


def event_in(body: bytes) -> Event:
    """The one event of a file, read back."""
    (event,) = Calendar.from_ical(body).subcomponents
    assert isinstance(event, Event)
    return event


def told_in_london(event: Event) -> datetime:
    """When it begins, as a phone in London shows it."""
    assert isinstance(event.start, datetime)
    return event.start.astimezone(LONDON)


def test_s_16_the_file_holds_one_dull_event_and_nothing_else(
    phone: Browser, town: Database
) -> None:
    """S-16, V-19: no place, nobody invited, no alarm, no words of hers or of the service's."""
    book(phone, **SAID)
    answer = save(phone)
    assert answer.status_code == 200
    event, calendar = event_in(answer.content), Calendar.from_ical(answer.content)
    assert set(calendar) == CALENDAR
    assert set(event) == EVENT
    assert event.subcomponents == []
    assert (str(event["SUMMARY"]), str(event["CLASS"])) == ("Appointment", "PRIVATE")
    assert str(calendar["METHOD"]) == "PUBLISH"
    times = booked_times(town)
    assert (event.start, event.end) == (times[0][0], times[-1][1])
    text = answer.text.lower()
    for word in ("quillana", "zyxw", "hounslow", "housing", "advice", "localhost", "http", "@"):
        assert word not in text


def test_v_19_the_file_has_a_dull_name_and_is_not_kept_on_the_way(phone: Browser) -> None:
    book(phone)
    answer = save(phone)
    assert answer.headers["content-disposition"] == 'attachment; filename="date.ics"'
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


def test_v_19_the_same_file_for_whoever_comes_back(
    phone: Browser, another_phone: Callable[..., Browser]
) -> None:
    kept = book(phone)
    first = event_in(save(phone).content)
    other = another_phone()
    come_back(other, kept)
    again = event_in(save(other).content)
    assert again.start == first.start
    assert again["UID"] != first["UID"], "two saved files cannot be told to be of one visit"


def test_v_19_only_a_tap_gives_the_file(phone: Browser, town: Database) -> None:
    """No address leads to it; and before a visit is booked there is none."""
    answer = phone.fetch("POST", data={"go": "calendar"}, follow_redirects=False)
    assert answer.headers.get("location") == "/"
    walk_to(phone, "check")
    assert "calendar" not in phone.buttons("go")
    answer = phone.fetch("POST", data={"go": "calendar"}, follow_redirects=False)
    assert answer.headers.get("location") == "/"
    book(phone)
    for address in ("/?go=calendar", "/date.ics", "/calendar", "/calendar.ics"):
        answer = phone.fetch("GET", address)
        assert "text/calendar" not in answer.headers["content-type"]
    rows = dump(town)
    save(phone)
    assert dump(town)["visits"] == rows["visits"]


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2026, 10, 21), "20261021T090000Z"),
        (date(2026, 10, 28), "20261028T100000Z"),
        (date(2027, 3, 24), "20270324T100000Z"),
        (date(2027, 3, 31), "20270331T090000Z"),
    ],
)
def test_v_19_ten_oclock_is_ten_oclock_on_both_sides_of_a_clock_change(day: date, utc: str) -> None:
    starts = datetime.combine(day, time(10), LONDON).astimezone(UTC)
    english = i18n.load_languages(i18n.find_folder("locales"))["en"]
    with i18n.speaking(english):
        body = calendar_file(starts, starts + timedelta(minutes=50), made_at=starts)
    assert f"DTSTART:{utc}\r\n" in body.decode()
    event = event_in(body)
    told = told_in_london(event)
    assert (told.date(), told.time()) == (day, time(10))
    assert event.end - event.start == timedelta(minutes=50)


def test_v_19_a_visit_booked_before_a_clock_change_is_told_right_after_it(
    phone: Browser, town: Database, watch: Watch
) -> None:
    """The page and the file say the same hour."""
    watch.now = datetime(2027, 3, 25, 12, 0, tzinfo=UTC)
    with town.writing() as db:
        plan_sessions(db, at=watch.now, weeks=2)
    walk_to(phone, "times", hours={"not_before": "10:00"})
    later = [b for b in phone.buttons("plan") if _arrives(b) > datetime(2027, 3, 28, 2, tzinfo=UTC)]
    phone.choose("plan", later[0])
    book(phone)
    told = told_in_london(event_in(save(phone).content))
    assert told.utcoffset() == timedelta(hours=1)
    assert f"Come at {told:%H:%M}" in phone.page.text


def _arrives(code: str) -> datetime:
    return datetime.fromtimestamp(60 * int(code.split(".")[1]), UTC)
