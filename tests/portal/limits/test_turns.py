"""Turns at a gate: limited by network and in all, however many ask at once, and never refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from portal.db.engine import Database
from portal.limits.actions import Gate, Later, Turn, give_back, take_turn
from portal.limits.models import Try
from portal.limits.rules import ABOUT, ASK_AGAIN, EVERYONE, FURTHEST_PLACE, GRACE, MEMORY

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HERS = "203.0.113.7"
HIS = "198.51.100.9"


def ask(
    database: Database,
    address: str = HERS,
    *,
    after: timedelta = timedelta(),
    gate: Gate = Gate.LOOK_UP,
    about: str = "",
    place: UUID | None = None,
) -> Turn | Later:
    with database.writing() as db:
        return take_turn(db, gate, address, at=NOW + after, about=about, place=place)


def fail(
    database: Database, address: str = HERS, times: int = 1, *, after: timedelta = timedelta()
) -> None:
    for _ in range(times):
        assert isinstance(ask(database, address, after=after), Turn)


def succeed(database: Database, address: str = HERS, *, after: timedelta = timedelta()) -> None:
    turn = ask(database, address, after=after)
    assert isinstance(turn, Turn)
    with database.writing() as db:
        give_back(db, turn)


def many_networks(number: int) -> list[str]:
    return [f"10.{n // 250}.{n % 250}.1" for n in range(number)]


def spend_all(database: Database, *, after: timedelta = timedelta()) -> None:
    """Everybody's tries of this minute are spent, by strangers."""
    with database.writing() as db:
        for address in many_networks(EVERYONE.most):
            take_turn(db, Gate.LOOK_UP, address, at=NOW + after)


def attack(database: Database, *, networks: int) -> None:
    """Each of many networks has used up all that it may try at once, and waits for more."""
    seconds = (3, 2, 1, -600)
    rows = (
        {"gate": Gate.LOOK_UP, "network": bytes(28) + n.to_bytes(4), "about": None, "id": uuid4()}
        | {"moment": NOW - timedelta(seconds=ago), "taken": ago > 0}
        for n in range(networks)
        for ago in seconds
    )
    with database.writing() as db:
        db.execute(sa.insert(Try), list(rows))


def tries(database: Database) -> int:
    with database.reading() as db:
        return db.scalar(sa.select(sa.func.count()).select_from(Try)) or 0


def test_s_57_a_network_without_failures_keeps_three_an_hour_while_thousands_attack(
    database: Database, rounds: Callable[[int, int], int]
) -> None:
    attack(database, networks=rounds(1_000, 10_000))
    spend_all(database)
    fail(database, times=3)
    assert isinstance(ask(database), Later)


def test_s_57_successes_cost_nothing_and_she_may_look_as_often_as_she_likes(
    database: Database,
) -> None:
    spend_all(database)
    for _ in range(8):
        succeed(database)
    fail(database, times=3)


def test_s_57_a_success_does_not_wipe_out_the_failures_beside_it(database: Database) -> None:
    fail(database, times=2)
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


def test_whoever_waits_on_a_busy_network_is_let_through_in_ten_minutes(database: Database) -> None:
    fail(database, times=3)
    later, waited = ask(database), timedelta()
    while isinstance(later, Later):
        assert NOW + waited < later.until <= NOW + waited + ASK_AGAIN
        waited = later.until - NOW
        later = ask(database, after=waited, place=later.place)
    assert waited == FURTHEST_PLACE


def test_a_long_line_tells_to_ask_again_and_keeps_no_distant_place(database: Database) -> None:
    fail(database, times=3)
    answers = [ask(database) for _ in range(4)]
    assert [isinstance(a, Later) and a.place is not None for a in answers] == [
        True,
        True,
        False,
        False,
    ]
    assert all(isinstance(a, Later) and a.until <= NOW + ASK_AGAIN for a in answers)


def test_s_57_parallel_tries_of_one_network_cannot_slip_past(database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ask(database), range(32)))
    assert sum(isinstance(answer, Turn) for answer in answers) == 3


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
    fail(database, times=3)
    later = ask(database)
    assert isinstance(later, Later)
    ask(database)
    with ThreadPoolExecutor(8) as pool:
        again = range(16)
        answers = pool.map(lambda _: ask(database, after=10 * MINUTE, place=later.place), again)
    assert sum(isinstance(answer, Turn) for answer in answers) == 1


def test_room_that_a_success_makes_is_given_to_whoever_waits(database: Database) -> None:
    turns = [ask(database) for _ in range(3)]
    later = ask(database)
    assert isinstance(later, Later)
    with database.writing() as db:
        for turn in turns:
            assert isinstance(turn, Turn)
            give_back(db, turn)
    assert isinstance(ask(database, after=MINUTE, place=later.place), Turn)


def test_a_place_goes_with_her_to_another_network(database: Database) -> None:
    fail(database, times=3)
    later = ask(database)
    assert isinstance(later, Later)
    assert isinstance(ask(database, "192.0.2.1", place=later.place), Turn)
    assert tries(database) == 4


def test_tries_at_the_same_words_are_slowed_from_wherever_they_come(database: Database) -> None:
    words = "apple caravan dragon zebra"
    for address in many_networks(ABOUT.most):
        assert isinstance(ask(database, address, about=words), Turn)
    fail(database, HIS, after=timedelta(hours=-2))
    assert isinstance(ask(database, HIS, about=words), Later)
    assert isinstance(ask(database, HIS, about="bagel cactus easel fern"), Turn)
    assert isinstance(ask(database, HERS, about=words), Turn)


def test_a_place_waited_for_with_other_words_opens_no_way_around_their_pace(
    database: Database,
) -> None:
    words = "apple caravan dragon zebra"
    for address in many_networks(ABOUT.most):
        ask(database, address, about=words)
    fail(database, HIS, times=3)
    later = ask(database, HIS, about="bagel cactus easel fern")
    assert isinstance(later, Later)
    assert later.place is not None
    answer = ask(database, HIS, about=words, after=10 * MINUTE, place=later.place)
    assert isinstance(answer, Later)


@pytest.mark.parametrize("gate", list(Gate))
def test_a_place_that_nobody_made_opens_nothing(database: Database, gate: Gate) -> None:
    for _ in range(3):
        ask(database, gate=gate)
    assert isinstance(ask(database, gate=gate, place=uuid4()), Later)


def test_a_place_of_one_gate_opens_no_other(database: Database) -> None:
    for _ in range(3):
        ask(database, gate=Gate.BOOK)
    fail(database, times=3)
    booking = ask(database, gate=Gate.BOOK)
    assert isinstance(booking, Later)
    due = booking.until - NOW
    assert isinstance(ask(database, after=due, place=booking.place), Later)
    assert isinstance(ask(database, after=due, place=booking.place, gate=Gate.BOOK), Turn)


def test_a_place_that_nobody_takes_up_is_forgotten(database: Database) -> None:
    fail(database, times=3)
    later = ask(database)
    assert isinstance(later, Later)
    assert isinstance(ask(database, HIS, after=10 * MINUTE + GRACE), Turn)
    assert tries(database) == 4


def test_failures_are_forgotten_after_a_day_and_the_table_stays_small(database: Database) -> None:
    fail(database, times=3)
    spend_all(database)
    assert tries(database) == 3 + EVERYONE.most
    spend_all(database, after=MEMORY)
    assert tries(database) == EVERYONE.most
    fail(database, times=3, after=MEMORY)


def test_s_57_a_burst_of_bookings_is_slowed_and_set_aside(database: Database) -> None:
    first = [ask(database, gate=Gate.BOOK) for _ in range(3)]
    assert [(type(turn), turn.set_aside) for turn in first] == [(Turn, False)] * 3
    later = ask(database, gate=Gate.BOOK)
    assert isinstance(later, Later)
    assert later.set_aside
    assert later.until == NOW + timedelta(seconds=5)
    turn = ask(database, gate=Gate.BOOK, after=later.until - NOW, place=later.place)
    assert isinstance(turn, Turn)
    assert turn.set_aside
    assert isinstance(ask(database, HIS, gate=Gate.BOOK), Turn)


def test_s_57_no_burst_holds_a_booking_up_for_more_than_a_minute(database: Database) -> None:
    answers = [ask(database, gate=Gate.BOOK) for _ in range(40)]
    assert answers[-1] == Later(NOW + MINUTE, answers[-1].place, set_aside=True)  # type: ignore[union-attr]


def test_looking_up_does_not_hold_bookings_up(database: Database) -> None:
    fail(database, times=3)
    assert isinstance(ask(database), Later)
    booking = ask(database, gate=Gate.BOOK)
    assert isinstance(booking, Turn)
    assert not booking.set_aside


def test_p_07_the_table_holds_neither_an_address_nor_a_word(database: Database) -> None:
    ask(database, about="apple caravan dragon zebra")
    with database.reading() as db:
        network, about = db.execute(sa.select(Try.network, Try.about)).one()
    text = network + (about or b"")
    assert len(text) == 64
    assert HERS.encode() not in text
    assert b"apple" not in text


def test_the_same_network_has_the_same_limit_at_any_of_its_addresses(database: Database) -> None:
    for address in ("203.0.113.1", "203.0.113.200", "::ffff:203.0.113.9"):
        fail(database, address)
    assert isinstance(ask(database, "203.0.113.44"), Later)
