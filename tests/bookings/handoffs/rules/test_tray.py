"""The order of a tray: what is due, and what silence would cost; never a score."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bookings.handoffs.rules.limits import Stake
from bookings.handoffs.rules.tray import head_start, in_order, ranks_at

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
H = timedelta(hours=1)


@dataclass
class Row:
    id: UUID
    ranks_at: datetime


def row(number: int, due: datetime, **stake: bool) -> Row:
    return Row(UUID(int=number), ranks_at(due, Stake(**stake)))


def numbers(*rows: Row) -> list[int]:
    return [each.id.int for each in in_order(rows)]


def test_c_14_what_is_due_first_stands_first() -> None:
    assert numbers(row(1, NOON + H), row(2, NOON), row(3, NOON - 9 * H)) == [3, 2, 1]


def test_c_14_a_life_then_a_night_or_a_child_then_concern_comes_before_the_rest() -> None:
    assert numbers(
        row(1, NOON),
        row(2, NOON, is_high_concern=True),
        row(3, NOON, nowhere_tonight=True),
        row(4, NOON, life_at_risk=True),
        row(5, NOON, is_about_a_child=True),
    ) == [4, 3, 5, 2, 1]


def test_what_waits_long_enough_comes_before_what_is_graver() -> None:
    forgotten = row(1, NOON - 80 * H)
    assert numbers(row(2, NOON, life_at_risk=True), forgotten) == [1, 2]


def test_no_more_at_stake_ever_moves_a_row_down() -> None:
    for name in (each.name for each in fields(Stake)):
        assert head_start(Stake(**{name: True})) > head_start(Stake())
        everything = dict.fromkeys((each.name for each in fields(Stake)), True)
        assert head_start(Stake(**everything)) > head_start(Stake(**(everything | {name: False})))


def test_of_the_same_moment_the_order_is_always_the_same() -> None:
    assert numbers(row(2, NOON), row(1, NOON)) == numbers(row(1, NOON), row(2, NOON)) == [1, 2]
