"""Turns are what a plain reading of the paces says, whatever the order of tries and successes."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from portal.db.engine import Database
from portal.limits.actions import Gate, Later, Turn, give_back, take_turn
from portal.limits.models import Try

START = datetime(2026, 11, 25, 10, tzinfo=UTC)
MINUTE, HOUR, DAY = 60, 3_600, 86_400


@dataclass(eq=False)
class Attempt:
    """A try that goes ahead at `second`, or a place in line for then."""

    second: int
    network: int
    words: int
    taken: bool


@dataclass
class Reading:
    """The prose of the rules, read word by word over every try there was."""

    tries: list[Attempt] = field(default_factory=list)

    def ask(self, now: int, network: int, words: int) -> Attempt | None:
        """None where it would be more than ten minutes ahead."""
        self.forget(now)
        second = now if self.keeps_one(now, network) else self.free_second(now, network, words)
        if second > now + 10 * MINUTE:
            return None
        self.tries.append(Attempt(second, network, words, taken=second == now))
        return self.tries[-1]

    def keeps_one(self, now: int, network: int) -> bool:
        hers = [t.second for t in self.tries if t.network == network]
        return len(hers) < 3 and all(second > now - HOUR for second in hers)

    def free_second(self, now: int, network: int, words: int) -> int:
        ends = {t.second + length for t in self.tries for length in (MINUTE, 10 * MINUTE, DAY)}
        candidates = sorted({now} | {end for end in ends if end > now})
        return next(each for each in candidates if self.has_room(each, network, words))

    def has_room(self, second: int, network: int, words: int) -> bool:
        last_minute = [t for t in self.tries if t.second > second - MINUTE]
        of_network = [
            t for t in self.tries if t.network == network and t.second > second - 10 * MINUTE
        ]
        of_words = [t for t in self.tries if t.words == words and t.second > second - DAY]
        return len(last_minute) < 60 and len(of_network) < 2 and len(of_words) < 10

    def forget(self, now: int) -> None:
        kept = {True: DAY, False: 2 * MINUTE}
        self.tries = [t for t in self.tries if t.second > now - kept[t.taken]]


@dataclass(frozen=True)
class Step:
    seconds_later: int
    network: int
    words: int
    succeeds: bool
    comes_back: bool
    strangers: int


steps = st.builds(
    Step,
    seconds_later=st.sampled_from([0, 0, 0, 1, 20, 60, 100, 300, 3_600, 7_200, 90_000]),
    network=st.integers(0, 2),
    words=st.integers(0, 1),
    succeeds=st.booleans(),
    comes_back=st.booleans(),
    strangers=st.sampled_from([0] * 12 + [57, 61]),
)


class Story:
    """The same steps told to the portal and to the reading of the rules."""

    def __init__(self, db: Session) -> None:
        self.db, self.reading, self.now = db, Reading(), 0
        self.waiting: list[tuple[Later, Attempt]] = []

    def tell(self, step: Step) -> None:
        self.let_time_pass(self.now + step.seconds_later)
        if step.strangers:
            self.crowd(step.strangers)
        self.compare(step.network, step.words, step.succeeds, step.comes_back)

    def crowd(self, strangers: int) -> None:
        """Each of them tries once, and fails."""
        at = self.at(self.now)
        row = {"gate": Gate.LOOK_UP, "about": None, "moment": at, "taken": True}
        people = [row | {"id": uuid4(), "network": uuid4().bytes * 2} for _ in range(strangers)]
        self.db.execute(sa.insert(Try), people)
        self.reading.tries.extend(Attempt(self.now, -1, -1, taken=True) for _ in people)

    def let_time_pass(self, until: int) -> None:
        """Whoever comes back comes when her place in line is due."""
        due = [pair for pair in self.waiting if pair[1].second <= until]
        for later, attempt in sorted(due, key=lambda pair: pair[1].second):
            self.now = attempt.second
            self.reading.forget(self.now)
            assert isinstance(self.ask(attempt.network, attempt.words, later), Turn)
            attempt.taken = True
            self.waiting.remove((later, attempt))
        self.now = until

    def compare(self, network: int, words: int, succeeds: bool, comes_back: bool) -> None:
        answer, attempt = self.ask(network, words), self.reading.ask(self.now, network, words)
        if attempt is None:
            assert answer == Later(self.at(self.now + MINUTE))
        elif attempt.taken:
            assert isinstance(answer, Turn)
            if succeeds:
                give_back(self.db, answer)
                self.reading.tries.remove(attempt)
        else:
            assert isinstance(answer, Later)
            assert answer.until == self.at(min(attempt.second, self.now + MINUTE))
            if comes_back:
                self.waiting.append((answer, attempt))

    def ask(self, network: int, words: int, later: Later | None = None) -> Turn | Later:
        place = later.place if later else None
        address, about = f"203.0.{network}.1", f"words {words}"
        return take_turn(
            self.db, Gate.LOOK_UP, address, at=self.at(self.now), about=about, place=place
        )

    def at(self, second: int) -> datetime:
        return START + timedelta(seconds=second)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=5, max_size=15))
def test_every_turn_is_as_a_plain_reading_of_the_paces_has_it(
    database: Database, told: list[Step]
) -> None:
    with database.writing() as db:
        db.execute(sa.delete(Try))
        story = Story(db)
        for step in told:
            story.tell(step)
