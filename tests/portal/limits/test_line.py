"""The line of a busy network: first come, first through, and nobody is kept out of it for long."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from portal.db.engine import Database
from portal.limits.actions import Gate, Later, Turn, give_back, take_turn
from portal.limits.rules import ABOUT, ASK_AGAIN, FURTHEST_PLACE, GRACE, NETWORK
from tests.portal.limits.asking import (
    HERS,
    HIS,
    MINUTE,
    NOW,
    ask,
    fail,
    many_networks,
    spend_network,
    tries,
)

SECOND = timedelta(seconds=1)


@dataclass
class Journey:
    """Asks from `comes` on, and then whenever it was told to; gives `about` anew each time."""

    comes: timedelta
    fails: bool = True
    place: UUID | None = None
    due: timedelta = field(init=False)
    went: timedelta | None = None

    def __post_init__(self) -> None:
        self.due = self.comes

    def ask(self, db: Session) -> None:
        answer = take_turn(db, Gate.LOOK_UP, HERS, at=NOW + self.due, place=self.place)
        if isinstance(answer, Later):
            self.place, self.due = answer.place, answer.until - NOW + SECOND
            return
        if not self.fails:
            give_back(db, answer)
        self.went, self.place, self.due = self.due, None, self.due + SECOND


def pass_time(db: Session, journeys: list[Journey], until: timedelta) -> None:
    """Each asks at its moment, one after another; who succeeds does not ask again."""
    while True:
        waiting = [each for each in journeys if each.fails or each.went is None]
        first = min(waiting, key=lambda each: each.due)
        if first.due > until or all(each.went for each in journeys if not each.fails):
            return
        first.ask(db)


def waits(hers: list[Journey]) -> Iterator[timedelta]:
    for each in hers:
        assert each.went is not None, "she never got through"
        yield each.went - each.comes


def test_thirty_journeys_that_came_before_her_keep_her_waiting_for_ten_minutes(
    database: Database,
) -> None:
    before = 30
    assert NETWORK.most < before < 2 * NETWORK.most
    crowd = [Journey(nth * SECOND / before) for nth in range(before)]
    hers = Journey(SECOND, fails=False)
    with database.writing() as db:
        pass_time(db, [*crowd, hers], NETWORK.within + 2 * MINUTE)
    assert max(waits([hers])) <= NETWORK.within + ASK_AGAIN


def test_journeys_that_ask_again_and_again_keep_her_out_no_longer_than_those_before_her_take(
    database: Database, rounds: Callable[[int, int], int]
) -> None:
    """Each goes back to the end of the line when it failed, whatever moment she comes at."""
    crowd = rounds(30, 100)
    if database.engine.dialect.name == "postgresql" and crowd == 30:
        pytest.skip("many hundred tries: on PostgreSQL in the soak")
    guessing = [Journey(nth * MINUTE / crowd) for nth in range(crowd)]
    hers = [Journey(comes * MINUTE, fails=False) for comes in (1, 8)]
    longest = ceil((crowd + 1) / NETWORK.most) * NETWORK.within + ASK_AGAIN
    with database.writing() as db:
        pass_time(db, [*guessing, *hers], 8 * MINUTE + longest)
    assert max(waits(hers)) <= longest


def test_a_script_that_asks_every_second_anew_keeps_nobody_out(database: Database) -> None:
    """It makes places and leaves them: they count only as long as a page may be silent."""
    hers = Journey(3 * MINUTE + SECOND / 2, fails=False)
    with database.writing() as db:
        for second in range(int((hers.comes + NETWORK.within + GRACE) / SECOND) + 60):
            while hers.went is None and hers.due < second * SECOND:
                hers.ask(db)
            if hers.went:
                break
            take_turn(db, Gate.LOOK_UP, HERS, at=NOW + second * SECOND)
    assert max(waits([hers])) <= NETWORK.within + GRACE


def test_who_stands_in_line_without_asking_is_forgotten(database: Database) -> None:
    spend_network(database)
    silent, asks = ask(database), ask(database, after=SECOND)
    assert isinstance(silent, Later)
    assert isinstance(asks, Later)
    assert tries(database) == NETWORK.most + 2
    for minute in (1, 2):
        asks = ask(database, after=minute * MINUTE, place=asks.place)
        assert isinstance(asks, Later)
    assert GRACE == 2 * MINUTE
    assert tries(database) == NETWORK.most + 1
    again = ask(database, after=GRACE, place=silent.place)
    assert isinstance(again, Later)
    assert again.place != silent.place


def test_who_comes_first_goes_first(database: Database) -> None:
    turns = [ask(database) for _ in range(NETWORK.most)]
    first, second = ask(database, after=SECOND), ask(database, after=2 * SECOND)
    assert isinstance(first, Later)
    assert isinstance(second, Later)
    with database.writing() as db:
        for turn in turns[:1]:
            assert isinstance(turn, Turn)
            give_back(db, turn)
    assert isinstance(ask(database, after=3 * SECOND, place=second.place), Later)
    assert isinstance(ask(database, after=4 * SECOND, place=first.place), Turn)


def test_a_line_of_one_network_stops_no_other(database: Database) -> None:
    spend_network(database)
    for nth in range(100):
        ask(database, after=nth * SECOND / 100)
    fail(database, HIS, after=-3 * NETWORK.within * 6)
    for _ in range(NETWORK.most - 1):
        assert isinstance(ask(database, HIS, after=SECOND), Turn)


def test_who_waits_for_spent_words_stops_nobody_behind(database: Database) -> None:
    """Their room comes in a day: they stand in no line, and take no place of others."""
    words = "apple caravan dragon zebra"
    for address in many_networks(ABOUT.most):
        ask(database, address, about=words)
    spend_network(database)
    for nth in range(NETWORK.most):
        answer = ask(database, about=words, after=nth * SECOND)
        assert answer == Later(NOW + nth * SECOND + ASK_AGAIN)
    assert ABOUT.within > FURTHEST_PLACE
    assert isinstance(ask(database, after=NETWORK.within), Turn)
