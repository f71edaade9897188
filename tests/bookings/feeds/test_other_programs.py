"""C-26: what other programs make of it, across both changes of the clocks."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import recurring_ical_events
from icalendar import Calendar

from tests.bookings.feeds.hours import told, wanted

WEB_PROGRAMS = Path(__file__).parents[2] / "web_programs"


def test_recurring_ical_events_reads_them(around: tuple[bytes, date]) -> None:
    feed, day = around
    calendar = Calendar.from_ical(feed)
    found = recurring_ical_events.of(calendar).between(
        day - timedelta(days=30), day + timedelta(days=60)
    )
    assert told([each.start for each in found]) == wanted(day)


def test_khal_reads_what_vdirsyncer_brings(around: tuple[bytes, date], tmp_path: Path) -> None:
    feed, day = around
    folder = synced(feed, tmp_path)
    assert len(list(folder.iterdir())) == len(wanted(day)), "each event is one of its own"
    listed = khal_list(folder, day, tmp_path)
    assert [tuple(line.split()[:2]) for line in listed] == wanted(day)
    assert {line.split(maxsplit=2)[2] for line in listed} == {
        "0 booked, Room 4",
        "0 booked, Garden room",
    }


def test_ical_js_reads_them(around: tuple[bytes, date]) -> None:
    feed, day = around
    done = subprocess.run(
        ["node", str(WEB_PROGRAMS / "calendar.js")],
        input=feed,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    begun = [int(line.split()[0]) for line in done.stdout.decode().splitlines()]
    assert told([datetime.fromtimestamp(each, UTC) for each in begun]) == wanted(day)


def synced(feed: bytes, tmp_path: Path) -> Path:
    """A folder of events, as vdirsyncer makes it of the calendar."""
    source, folder = tmp_path / "feed.ics", tmp_path / "events"
    source.write_bytes(feed)
    folder.mkdir()
    config = tmp_path / "vdirsyncer"
    config.write_text(
        f'[general]\nstatus_path = "{tmp_path}/status"\n'
        '[pair one]\na = "feed"\nb = "folder"\ncollections = null\nconflict_resolution = "a wins"\n'
        f'[storage feed]\ntype = "singlefile"\npath = "{source}"\nread_only = true\n'
        f'[storage folder]\ntype = "filesystem"\npath = "{folder}"\nfileext = ".ics"\n'
    )
    for step in ("discover", "sync"):
        run(tmp_path, "vdirsyncer", "-c", str(config), step)
    return folder


def khal_list(folder: Path, day: date, tmp_path: Path) -> list[str]:
    """A line for each event: date, time and what it says."""
    config = tmp_path / "khal"
    config.write_text(
        f"[calendars]\n[[feed]]\npath = {folder}\nreadonly = True\n"
        "[locale]\nlocal_timezone = Europe/London\ndefault_timezone = Europe/London\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp_path}/khal.db\n"
    )
    since = (day - timedelta(days=30)).isoformat()
    span = (since, (day + timedelta(days=60)).isoformat())
    shown = ("--day-format", "", "--format", "{start-date} {start-time} {title}")
    out = run(tmp_path, "khal", "-c", str(config), "list", *shown, *span)
    return [line for line in out.splitlines() if line.strip()]


def run(home: Path, program: str, *arguments: str) -> str:
    """What a program of the same installation says, in a home of its own."""
    done = subprocess.run(
        [sys.executable, "-m", program, *arguments],
        env={"HOME": str(home), "LC_ALL": "C.UTF-8", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
