"""Whoever comes to hold a visit gets a new cookie; a lost answer costs nothing, a copy is dead."""

from collections.abc import Callable

from bookings.visits.models import Draft
from portal.db.engine import Database
from tests.bookings.visits.rows import count
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import Kept, book, come_back, phrase_on, walk_to
from tests.browsing import Browser

Phones = Callable[..., Browser]


def test_a_copy_of_the_cookie_from_before_opens_nothing_of_the_visit(
    phone: Browser, another_phone: Phones
) -> None:
    """Made before she booked, and used after her next tap."""
    walk_to(phone, "check")
    copied = phone.cookie
    phone.press()
    assert phone.step == "phrase"
    assert phone.cookie != copied
    phone.press(digits="5027")
    spy = another_phone()
    spy.carry(copied)
    spy.open()
    assert spy.step == "first"
    phone.open()
    assert phone.step == "phrase_check"


def test_a_copy_of_the_cookie_from_before_is_no_use_after_a_minute(
    phone: Browser, another_phone: Phones, watch: Watch
) -> None:
    """Even where she closes the page and taps nothing more."""
    walk_to(phone, "check")
    copied = phone.cookie
    phone.press()
    watch.on(seconds=61)
    spy = another_phone()
    spy.carry(copied)
    spy.open()
    assert spy.step == "first"


def test_an_answer_that_was_lost_costs_nothing(phone: Browser, another_phone: Phones) -> None:
    """The new cookie never came: the same tap again, with the old one, shows the words."""
    walk_to(phone, "check")
    before = phone.cookie
    fields = {**phone.shown_fields(), "go": "next"}
    phone.fetch("POST", data=fields, follow_redirects=False)
    phone.carry(before)
    phone.send(fields)
    assert phone.step == "phrase"
    assert phone.problems == []
    words = phrase_on(phone)
    phone.press(digits="5027")
    phone.press(words=words, digits="5027")
    assert phone.step == "done"
    other = another_phone()
    come_back(other, Kept(words))
    assert other.step == "visit"


def test_a_lost_answer_to_a_look_up_costs_nothing(phone: Browser, another_phone: Phones) -> None:
    kept = book(another_phone())
    phone.open()
    phone.press("find")
    before = phone.cookie
    fields = {**phone.shown_fields(), "words": kept.words, "digits": kept.digits}
    phone.fetch("POST", data=fields, follow_redirects=False)
    phone.carry(before)
    phone.send(fields)
    assert phone.step == "visit"


def test_whoever_looks_again_after_a_lost_answer_gets_the_new_cookie(phone: Browser) -> None:
    """And is not thrown out a minute later, in the middle of writing down her words."""
    walk_to(phone, "check")
    before = phone.cookie
    phone.fetch("POST", data={**phone.shown_fields(), "go": "next"}, follow_redirects=False)
    new = phone.cookie
    phone.carry(before)
    phone.open()
    assert phone.step == "phrase"
    assert phone.cookie == new


def test_the_exit_ends_the_journey_for_the_old_cookie_too(phone: Browser, town: Database) -> None:
    walk_to(phone, "check")
    before = phone.cookie
    phone.press()
    phone.carry(before)
    phone.press("leave")
    assert count(town, Draft) == 0
