"""Guessing is limited by network and in all; nobody is refused, and nobody can lock her out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.db.engine import Database
from portal.limits.actions import Gate
from portal.limits.models import Try
from portal.limits.rules import EVERYONE, KEPT, NETWORK
from tests.bookings.visits.rows import count
from tests.bookings.visits.town import Watch, spend
from tests.bookings.visits.walking import Kept, book, come_back
from tests.browsing import Browser

AT_HOME, NEIGHBOUR, HERS = "203.0.113.20", "203.0.113.99", "198.51.100.44"
Phones = Callable[..., Browser]
WRONG = Kept("apple caravan dragon window", "0000")


def guess(phone: Browser, kept: Kept = WRONG) -> str:
    """Look up from the first page; gives the step that this leads to."""
    phone.press("leave")
    come_back(phone, kept)
    return phone.step


def test_s_23_a_network_that_failed_too_often_waits(
    another_phone: Phones, town: Database, watch: Watch
) -> None:
    spend(town, watch, AT_HOME, NETWORK.most - 1)
    assert guess(another_phone(AT_HOME)) == "find"
    assert guess(another_phone(AT_HOME)) == "waiting"
    assert guess(another_phone(NEIGHBOUR)) == "waiting", "of the same network"
    assert guess(another_phone()) == "find", "another network"


@pytest.mark.parametrize("scripts", [True, False])
def test_s_23_who_waits_keeps_what_was_typed_and_her_place(
    another_phone: Phones, town: Database, watch: Watch, scripts: bool
) -> None:
    """S-23: then it goes on with what was typed, without being typed again."""
    kept = book(another_phone())
    spend(town, watch, AT_HOME)
    phone = another_phone(AT_HOME, scripts=scripts)
    assert guess(phone, kept) == "waiting"
    assert "What you typed is kept" in phone.page.text
    phone.press("back")
    assert phone.step == "find"
    assert phone.shown_fields()["words"] == [kept.words]
    phone.press()
    for _ in range(12):
        assert phone.step == "waiting", phone.problems
        watch.on(minutes=1)
        phone.press()
        if phone.step == "visit":
            return
    raise AssertionError("her turn never came")


def test_s_23_the_page_that_waits_goes_on_by_itself(
    another_phone: Phones, town: Database, watch: Watch
) -> None:
    spend(town, watch, AT_HOME)
    phone = another_phone(AT_HOME)
    guess(phone)
    onward = next(b for b in phone.page.all("button") if b.get("hx-trigger"))
    assert (onward.get("name"), onward.get("value")) == ("go", "next")
    assert onward.get("hx-trigger").startswith("click, load delay:")
    assert 1 <= int(onward.get("hx-trigger").split("delay:")[1].rstrip("s")) <= 120
    assert onward.get("hx-post") == "/"
    assert onward.get("hx-include") == "#answers"


def test_s_23_other_words_do_not_take_over_a_place_in_line(
    another_phone: Phones, town: Database, watch: Watch
) -> None:
    """Whoever waits with harmless words and then types others waits for those anew."""
    spend(town, watch, AT_HOME)
    phone = another_phone(AT_HOME)
    assert guess(phone) == "waiting"
    phone.press("back")
    watch.on(minutes=9)
    phone.press(words="zebra dragon caravan apple", digits="1111")
    assert phone.step == "waiting"


def test_s_23_a_look_up_that_opens_a_visit_does_not_count(
    another_phone: Phones, town: Database
) -> None:
    kept = book(another_phone())
    for _ in range(5):
        assert guess(another_phone(AT_HOME), kept) == "visit"
    assert count(town, Try, Try.gate == Gate.LOOK_UP) == 0


def test_s_23_nobody_can_lock_her_out(another_phone: Phones, town: Database, watch: Watch) -> None:
    """S-23: what all may try together is spent. A network without failures has its three an hour,
    and everybody else queues and is not refused."""
    kept = book(another_phone())
    spend(town, watch, AT_HOME, KEPT.most)
    watch.on(minutes=30)
    for number in range(EVERYONE.most):
        spend(town, watch, f"100.64.{number}.1", 1)
    assert guess(another_phone(AT_HOME)) == "waiting"
    assert [guess(another_phone(HERS)) for _ in range(KEPT.most - 1)] == ["find", "find"]
    assert guess(another_phone(HERS), kept) == "visit"
    assert guess(another_phone(HERS)) == "find"
    assert guess(another_phone(HERS)) == "waiting"


def test_s_23_tries_at_the_same_moment_are_counted_one_by_one(
    another_phone: Phones, town: Database, watch: Watch
) -> None:
    """S-23: eight phones of one network press at once, when three more tries are left to it."""
    spend(town, watch, AT_HOME, NETWORK.most - 3)
    phones = [another_phone(AT_HOME) for _ in range(8)]
    for phone in phones:
        phone.open()
        phone.press("find")
    with ThreadPoolExecutor(len(phones)) as pool:
        pages = pool.map(lambda p: p.press(words=WRONG.words, digits=WRONG.digits), phones)
        assert len(list(pages)) == len(phones)
    assert sorted(phone.step for phone in phones) == ["find"] * 3 + ["waiting"] * 5
