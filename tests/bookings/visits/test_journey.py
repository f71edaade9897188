"""Her journey from the first page to the day itself, and back with the phrase."""

from collections.abc import Callable

import sqlalchemy as sa

from bookings.people.models import Client
from bookings.visits.models import AgeBand, Draft, Visit, VisitStatus
from bookings.visits.steps.table import STEPS
from portal.db.engine import Database
from tests.bookings.visits.rows import count
from tests.bookings.visits.walking import book, come_back, times_told, walk_to
from tests.browsing import Browser

AGREE = ("records or copies your screen", "owns the phone or the Wi-Fi", "where your phone is")


def test_v_01_somebody_books_with_every_field_empty(phone: Browser, town: Database) -> None:
    """V-01, V-09: no account, no name, no need said, and there is a place."""
    book(phone)
    assert phone.heading == "You are booked"
    assert "Wednesday 25 November" in phone.page.text
    with town.reading() as db:
        visit = db.scalars(sa.select(Visit)).one()
        assert visit.status is VisitStatus.BOOKED
        assert visit.age_band is AgeBand.ADULT
        assert db.get_one(Client, visit.client_id).chosen_name


def test_v_01_a_name_that_is_wiped_out_is_no_mistake(phone: Browser, town: Database) -> None:
    """V-01: the one that was suggested stands in for it."""
    walk_to(phone, "name")
    suggested = phone.shown_fields()["called"]
    book(phone, name={"called": ""})
    with town.reading() as db:
        assert [db.scalars(sa.select(Client)).one().chosen_name] == suggested


def test_the_phrase_opens_the_visit_again(
    phone: Browser, another_phone: Callable[..., Browser]
) -> None:
    """V-13."""
    kept = book(phone, needs={"need": ["housing", "legal"]})
    other = another_phone()
    come_back(other, kept)
    assert other.step == "visit"
    assert "Wednesday 25 November" in other.page.text
    assert len(times_told(other)) == 3


def test_v_03_the_start_leads_to_what_the_exit_does_not_do(phone: Browser) -> None:
    """V-03: before anything is asked; not on the first page, which an onlooker may see."""
    phone.open()
    assert not any(words in phone.page.text for words in AGREE)
    phone.press("start")
    assert phone.step == "before"
    assert all(words in phone.page.text for words in AGREE)
    assert [name for name in phone.shown_fields() if name != "step"] == []


def test_v_03_nobody_comes_to_a_question_past_that_page(phone: Browser) -> None:
    """V-03, S-60: whatever step a request claims to answer."""
    phone.open()
    for step in STEPS:
        phone.send({"step": step, "go": "next", "need": "isva", "plan": "x"})
        assert phone.step == "first"
    phone.press("start")
    for step in STEPS.keys() - {"before"}:
        phone.send({"step": step, "go": "next", "need": "isva", "plan": "x"})
        assert phone.step == "before"


def test_v_03_walking_in_and_then_choosing_a_time_leads_through_that_page_too(
    phone: Browser,
) -> None:
    """V-03, S-60: and not past it, whatever stands on the first page."""
    phone.open()
    phone.press("walk_in")
    phone.press("book")
    assert phone.step == "before"
    assert all(words in phone.page.text for words in (*AGREE, "unless someone, especially a child"))


def test_from_the_times_to_walking_in_and_back_what_she_said_is_kept(phone: Browser) -> None:
    walk_to(phone, "times", hours={"gone_by": "11:30"})
    phone.press("walk-in")
    phone.press("book")
    assert phone.step == "times"
    assert "Gone by 11:30." in phone.page.text


def test_whoever_came_by_walking_in_is_led_back_to_the_times_too(phone: Browser) -> None:
    phone.open()
    phone.press("walk_in")
    phone.press("book")
    walk_to(phone, "times", hours={"gone_by": "11:30"})
    phone.press("walk-in")
    phone.press("book")
    assert phone.step == "times"


def test_s_60_what_is_private_is_said_before_children_or_harm_are_asked_about(
    phone: Browser,
) -> None:
    walk_to(phone, "before")
    said = phone.page.text
    for words in (
        "unless someone, especially a child, may be seriously hurt",
        "Police may have to record a crime they hear about",
        "You choose whom you see",
    ):
        assert words in said
    phone.press()
    assert phone.step == "needs"
    assert "unless someone" not in phone.page.text


def test_back_goes_through_every_step_to_the_first_page(phone: Browser) -> None:
    walk_to(phone, "check", needs={"need": ["legal", "housing"]})
    passed = []
    while phone.step != "first":
        passed.append(phone.step)
        phone.press("back")
    assert passed == [
        *(
            "check",
            "contact",
            "name",
            "times",
            "company",
            "asks",
            "hours",
            "order",
            "needs",
            "before",
        ),
    ]


def test_back_at_the_first_page_the_journey_is_over(phone: Browser, town: Database) -> None:
    for door in ("start", "find"):
        phone.open()
        phone.press(door)
        assert count(town, Draft) == 1
        phone.press("back")
        assert phone.step == "first"
        assert count(town, Draft) == 0


def test_what_was_opened_from_the_first_page_leads_back_to_it(phone: Browser) -> None:
    for aside in ("help", "about", "walk_in"):
        phone.open()
        phone.press(aside)
        assert phone.step == aside
        phone.press()
        assert phone.step == "first"


def test_v_23_help_is_one_tap_from_every_step_and_leads_back_to_what_was_typed(
    phone: Browser,
) -> None:
    walk_to(phone, "asks")
    phone.press("help", tongue="Tigrinya", access="a quiet room")
    assert phone.heading == "Help now"
    assert all(words in phone.page.text for words in ("999", "55", "0808 2000 247", "18000"))
    phone.press()
    assert phone.step == "asks"
    assert phone.shown_fields()["tongue"] == ["Tigrinya"]
    assert phone.shown_fields()["access"] == ["a quiet room"]


def test_a_tap_that_comes_twice_does_what_one_tap_does(phone: Browser) -> None:
    """A slow phone sends a form twice; the second is not taken for an answer to the next step."""
    for step in ("before", "needs", "hours", "asks", "company", "times", "name", "check"):
        walk_to(phone, step)
        fields = {**phone.shown_fields(), "go": "next"}
        if step == "times":
            fields["plan"] = phone.buttons("plan")[0]
        phone.send(fields)
        after = phone.step
        phone.send(fields)
        assert phone.step == after != step
        assert phone.problems == []


def test_what_was_answered_stands_when_she_comes_back_to_it(phone: Browser) -> None:
    walk_to(phone, "times", needs={"need": "legal"}, hours={"gone_by": "11:30"})
    for _ in range(4):
        phone.press("back")
    assert phone.step == "needs"
    assert phone.shown_fields()["need"] == ["legal"]
    phone.press()
    assert phone.shown_fields()["gone_by"] == ["11:30"]
