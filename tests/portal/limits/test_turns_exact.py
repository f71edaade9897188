"""Turns are what a plain reading of the paces says, whatever the order of tries and successes."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from portal import keyring
from portal.db.engine import Database
from portal.limits.actions import Gate, Later, Turn, give_back, take_turn
from portal.limits.models import Try
from portal.limits.rules import ABOUT, ABOUT_FROM_ANYWHERE, EVERYONE, KEPT, NETWORK, Pace

START = datetime(2026, 11, 25, 10, tzinfo=UTC)
MINUTE, HOUR, DAY = 60, 3_600, 86_400
NOBODY = -1


def seconds(pace: Pace) -> int:
    return int(pace.within.total_seconds())


@dataclass(eq=False)
class Attempt:
    """A try that went at `second`, is promised it, or stands in line and asked then."""

    second: int
    network: int
    words: int
    state: str = "taken"
    came: tuple[int, int] = (0, 0)


@dataclass
class Reading:
    """The prose of the rules, read word by word over every try there was."""

    tries: list[Attempt] = field(default_factory=list)

    def ask(self, now: int, network: int, words: int, held: Attempt | None) -> Attempt | None:
        """None where it would be more than ten minutes ahead for other reasons than the line."""
        self.forget(now)
        if held not in self.tries:
            held = None
        others = [t for t in self.tries if t is not held]
        if held and held.state == "promised" and held.second <= now:
            held.state = "taken"
            return held
        made = self.answer(now, network, words, held, others)
        kept = held if held and held.state == "promised" else None
        if kept and (made is None or made.state == "line" or made.second >= kept.second):
            return kept
        self.tries = [*others, made] if made else others
        return made

    def answer(
        self, now: int, network: int, words: int, held: Attempt | None, others: list[Attempt]
    ) -> Attempt | None:
        before = [
            Attempt(now, network, NOBODY)
            for t in others
            if t.state == "line" and t.network == network and (not held or t.came < held.came)
        ]
        real = [t for t in others if t.state != "line"]
        of_network = [t for t in real if t.network == network] + before
        of_words = [t for t in real if t.words == words]
        came = held.came if held else (now, 0)
        if len(of_network) < KEPT.most and all(t.second > now - HOUR for t in of_network):
            second = free(now, of_words, ABOUT_FROM_ANYWHERE)
        else:
            by_network, by_words = free(now, of_network, NETWORK), free(now, of_words, ABOUT)
            second = max(by_network, by_words, free(now, real, EVERYONE))
            far = second > now + 10 * MINUTE
            if second > now and by_words <= now + 10 * MINUTE and (far or by_network > now):
                return Attempt(now, network, words, "line", came)
        if second > now + 10 * MINUTE:
            return None
        return Attempt(second, network, words, "taken" if second == now else "promised", came)

    def forget(self, now: int) -> None:
        kept = {"taken": DAY, "promised": 2 * MINUTE, "line": 2 * MINUTE}
        self.tries = [t for t in self.tries if t.second > now - kept[t.state]]


def free(now: int, tries: list[Attempt], pace: Pace) -> int:
    """The first second from which so few are within the stretch that one more is not too many;
    whatever is ahead of it counts."""
    length = seconds(pace)
    ends = sorted({now} | {t.second + length for t in tries if t.second + length > now})
    return next(e for e in ends if sum(t.second > e - length for t in tries) < pace.most)


@dataclass(frozen=True)
class Step:
    seconds_later: int
    network: int
    words: int
    succeeds: bool
    comes_back: bool
    crowd: tuple[int, int, int]


crowds = {
    "nobody": (0, NOBODY, NOBODY),
    "strangers": (EVERYONE.most - 2, NOBODY, NOBODY),
    "more strangers": (EVERYONE.most + 1, NOBODY, NOBODY),
    "neighbours": (NETWORK.most - 1, 0, NOBODY),
    "more neighbours": (NETWORK.most, 1, NOBODY),
    "at her words": (ABOUT.most - 1, NOBODY, 0),
    "many at her words": (ABOUT_FROM_ANYWHERE.most - 1, NOBODY, 1),
}

steps = st.builds(
    Step,
    seconds_later=st.sampled_from([0, 0, 0, 1, 20, 60, 100, 300, 3_600, 7_200, 90_000]),
    network=st.integers(0, 2),
    words=st.integers(0, 1),
    succeeds=st.booleans(),
    comes_back=st.booleans(),
    crowd=st.sampled_from([crowds["nobody"]] * 6 + list(crowds.values())),
)


class Story:
    """The same steps told to the portal and to the reading of the rules."""

    def __init__(self, db: Session) -> None:
        self.db, self.reading, self.now = db, Reading(), 0
        self.waiting: list[tuple[int, Later, Attempt, bool]] = []

    def tell(self, step: Step) -> None:
        self.let_time_pass(self.now + step.seconds_later)
        self.crowd(*step.crowd)
        self.compare(step.network, step.words, step.succeeds, step.comes_back)

    def crowd(self, people: int, network: int, words: int) -> None:
        """Each of them tries once, and fails."""
        row = {"gate": Gate.LOOK_UP, "moment": self.at(self.now), "taken": True}
        row["about"] = (
            None if words == NOBODY else keyring.fingerprint(f"words {words}", "tries.about")[:2]
        )
        name = f"203.0.{network}.0/24"
        hers = None if network == NOBODY else keyring.fingerprint(name, "tries.network")
        rows = [row | {"id": uuid4(), "network": hers or uuid4().bytes * 2} for _ in range(people)]
        if rows:
            self.db.execute(sa.insert(Try), rows)
        self.reading.tries.extend(Attempt(self.now, network, words) for _ in rows)

    def let_time_pass(self, until: int) -> None:
        """Whoever comes back asks whenever she was told to."""
        while self.waiting and min(each[0] for each in self.waiting) <= until:
            first = min(self.waiting, key=lambda each: each[0])
            self.waiting.remove(first)
            self.now, later, held, succeeds = first
            self.compare(held.network, held.words, succeeds, True, later, held)
        self.now = until

    def compare(
        self,
        network: int,
        words: int,
        succeeds: bool,
        comes_back: bool,
        later: Later | None = None,
        held: Attempt | None = None,
    ) -> None:
        answer = take_turn(
            self.db,
            Gate.LOOK_UP,
            f"203.0.{network}.1",
            at=self.at(self.now),
            about=f"words {words}",
            place=later.place if later else None,
        )
        attempt = self.reading.ask(self.now, network, words, held)
        if attempt is None:
            assert answer == Later(self.at(self.now + MINUTE))
        elif attempt.state == "taken":
            assert isinstance(answer, Turn)
            if succeeds:
                give_back(self.db, answer)
                self.reading.tries.remove(attempt)
        else:
            assert isinstance(answer, Later)
            assert answer.place is not None
            if attempt.state == "promised":
                assert answer.until == self.at(min(attempt.second, self.now + MINUTE))
            attempt.came = (attempt.came[0], answer.place.int)
            if comes_back:
                due = int((answer.until - START).total_seconds())
                self.waiting.append((due, answer, attempt, succeeds))

    def at(self, second: int) -> datetime:
        return START + timedelta(seconds=second)


# Each example is a long story: a quarter as many of them as of other examples.
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=settings().max_examples // 4,
)
@given(st.lists(steps, min_size=5, max_size=15))
def test_every_turn_is_as_a_plain_reading_of_the_paces_has_it(
    database: Database, told: list[Step]
) -> None:
    with database.writing() as db:
        db.execute(sa.delete(Try))
        story = Story(db)
        for step in told:
            story.tell(step)
