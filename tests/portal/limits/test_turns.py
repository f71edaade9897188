"""Turns at a gate: limited by network and in all, however many ask at once, and never refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal.db.engine import Database
from portal.limits.actions import Gate, Later, Turn, give_back, take_turn
from portal.limits.models import Try
from portal.limits.rules import (
    ABOUT,
    ABOUT_FROM_ANYWHERE,
    ASK_AGAIN,
    BOOKING_STEP,
    BOOKINGS_OF_NETWORK,
    EVERYONE,
    GRACE,
    KEPT,
    LONGEST_BOOKING_WAIT,
    MEMORY,
    NETWORK,
)
from tests.portal.limits.asking import (
    HERS,
    HIS,
    MINUTE,
    NOW,
    ask,
    attack,
    fail,
    many_networks,
    spend_all,
    spend_network,
    succeed,
    tries,
    wait,
)

WORDS = "apple caravan dragon zebra"
OTHER_WORDS = "bagel cactus easel fern"


def test_s_57_a_network_without_failures_keeps_three_an_hour_while_thousands_attack(
    database: Database, rounds: Callable[[int, int], int]
) -> None:
    attack(database, networks=rounds(200, 10_000))
    spend_all(database)
    fail(database, times=KEPT.most)
    assert isinstance(ask(database), Later)


def test_s_57_successes_cost_nothing_and_she_may_look_as_often_as_she_likes(
    database: Database,
) -> None:
    spend_all(database)
    for _ in range(8):
        succeed(database)
    fail(database, times=3)


def test_s_57_a_success_does_not_wipe_out_the_failures_beside_it(database: Database) -> None:
    fail(database, times=NETWORK.most - 1)
    succeed(database)
    fail(database)
    assert isinstance(ask(database), Later)


def test_s_57_a_spent_total_queues_and_never_refuses(database: Database) -> None:
    fail(database, after=timedelta(hours=-2))
    spend_all(database)
    later = ask(database)
    assert isinstance(later, Later)
    assert NOW < later.until <= NOW + ASK_AGAIN
    assert isinstance(ask(database, after=later.until - NOW, place=later.place), Turn)


def test_whoever_waits_on_a_busy_network_is_let_through_when_its_pace_allows(
    database: Database,
) -> None:
    spend_network(database)
    assert wait(database, ask(database)) == NETWORK.within


def test_s_57_parallel_tries_of_one_network_cannot_slip_past(database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ask(database), range(2 * NETWORK.most)))
    assert sum(isinstance(answer, Turn) for answer in answers) == NETWORK.most


def test_s_57_parallel_tries_of_many_failed_networks_cannot_slip_past_the_total(
    database: Database,
) -> None:
    networks = many_networks(EVERYONE.most + 20)
    with database.writing() as db:
        for address in networks:
            take_turn(db, Gate.LOOK_UP, address, at=NOW - timedelta(hours=2))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda address: ask(database, address), networks))
    assert sum(isinstance(answer, Turn) for answer in answers) == EVERYONE.most


def test_a_place_lets_one_try_through_however_often_it_is_shown_at_once(
    database: Database,
) -> None:
    fail(database, after=MINUTE - NETWORK.within)
    fail(database, times=NETWORK.most - 1)
    later = ask(database)
    assert isinstance(later, Later)
    due = later.until - NOW
    assert due == MINUTE
    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(lambda _: ask(database, after=due, place=later.place), range(16))
    assert sum(isinstance(answer, Turn) for answer in answers) == 1


def test_room_that_a_success_makes_is_given_to_whoever_waits(database: Database) -> None:
    turns = [ask(database) for _ in range(NETWORK.most)]
    later = ask(database)
    assert isinstance(later, Later)
    assert isinstance(turns[0], Turn)
    with database.writing() as db:
        give_back(db, turns[0])
    after = timedelta(seconds=1)
    assert isinstance(ask(database, after=after), Later), "who comes later does not go first"
    assert isinstance(ask(database, after=MINUTE, place=later.place), Turn)


def test_a_place_goes_with_her_to_another_network(database: Database) -> None:
    spend_network(database)
    later = ask(database)
    assert isinstance(later, Later)
    assert isinstance(ask(database, "192.0.2.1", place=later.place), Turn)
    assert tries(database) == NETWORK.most + 1


def test_tries_at_the_same_words_are_slowed_from_wherever_they_come(database: Database) -> None:
    for address in many_networks(ABOUT.most):
        assert isinstance(ask(database, address, about=WORDS), Turn)
    fail(database, HIS, after=-2 * KEPT.within)
    assert isinstance(ask(database, HIS, about=WORDS), Later)
    assert isinstance(ask(database, HIS, about=OTHER_WORDS), Turn)
    assert isinstance(ask(database, HERS, about=WORDS), Turn)


def test_however_many_networks_guess_at_her_words_few_tries_go_ahead_in_a_day(
    database: Database,
) -> None:
    with database.writing() as db:
        answers = [
            take_turn(db, Gate.LOOK_UP, address, at=NOW + nth * MINUTE, about=WORDS)
            for nth in range(KEPT.most)
            for address in many_networks(150)
        ]
    assert len(answers) == 450
    assert sum(isinstance(each, Turn) for each in answers) == ABOUT_FROM_ANYWHERE.most
    assert tries(database) == ABOUT_FROM_ANYWHERE.most, "who is told to come back leaves no row"


def test_a_network_without_failures_has_its_three_at_other_words_whatever_others_do(
    database: Database,
) -> None:
    with database.writing() as db:
        for address in many_networks(ABOUT_FROM_ANYWHERE.most):
            take_turn(db, Gate.LOOK_UP, address, at=NOW, about=WORDS)
    attack(database, networks=20)
    spend_all(database)
    fail(database, HIS, after=-2 * KEPT.within)
    assert isinstance(ask(database, HIS, about=OTHER_WORDS), Later)
    assert isinstance(ask(database, about=WORDS), Later)
    for _ in range(KEPT.most):
        assert isinstance(ask(database, about=OTHER_WORDS), Turn)
    assert isinstance(ask(database, about=OTHER_WORDS), Later)


def test_a_place_waited_for_with_other_words_opens_no_way_around_their_pace(
    database: Database,
) -> None:
    for address in many_networks(ABOUT.most):
        ask(database, address, about=WORDS)
    spend_network(database, HIS)
    later = ask(database, HIS, about=OTHER_WORDS)
    assert isinstance(later, Later)
    assert later.place is not None
    answer = ask(database, HIS, about=WORDS, after=NETWORK.within, place=later.place)
    assert isinstance(answer, Later)


@pytest.mark.parametrize("gate", list(Gate))
def test_a_place_that_nobody_made_opens_nothing(database: Database, gate: Gate) -> None:
    while isinstance(ask(database, gate=gate), Turn):
        pass
    assert isinstance(ask(database, gate=gate, place=uuid4()), Later)


def test_a_place_of_one_gate_opens_no_other(database: Database) -> None:
    for _ in range(BOOKINGS_OF_NETWORK.most):
        ask(database, gate=Gate.BOOK)
    spend_network(database)
    booking = ask(database, gate=Gate.BOOK)
    assert isinstance(booking, Later)
    due = booking.until - NOW
    assert isinstance(ask(database, after=due, place=booking.place), Later)
    assert isinstance(ask(database, after=due, place=booking.place, gate=Gate.BOOK), Turn)


def test_a_moment_that_nobody_takes_up_is_forgotten(database: Database) -> None:
    fail(database, after=-2 * KEPT.within)
    spend_all(database)
    assert isinstance(ask(database), Later)
    assert tries(database) == EVERYONE.most + 2
    assert isinstance(ask(database, HIS, after=EVERYONE.within + GRACE), Turn)
    assert tries(database) == EVERYONE.most + 2


def test_failures_are_forgotten_after_a_day_and_the_table_stays_small(database: Database) -> None:
    fail(database, times=KEPT.most)
    spend_all(database)
    assert tries(database) == KEPT.most + EVERYONE.most
    spend_all(database, after=MEMORY)
    assert tries(database) == EVERYONE.most
    fail(database, times=KEPT.most, after=MEMORY)


def test_s_57_a_burst_of_bookings_is_slowed_and_set_aside(database: Database) -> None:
    most = BOOKINGS_OF_NETWORK.most
    first = [ask(database, gate=Gate.BOOK) for _ in range(most)]
    assert [(type(turn), turn.set_aside) for turn in first] == [(Turn, False)] * most
    later = ask(database, gate=Gate.BOOK)
    assert isinstance(later, Later)
    assert later.set_aside
    assert later.until == NOW + BOOKING_STEP
    turn = ask(database, gate=Gate.BOOK, after=later.until - NOW, place=later.place)
    assert isinstance(turn, Turn)
    assert turn.set_aside
    assert isinstance(ask(database, HIS, gate=Gate.BOOK), Turn)


def test_s_57_no_burst_holds_a_booking_up_for_more_than_a_minute(database: Database) -> None:
    last = [ask(database, gate=Gate.BOOK) for _ in range(40)][-1]
    assert isinstance(last, Later)
    assert last == Later(NOW + LONGEST_BOOKING_WAIT, last.place, set_aside=True)
    assert LONGEST_BOOKING_WAIT <= MINUTE


def test_looking_up_does_not_hold_bookings_up(database: Database) -> None:
    spend_network(database)
    assert isinstance(ask(database), Later)
    booking = ask(database, gate=Gate.BOOK)
    assert isinstance(booking, Turn)
    assert not booking.set_aside


def test_p_07_the_table_holds_neither_an_address_nor_a_word(database: Database) -> None:
    """Of her words there are two bytes: whoever has the keys too is left with thousands."""
    ask(database, about=WORDS)
    with database.reading() as db:
        network, about = db.execute(sa.select(Try.network, Try.about)).one()
    assert (len(network), len(about or b"")) == (32, 2)
    assert HERS.encode() not in network
    assert b"apple" not in network


def test_the_same_network_has_the_same_limit_at_any_of_its_addresses(database: Database) -> None:
    addresses = ("203.0.113.1", "203.0.113.200:5000", "::ffff:203.0.113.9")
    for nth in range(NETWORK.most):
        fail(database, addresses[nth % 3])
    assert isinstance(ask(database, "203.0.113.44"), Later)
