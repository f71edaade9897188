"""A tour of every step as somebody meets it, with mistakes, and what each step answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from httpx2 import Response

from bookings.visits.steps.table import EASY_READ, STEPS
from portal.db.engine import Database
from portal.settings import read_settings
from tests.bookings.visits.full import fill, free_up, wait_button
from tests.bookings.visits.town import Watch, spend
from tests.bookings.visits.walking import REACH, book, come_back, walk_to
from tests.browsing import Browser

TITLE = read_settings({}).public_name
NEEDS = {"need": ["legal", "housing"]}


@dataclass(frozen=True, slots=True)
class Stop:
    """One step on the tour: its page, the part of it that scripts get, and the latest post."""

    step: str
    page: Response
    part: Response
    post: Response | None


def tour(phone: Browser, town: Database, watch: Watch) -> Iterator[str]:
    """The name of each step when the phone stands there; all of them come up."""
    phone.open()
    yield from _beside(phone)
    phone.press("start")
    yield from _questions(phone)
    yield from _booking(phone)
    phone.press("leave")
    yield from _returning(phone)
    phone.press("leave")
    yield from _in_line(phone, town, watch)
    phone.press("leave")
    yield from _waiting(phone, town, watch)


def _beside(phone: Browser) -> Iterator[str]:
    yield phone.step
    for aside in ("help", "about", "access", "walk_in", *EASY_READ):
        phone.press(aside)
        yield phone.step
        phone.press()


def _questions(phone: Browser) -> Iterator[str]:
    for step in ("before", "needs", "order", "hours", "asks", "company"):
        walk_to(phone, step, needs=NEEDS)
        yield phone.step
    phone.press(band="under-16")
    yield phone.step
    phone.press()
    phone.press(band="for-other")
    yield phone.step
    phone.press("back")
    phone.press(band="16-17")
    yield phone.step


def _booking(phone: Browser) -> Iterator[str]:
    for step in ("name", "contact"):
        walk_to(phone, step)
        yield phone.step
    phone.press("by:both")
    yield phone.step
    phone.press("next", **REACH)
    yield phone.step
    phone.press(kinds=["reminder"])
    yield phone.step
    phone.choose("go", next(go for go in phone.buttons("go") if go.startswith("stop:")))
    yield phone.step
    phone.press("back")
    walk_to(phone, "phrase")
    yield phone.step
    phone.press(digits="5027")
    yield phone.step
    phone.press("skip")
    yield phone.step


def _returning(phone: Browser) -> Iterator[str]:
    kept = book(phone)
    phone.press("leave")
    phone.open()
    phone.press("find")
    yield phone.step
    come_back(phone, kept)
    for opened in ("visit", "less", "stop-all", "not-safe", "move", "cancel"):
        if opened != "visit":
            phone.press(opened)
        yield phone.step
        if opened not in ("visit", "cancel"):
            phone.press("back")
    phone.press()
    yield phone.step


def _in_line(phone: Browser, town: Database, watch: Watch) -> Iterator[str]:
    booked = fill(town, watch.now)
    walk_to(phone, "times", needs=NEEDS)
    phone.press(wait_button(phone))
    yield phone.step
    walk_to(phone, "wait_phrase")
    yield phone.step
    phone.press(digits="5027")
    yield phone.step
    phone.press("skip")
    yield phone.step
    free_up(town, booked[0], watch.now)
    phone.press()
    assert phone.heading == "A place is kept for you"
    yield phone.step
    phone.press("stop")
    yield phone.step
    phone.press()
    yield phone.step


def _waiting(phone: Browser, town: Database, watch: Watch) -> Iterator[str]:
    spend(town, watch, phone.network)
    phone.open()
    phone.press("find")
    phone.press(words="no such words here", digits="0000")
    yield phone.step


def every_step() -> set[str]:
    return {"first", *STEPS}


def record(phone: Browser, town: Database, watch: Watch) -> list[Stop]:
    """Look at each step as a page and as a part, without pressing anything."""
    return [
        Stop(step, phone.look(), phone.look(scripts=True), phone.latest_post)
        for step in tour(phone, town, watch)
    ]
