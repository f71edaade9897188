"""A look-up that opens nothing is answered alike, whatever the reason (V-13, S-23)."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Any

import pytest
import sqlalchemy as sa
from httpx2 import Response

from bookings.visits.actions import change, find
from bookings.visits.models import Visit, VisitStatus
from portal.access import OPERATOR
from portal.db.engine import Database
from portal.limits.models import Try
from services_directory.sessions.models import ServiceSession
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import Kept, book, come_back
from tests.browsing import Browser

WORDS = ("apple", "caravan", "dragon", "zebra")
OTHER_WORDS = ("apple", "caravan", "dragon", "window")
TYPED = Kept("apple caravan dragon zebra", "5027")
SORRY = (
    "No visit opens with these words and digits. Check them and try again. If you have lost them, "
    "your place is still kept: just come."
)


@dataclass
class Reasons:
    """One booked visit, made by turns into each reason why what is typed opens nothing."""

    town: Database
    watch: Watch

    def opens(self, db: Any, visit: Visit) -> None:
        self._set(db, visit, WORDS, TYPED.digits)

    def unknown(self, db: Any, visit: Visit) -> None:
        visit.phrase = None

    def wrong_words(self, db: Any, visit: Visit) -> None:
        self._set(db, visit, OTHER_WORDS, TYPED.digits)

    def wrong_digits(self, db: Any, visit: Visit) -> None:
        self._set(db, visit, WORDS, "5028")

    def over(self, db: Any, visit: Visit) -> None:
        self._set(db, visit, WORDS, TYPED.digits)
        visit.over_at = self.watch.now

    def only_held(self, db: Any, visit: Visit) -> None:
        self._set(db, visit, WORDS, TYPED.digits)
        visit.status = VisitStatus.HELD

    def cancelled(self, db: Any, visit: Visit) -> None:
        """Even where its phrase had stayed."""
        self._set(db, visit, WORDS, TYPED.digits)
        change.cancel(db, visit, by=OPERATOR, at=self.watch.now)
        self._set(db, visit, WORDS, TYPED.digits)

    def second(self, db: Any, visit: Visit) -> None:
        """What is typed is what she chose to open nothing (V-14)."""
        at = self.watch.now
        find.set_phrase(db, visit, WORDS, "1066", second=TYPED.digits, by=OPERATOR, at=at)

    def second_of_one_cancelled(self, db: Any, visit: Visit) -> None:
        self.second(db, visit)
        change.cancel(db, visit, by=OPERATOR, at=self.watch.now)

    def _set(self, db: Any, visit: Visit, words: tuple[str, ...], digits: str) -> None:
        find.set_phrase(db, visit, words, digits, by=OPERATOR, at=self.watch.now)

    def make(self, reason: str) -> None:
        with self.town.writing() as db:
            db.execute(sa.delete(Try))
            visit = db.scalars(sa.select(Visit)).one()
            visit.second_phrase = None
            visit.status, visit.over_at = VisitStatus.BOOKED, self.watch.now + timedelta(days=9)
            getattr(self, reason)(db, visit)


REASONS = (
    *("unknown", "wrong_words", "wrong_digits", "over", "only_held", "cancelled"),
    *("second", "second_of_one_cancelled"),
)


@pytest.fixture
def reasons(town: Database, watch: Watch, another_phone: Callable[..., Browser]) -> Reasons:
    book(another_phone())
    return Reasons(town, watch)


@dataclass
class Work:
    """What a request cost: statements to the database, and stretched fingerprints."""

    statements: list[str] = field(default_factory=list)
    stretched: int = 0


@contextmanager
def counted(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    work, scrypt = Work(), hashlib.scrypt

    def count(*_args: Any) -> None:
        work.statements.append(_args[2])

    def stretch(*args: Any, **named: Any) -> bytes:
        work.stretched += 1
        return scrypt(*args, **named)

    monkeypatch.setattr(hashlib, "scrypt", stretch)
    sa.event.listen(database.engine, "before_cursor_execute", count)
    yield work
    sa.event.remove(database.engine, "before_cursor_execute", count)
    monkeypatch.undo()


def told(answer: Response) -> tuple[int, str, dict[str, str]]:
    """What an answer tells, but for its cookie and its date."""
    headers = {name: value for name, value in answer.headers.items() if name != "set-cookie"}
    return answer.status_code, answer.text, headers


@pytest.mark.parametrize("scripts", [True, False])
def test_s_23_every_look_up_that_opens_nothing_is_answered_alike(
    reasons: Reasons, another_phone: Callable[..., Browser], scripts: bool
) -> None:
    """S-23: body, status and headers, of the post and of the page after it."""
    reasons.make("opens")
    phone = another_phone(scripts=scripts)
    come_back(phone, TYPED)
    assert phone.step == "visit", "each reason is one thing away from opening"
    answers = []
    for reason in REASONS:
        reasons.make(reason)
        phone = another_phone(scripts=scripts)
        come_back(phone, TYPED)
        assert phone.step == "find", reason
        assert phone.problems == [SORRY]
        answers.append([told(answer) for answer in phone.answers[-2:]])
    assert answers == [answers[0]] * len(REASONS)


def test_s_23_every_look_up_that_opens_nothing_costs_alike(
    reasons: Reasons,
    another_phone: Callable[..., Browser],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """S-23: the same statements, and one stretched fingerprint."""
    costs = []
    for reason in REASONS:
        reasons.make(reason)
        phone = another_phone()
        walk_to_find(phone)
        with counted(reasons.town, monkeypatch) as work:
            phone.press(words=TYPED.words, digits=TYPED.digits)
        costs.append((work.statements, work.stretched))
    assert costs == [costs[0]] * len(REASONS)
    assert len(costs[0][0]) > 5
    assert costs[0][1] == 1


def walk_to_find(phone: Browser) -> None:
    phone.open()
    phone.press("find")


def test_s_23_what_can_be_no_phrase_is_told_the_same(
    reasons: Reasons, another_phone: Callable[..., Browser]
) -> None:
    """Not that one of her words stands on no list: who looks on learns nothing about the words."""
    for kept in (Kept("nosuch words atall here", "5027"), Kept("apple", "1"), Kept("…", "½")):
        phone = another_phone()
        come_back(phone, kept)
        assert phone.step == "find"
        assert phone.problems == [SORRY]
        assert phone.shown_fields()["words"] == [kept.words]


def test_s_23_what_can_be_no_phrase_is_stretched_the_same(
    reasons: Reasons, another_phone: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    """S-23: an answer at once would tell which words stand on the list."""
    for kept in (Kept("nosuch words atall here", "5027"), Kept("apple", "1"), Kept("…", "½")):
        phone = another_phone()
        walk_to_find(phone)
        with counted(reasons.town, monkeypatch) as work:
            phone.press(words=kept.words, digits=kept.digits)
        assert phone.step == "find"
        assert work.stretched == 1


def test_s_23_every_look_up_that_opens_nothing_takes_as_long(
    reasons: Reasons, another_phone: Callable[..., Browser], pytestconfig: pytest.Config
) -> None:
    """S-23, in the soak only: medians over many tries, taken by turns."""
    if not pytestconfig.getoption("--soak"):
        pytest.skip("a measure of time: part of the soak")
    spans: dict[str, list[float]] = {reason: [] for reason in REASONS}
    for _ in range(60):
        for reason in REASONS:
            reasons.watch.on(minutes=5)
            reasons.make(reason)
            phone = another_phone()
            walk_to_find(phone)
            began = perf_counter()
            phone.press(words=TYPED.words, digits=TYPED.digits)
            spans[reason].append(perf_counter() - began)
            assert phone.problems == [SORRY]
    middles = [median(each) for each in spans.values()]
    assert max(middles) < 1.1 * min(middles), dict(zip(REASONS, middles, strict=True))


def test_v_13_a_visit_can_be_looked_up_until_a_day_after_its_session(
    another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    kept = book(another_phone())
    with town.reading() as db:
        visit = db.scalars(sa.select(Visit)).one()
        end = db.get_one(ServiceSession, visit.session_id).ends_at + timedelta(days=1)
    for now, opens in ((end - timedelta(seconds=1), True), (end, False)):
        watch.now = now
        phone = another_phone()
        come_back(phone, kept)
        assert (phone.step == "visit") is opens
