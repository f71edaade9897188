"""The door's list of a day: what she asked for, who is looked at first, and nobody turned away."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bookings.visits.models import Visit
from portal.day import cancel_visit, day_list
from portal.db.engine import Database
from portal.limits.rules import BOOKINGS_OF_NETWORK
from portal.record.models import Entry
from tests.bookings.visits.rows import booked_times, count
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import Fields, book, come_back, walk_to
from tests.browsing import Browser

LONDON = ZoneInfo("Europe/London")
WEDNESDAY = date(2026, 11, 25)
SAID: dict[str, Fields] = {
    "needs": {"need": ["housing"]},
    "hours": {"gone_by": "11:45"},
    "asks": {
        "tongue": "Kurdish",
        "dialect": "Sorani",
        "interpreter_is": "woman",
        "from_outside": "yes",
        "sign_language": "yes",
        "access": "A wheelchair, and a quiet room",
    },
    "company": {
        "band": "16-17",
        "companion": "my support worker",
        "child_0_age": "7",
        "child_0_creche": "yes",
        "child_1_age": "unborn",
    },
    "name": {"called": "Quillana"},
}
YOUNG = "16 or 17: the young people's worker"
BURST = "SET ASIDE: one of a burst of bookings. Look before it counts."


def told(town: Database, watch: Watch, day: date = WEDNESDAY) -> list[str]:
    """The lines of the list, as the command prints them."""
    with town.writing() as db:
        return [line.strip() for line in day_list(db, day, LONDON, at=watch.now)]


def test_v_20_the_door_reads_all_that_she_asked_to_have_arranged(
    phone: Browser, town: Database, watch: Watch
) -> None:
    """V-20, V-28, V-10: below the name she chose and the times of her stops."""
    book(phone, **SAID)
    first, *remarks = told(town, watch)
    with town.reading() as db:
        visit_id = db.scalars(sa.select(Visit.id)).one()
    assert first.endswith(f"Quillana  [{visit_id}]")
    for starts_at, _ in booked_times(town):
        assert f"{starts_at.astimezone(LONDON):%H:%M}" in first
    assert "housing" in first
    ages = {"7, not born yet", "not born yet, 7"}
    children = {f"children: {each}; creche places wished: 1" for each in ages}
    assert len(children.intersection(remarks)) == 1
    assert [remark for remark in remarks if remark not in children] == [
        YOUNG,
        "must be gone by 11:45",
        "interpreter: Kurdish, dialect Sorani, woman, from outside the area",
        "British Sign Language",
        'access: "A wheelchair, and a quiet room"',
        "comes with: my support worker",
    ]


def test_v_20_where_nothing_was_asked_for_nothing_is_remarked(
    phone: Browser, town: Database, watch: Watch
) -> None:
    book(phone)
    assert len(told(town, watch)) == 1
    next_day = WEDNESDAY + timedelta(days=1)
    nobody = ["Nobody has booked for 2026-11-26. People may just come."]
    assert told(town, watch, next_day) == nobody


def test_s_56_who_cancelled_by_phrase_is_still_on_the_doors_list(
    phone: Browser, another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    """S-56: by name, to be honoured, with nothing else of hers."""
    kept = book(phone, **SAID)
    other = another_phone()
    come_back(other, kept)
    other.press("cancel")
    other.press()
    (line,) = told(town, watch)
    assert line.startswith("cancelled  Quillana: honoured all the same if they come")


def test_s_57_a_burst_stands_marked_on_the_doors_list(
    another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    """S-57: the fourth of one network within the hour; whoever looked at it can free it."""
    for _ in range(BOOKINGS_OF_NETWORK.most):
        book(another_phone("203.0.113.9"), needs={"need": "housing"})
    assert BURST not in told(town, watch)
    one_more = another_phone("203.0.113.9")
    walk_to(one_more, "waiting", needs={"need": "housing"})
    watch.on(minutes=1)
    one_more.press()
    assert one_more.step == "phrase"
    with town.reading() as db:
        aside = db.scalars(sa.select(Visit.id).where(Visit.set_aside_at.is_not(None))).one()
    lines = told(town, watch)
    assert lines.count(BURST) == 1
    assert str(aside) in lines[lines.index(BURST) - 1]
    with town.writing() as db:
        assert cancel_visit(db, aside, at=watch.now)
    assert BURST not in told(town, watch)


def test_what_is_only_held_is_on_nobodys_list(phone: Browser, town: Database, watch: Watch) -> None:
    walk_to(phone, "check")
    assert told(town, watch) == ["Nobody has booked for 2026-11-25. People may just come."]


def test_a_visit_that_is_not_there_cannot_be_freed(town: Database, watch: Watch) -> None:
    with town.writing() as db:
        assert not cancel_visit(db, UUID(int=5), at=watch.now)


@pytest.mark.parametrize("readings", [1, 2])
def test_s_37_each_reading_of_the_list_is_recorded(
    another_phone: Callable[..., Browser], town: Database, watch: Watch, readings: int
) -> None:
    book(another_phone())
    for _ in range(readings):
        told(town, watch)
    assert count(town, Entry, Entry.verb == "visit listed") == readings
