"""Her way through waiting for a morning that is full: joining, coming back, taking it or not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bookings.people.models import Client
from bookings.visits.models import Visit, VisitNeed, VisitStatus, WaitingPlace, WaitingState
from portal.db.engine import Database
from services_directory.sessions.models import ServiceSession, SessionStatus
from tests.bookings.visits.consistency import faults
from tests.bookings.visits.full import (
    WEDNESDAY,
    fill,
    free_up,
    open_offers,
    places,
    wait_button,
    wait_for_a_place,
)
from tests.bookings.visits.rows import count
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import Fields, come_back, offers, times_told, walk_to
from tests.browsing import Browser

SORRY = "No visit opens with these words and digits."


def test_v_11_where_a_morning_is_full_waiting_stands_beside_walking_in(
    phone: Browser, town: Database, watch: Watch
) -> None:
    fill(town, watch.now)
    walk_to(phone, "times", needs={"need": "legal"})
    first = next(phone.page.all("section"))
    buttons = [button.text for button in first.all("button")]
    assert buttons == ["Wait for a place : Wednesday 25 November"]
    assert "Or come without a time, any time from 10:00 to 12:00." in first.text
    phone.press(wait_button(phone))
    assert "We write to you only if you want that." in phone.page.text
    assert "The latest is 08:00 that morning" in phone.page.text
    assert "any time from 10:00 to 12:00" in phone.page.text


def test_where_all_fits_there_is_nothing_to_wait_for(
    phone: Browser, town: Database, watch: Watch
) -> None:
    """Nor where the morning could never give it."""
    walk_to(phone, "times", needs={"need": ["legal", "housing"]}, hours={"gone_by": "10:15"})
    assert not [go for go in phone.buttons("go") if go.startswith("wait:")]
    phone.press("wait:00000000")
    assert phone.step == "times"
    assert "There is nothing to wait for" in phone.page.text
    assert count(town, WaitingPlace) == 0


def test_s_20_a_place_in_line_is_opened_by_its_words_and_shows_nothing_of_what_she_said(
    phone: Browser, another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    fill(town, watch.now)
    lift: Fields = {"access": "Zyxw lift"}
    kept = wait_for_a_place(phone, asks=lift, company={"companion": "Zebulonia"})
    assert phone.heading == "You are waiting"
    assert phone.answers[-1].request.url.path == "/"
    other = another_phone(scripts=phone.scripts)
    come_back(other, kept)
    assert other.heading == "You are waiting"
    for word in ("Zyxw", "Zebulonia", "Legal", kept.words):
        assert word not in other.page.text
    # One of her words may stand on the page by chance: plain ones are what pages are made of.
    assert len(set(kept.words.split()) & set(other.page.text.lower().split())) < 3
    assert faults(town) == []


def test_a_place_that_comes_free_is_shown_when_she_comes_back_and_booked_under_the_same_words(
    phone: Browser, another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    booked = fill(town, watch.now)
    kept = wait_for_a_place(phone)
    free_up(town, booked[0], watch.now)
    other = another_phone(scripts=phone.scripts)
    come_back(other, kept)
    assert other.heading == "A place is kept for you"
    assert "It is kept until Sunday 22 November, 13:00." in other.page.text
    before = other.cookie
    other.press(next(go for go in other.buttons("go") if go.startswith("take:")))
    assert (other.step, "It is booked." in other.page.text) == ("visit", True)
    assert other.cookie != before, "whoever comes to hold a visit gets a new cookie"
    assert times_told(other)
    third = another_phone()
    come_back(third, kept)
    assert (third.step, times_told(third)) == ("visit", times_told(other))
    assert faults(town) == []
    assert count(town, VisitNeed) == 1
    (place,) = places(town)
    assert (place.state, place.phrase) == (WaitingState.TAKEN, None)
    assert place.asks is place.wanted is None
    with town.reading() as db:
        assert db.get_one(Client, place.client_id).chosen_name


def test_nobody_who_books_meanwhile_gets_what_is_kept(
    phone: Browser, another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    booked = fill(town, watch.now)
    wait_for_a_place(phone)
    free_up(town, booked[0], watch.now)
    passer_by = another_phone()
    walk_to(passer_by, "times", needs={"need": "legal"})
    assert not [each for each in offers(passer_by) if each.arrive < WEDNESDAY + timedelta(days=1)]
    assert wait_button(passer_by)


def test_not_this_one_goes_to_the_next_and_stopping_is_asked_once(
    phone: Browser, another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    booked = fill(town, watch.now)
    wait_for_a_place(phone)
    watch.on(minutes=1)
    other = another_phone(scripts=phone.scripts)
    kept = wait_for_a_place(other)
    free_up(town, booked[0], watch.now)
    phone.press()
    assert phone.heading == "A place is kept for you"
    other.press()
    assert "Nothing has come free that suits you yet." in other.page.text
    phone.press(next(go for go in phone.buttons("go") if go.startswith("not-this:")))
    assert "You keep your place in line." in phone.page.text
    other.press()
    assert other.heading == "A place is kept for you"
    other.press("stop")
    assert other.heading == "Stop waiting?"
    other.press()
    assert other.step == "waited"
    assert [each.state for each in places(town)] == [WaitingState.WAITING, WaitingState.WITHDRAWN]
    assert open_offers(town) == []
    other.press("leave")
    come_back(other, kept)
    assert (other.step, SORRY in other.page.text) == ("find", True)
    assert faults(town) == []


def test_a_button_takes_no_other_place_than_the_one_that_was_shown(
    phone: Browser, town: Database, watch: Watch
) -> None:
    booked = fill(town, watch.now)
    wait_for_a_place(phone)
    free_up(town, booked[0], watch.now)
    phone.press()
    for go in ("take:00000000", "take:", "not-this:00000000"):
        phone.press(go)
        assert phone.heading == "A place is kept for you"
    assert len(open_offers(town)) == 1
    assert count(town, Visit, Visit.status == VisitStatus.HELD) == 1


def test_silence_passes_it_on_and_whoever_looks_again_waits_on(
    phone: Browser, another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    booked = fill(town, watch.now)
    kept = wait_for_a_place(phone)
    watch.on(minutes=1)
    other = another_phone(scripts=phone.scripts)
    theirs = wait_for_a_place(other)
    free_up(town, booked[0], watch.now)
    watch.on(hours=24)
    come_back(other, theirs)
    assert other.heading == "A place is kept for you"
    assert places(town)[0].state is WaitingState.PASSED
    come_back(phone, kept)
    assert phone.heading == "You are waiting"
    assert places(town)[0].state is WaitingState.WAITING
    assert faults(town) == []


@pytest.mark.parametrize("status", [SessionStatus.CANCELLED, SessionStatus.PLANNED])
def test_s_56_her_words_tell_what_became_of_the_morning(
    another_phone: Callable[..., Browser], town: Database, watch: Watch, status: SessionStatus
) -> None:
    phone = another_phone()
    fill(town, watch.now)
    kept = wait_for_a_place(phone)
    with town.writing() as db:
        place = db.scalars(sa.select(WaitingPlace)).one()
        session = db.get_one(ServiceSession, place.session_id)
        session.status = status
    if status is SessionStatus.PLANNED:
        watch.now = WEDNESDAY + timedelta(minutes=5)
    other = another_phone()
    come_back(other, kept)
    told = "This morning does not take place"
    if status is SessionStatus.PLANNED:
        told = "Come without a time, any time until 12:00."
    assert told in other.page.text
    watch.now = WEDNESDAY + timedelta(hours=2)
    late = another_phone()
    come_back(late, kept)
    assert late.step == "find"
