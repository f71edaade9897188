"""A calendar that every program reads: one dated event for each session, numbers and rooms only.

Nobody is invited, nothing rings, and no address stands in it (C-26).
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from bookings.feeds.rules import Entry
from portal import keyring
from portal.i18n import translate as _
from portal.i18n import translate_plural

LONDON = ZoneInfo("Europe/London")
# Asked for again about so often; the number of a morning does not change by the minute.
REFRESH = timedelta(minutes=30)

# By rules, as the clocks have changed since 1996: lists of dates are misread by ical.js, which then
# shows what is in winter an hour early.
ZONE = b"""BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
END:VTIMEZONE
"""


def tag_of(entries: Sequence[Entry], name: str, language: str) -> str:
    """The validator of what a calendar says: it changes when that does, and for nothing else.

    Weak, since each writing carries the moment that it was made.
    """
    said = repr((name, language, entries)).encode()
    return f'W/"{hashlib.sha256(said).hexdigest()[:32]}"'


def written(entries: Sequence[Entry], subject_id: UUID, name: str, *, at: datetime) -> bytes:
    """The calendar of one worker or desk, by the neutral name of the portal."""
    calendar = Calendar()
    calendar.add("prodid", "-//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH // timedelta(minutes=1)}M")
    calendar.add_component(Timezone.from_ical(ZONE))
    for entry in entries:
        calendar.add_component(_event(entry, subject_id, at))
    return bytes(calendar.to_ical())


def _event(entry: Entry, subject_id: UUID, at: datetime) -> Event:
    event = Event()
    event.add("uid", uid_of(entry.session_id, subject_id))
    event.add("dtstamp", at)
    event.add("sequence", entry.changes)
    event.add("dtstart", _in_london(entry.starts_at))
    event.add("dtend", _in_london(entry.ends_at))
    event.add("summary", _summary(entry))
    event.add("status", "CONFIRMED" if entry.takes_place else "CANCELLED")
    event.add("class", "PRIVATE")
    return event


def uid_of(session_id: UUID, subject_id: UUID) -> str:
    """The same for as long as the session and the worker or desk are, whichever address it is read
    at; it leads to neither."""
    return keyring.fingerprint(f"{subject_id} {session_id}", "calendar_feeds.uid").hex()[:32]


def _in_london(moment: datetime) -> datetime:
    """On London's clock; in the hour that it shows twice, in UTC, which says which one."""
    local = moment.astimezone(LONDON)
    return moment if local.fold else local


def _summary(entry: Entry) -> str:
    rooms = ", ".join(entry.rooms)
    if not entry.takes_place:
        return _("Cancelled, %(rooms)s") % {"rooms": rooms}
    said = translate_plural("%(num)d booked, %(rooms)s", "%(num)d booked, %(rooms)s", entry.booked)
    return said % {"num": entry.booked, "rooms": rooms}
