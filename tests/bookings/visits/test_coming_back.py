"""Whoever opens a visit with its phrase sees its times and what the service changed: no more."""

from collections.abc import Callable

import sqlalchemy as sa

from bookings.people.models import Child, Client
from bookings.visits.models import Visit, VisitChild, VisitNeed, VisitStatus
from portal.db.engine import Database
from services_directory.listings.models import Organization, Service
from services_directory.sessions.models import Claim, ServiceSession, SessionStatus, Worker
from tests.bookings.visits.rows import booked_times, count
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import Fields, book, come_back, offers, times_told
from tests.browsing import Browser

SAID: dict[str, Fields] = {
    "needs": {"need": ["isva", "legal"]},
    "hours": {"gone_by": "11:45"},
    "asks": {"tongue": "Qaqarese", "access": "Zyxw lift", "sign_language": "yes"},
    "company": {"companion": "Zebulonia", "child_0_age": "7", "child_1_age": "unborn"},
    "name": {"called": "Quillana"},
}
OF_HERS = ("Qaqarese", "Zyxw", "Zebulonia", "Quillana", "unborn", "Not born yet", "11:45")


def names_of_services(town: Database) -> list[str]:
    with town.reading() as db:
        named = (Service.name, Organization.name, Worker.name)
        return [name for column in named for name in db.scalars(sa.select(column))]


NEEDS_IN_HER_WORDS = (
    *("Talk it through", "Somewhere to live", "Legal questions", "A place to stay", "Alcohol"),
    *("Talk to the police", "Help for children", "Something sexual", "Welcome", "adviser"),
)


def test_v_13_what_is_shown_is_its_times_and_nothing_else(
    phone: Browser, another_phone: Callable[..., Browser], town: Database
) -> None:
    """On the visit, and on every page that can be opened from it."""
    kept = book(phone, **SAID)
    other = another_phone(scripts=phone.scripts)
    come_back(other, kept)
    assert len(times_told(other)) == len(booked_times(town))
    pages = [other.answers[-1].text]
    for opened in [go for go in other.buttons("go") if go.startswith("stop:")]:
        other.press(opened)
        pages.append(other.answers[-1].text)
        other.press("back")
    for opened in ("move", "cancel"):
        other.press(opened)
        pages.append(other.answers[-1].text)
        other.press("back")
    for page in pages:
        for canary in (*OF_HERS, *names_of_services(town), *NEEDS_IN_HER_WORDS):
            assert canary not in page, canary


def test_v_13_another_time_is_searched_by_what_she_said_and_does_not_show_it(
    phone: Browser, another_phone: Callable[..., Browser]
) -> None:
    """Where not everything fits, what is missing would be the name of a service."""
    kept = book(phone, needs={"need": ["isva", "legal"]}, hours={"gone_by": "10:45"})
    other = another_phone()
    come_back(other, kept)
    other.press("move")
    assert offers(other)
    assert not any(words in other.page.text for words in NEEDS_IN_HER_WORDS)


def test_v_13_nobody_without_the_phrase_sees_a_visit(
    phone: Browser, another_phone: Callable[..., Browser]
) -> None:
    """S-27 in small: neither a stranger nor the holder of another visit."""
    book(phone, needs={"need": "housing"})
    stranger, holder = another_phone(), another_phone()
    stranger.open()
    stranger.send({"step": "visit", "go": "next"})
    assert stranger.step == "first"
    come_back(holder, book(another_phone(), needs={"need": "police"}))
    theirs = times_told(holder)
    for step in ("visit", "move", "cancel", "done"):
        holder.send({"step": step, "go": "next", "visit": "1", "visit_id": "1"})
        assert holder.step in ("visit", "done")
        assert times_told(holder) == theirs


def test_s_56_a_session_that_the_service_cancels_shows_to_her_phrase(
    phone: Browser, another_phone: Callable[..., Browser], town: Database
) -> None:
    kept = book(phone)
    cancel_sessions(town)
    other = another_phone(scripts=phone.scripts)
    come_back(other, kept)
    assert "Wednesday 25 November This morning does not take place." in other.page.text
    assert "Come at" not in other.page.text
    assert "calendar" not in other.buttons("go")
    calendar = other.fetch("POST", data={"go": "calendar"}, follow_redirects=False)
    assert "text/calendar" not in calendar.headers.get("content-type", "")


def test_s_56_from_a_cancelled_session_she_moves_to_another(
    phone: Browser, another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    """Also on the very morning, when she stood before a closed door."""
    kept = book(phone)
    cancel_sessions(town)
    with town.reading() as db:
        watch.now = db.scalars(sa.select(ServiceSession.starts_at).join(Visit)).one()
    other = another_phone()
    come_back(other, kept)
    other.press("move")
    other.choose("plan", offers(other)[0].code)
    assert other.step == "visit"
    assert "This is your new time" in other.page.text
    assert "Saturday 28 November" in other.page.text


def cancel_sessions(town: Database) -> None:
    """The service cancels the session of the one visit there is."""
    with town.writing() as db:
        visit = db.scalars(sa.select(Visit)).one()
        db.get_one(ServiceSession, visit.session_id).status = SessionStatus.CANCELLED


def test_s_56_a_visit_that_she_cancels_is_honoured_at_the_door(
    phone: Browser, another_phone: Callable[..., Browser], town: Database
) -> None:
    """S-56: her times are free for others; whatever the door must know stays."""
    kept = book(phone, **SAID)
    times = booked_times(town)
    other = another_phone(scripts=phone.scripts)
    come_back(other, kept)
    other.press("cancel")
    assert "If you come all the same, we will see you." in other.page.text
    other.press()
    assert other.heading == "The visit is cancelled"
    assert "If you come all the same, we will see you." in other.page.text
    assert count(town, Claim) == 0
    assert times
    assert booked_times(town) == []
    with town.reading() as db:
        visit = db.scalars(sa.select(Visit)).one()
        assert visit.status is VisitStatus.CANCELLED
        assert db.get_one(Client, visit.client_id).chosen_name == "Quillana"
        assert "Zyxw" in (visit.asks or "")
        assert db.scalars(sa.select(VisitNeed.need).order_by(VisitNeed.position)).all() == [
            "isva",
            "legal",
        ]
    assert [count(town, table) for table in (Child, VisitChild)] == [2, 2]


def test_a_cancelled_visit_is_opened_by_nothing_any_more(
    phone: Browser, another_phone: Callable[..., Browser]
) -> None:
    kept = book(phone)
    other = another_phone()
    come_back(other, kept)
    other.press("cancel")
    other.press()
    third = another_phone()
    come_back(third, kept)
    assert third.step == "find"


def test_a_session_that_takes_no_more_keeps_her_time(
    phone: Browser, another_phone: Callable[..., Browser], town: Database
) -> None:
    kept = book(phone)
    with town.writing() as db:
        visit = db.scalars(sa.select(Visit)).one()
        db.get_one(ServiceSession, visit.session_id).status = SessionStatus.WITHDRAWN
    other = another_phone()
    come_back(other, kept)
    assert "Wednesday 25 November Come at" in other.page.text
