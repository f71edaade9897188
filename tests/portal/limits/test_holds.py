"""Holds of one network: so many at a time, and whoever waits for one gets it."""

from datetime import timedelta
from uuid import UUID

from portal.db.engine import Database
from portal.limits.actions import Gate, Later, Turn, give_back, take_turn
from portal.limits.rules import GRACE, HOLDS_OF_NETWORK
from tests.portal.limits.asking import HERS, HIS, MINUTE, NOW, ask, spend_network, tries

MOST, LIFE = HOLDS_OF_NETWORK.most, HOLDS_OF_NETWORK.within
SECOND = timedelta(seconds=1)
CROWD = 2 * MOST + 5


def hold_all(database: Database) -> list[Turn]:
    turns = [ask(database, gate=Gate.HOLD) for _ in range(MOST)]
    taken = [turn for turn in turns if isinstance(turn, Turn)]
    assert len(taken) == MOST
    return taken


def test_one_network_holds_so_many_visits_and_another_is_free(database: Database) -> None:
    hold_all(database)
    assert isinstance(ask(database, gate=Gate.HOLD), Later)
    assert isinstance(ask(database, HIS, gate=Gate.HOLD), Turn)


def test_looking_up_and_holding_do_not_hold_each_other_up(database: Database) -> None:
    spend_network(database)
    hold_all(database)
    assert isinstance(ask(database, gate=Gate.BOOK), Turn)


def test_room_that_was_given_back_is_used_by_who_waits_and_not_by_who_comes_later(
    database: Database,
) -> None:
    turns = hold_all(database)
    later = ask(database, gate=Gate.HOLD, after=SECOND)
    assert isinstance(later, Later)
    with database.writing() as db:
        give_back(db, turns[0])
    assert isinstance(ask(database, gate=Gate.HOLD, after=2 * SECOND), Later)
    assert isinstance(ask(database, gate=Gate.HOLD, after=MINUTE, place=later.place), Turn)
    assert isinstance(ask(database, gate=Gate.HOLD, after=MINUTE), Later)


def test_never_more_live_holds_than_so_many_and_whoever_waits_gets_through(
    database: Database,
) -> None:
    """Some ask long after they were told to: what is held late ends late."""
    went: list[timedelta] = []
    waiting: list[tuple[timedelta, UUID | None, int]]
    waiting = [(nth * SECOND, None, nth % 3) for nth in range(CROWD)]
    with database.writing() as db:
        while waiting:
            waiting.sort(key=lambda each: each[0])
            due, place, slowness = waiting.pop(0)
            answer = take_turn(db, Gate.HOLD, HERS, at=NOW + due, place=place)
            if isinstance(answer, Turn):
                went.append(due)
            else:
                late = slowness * (GRACE - MINUTE) / 2 - slowness * SECOND
                waiting.append((answer.until - NOW + late, answer.place, slowness))
    assert len(went) == CROWD
    for last in went:
        assert sum(last - LIFE < each <= last for each in went) <= MOST
    assert max(went) <= 3 * (LIFE + GRACE)


def test_a_place_for_a_hold_that_nobody_asks_for_is_forgotten(database: Database) -> None:
    hold_all(database)
    ask(database, gate=Gate.HOLD)
    assert tries(database) == MOST + 1
    ask(database, HIS, gate=Gate.HOLD, after=GRACE)
    assert tries(database) == MOST + 1
