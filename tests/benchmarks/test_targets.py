"""The worst case decides whether a target was met."""

from datetime import UTC, datetime

import pytest

from benchmarks.board import OPENED, UNCHANGED, BoardCost
from benchmarks.rates import Rate, Setting
from benchmarks.results import Memory, PlaceSearch, Results
from benchmarks.server import Weight
from benchmarks.shots import FIRST, JOURNEY, TIMES
from benchmarks.targets import targets
from benchmarks.wire import Traffic

MOMENT = datetime(2026, 6, 2, 9, tzinfo=UTC)


def rate(what: str, ratio: float, *, clients: int = 1, history: int = 1, old: float = 1.0) -> Rate:
    setting = Setting("SQLite", 1, clients, history)
    return Rate(what, setting, 10.0, 20.0, 20.0, ratio, ratio, 2.0, old, 1)


def verdicts(results: Results) -> dict[str, bool]:
    return {target.name: target.met for target in targets(results)}


@pytest.mark.parametrize(("what", "enough"), [(FIRST, 0.5), (TIMES, 0.5), (JOURNEY, 0.25)])
def test_the_worst_rate_decides(what: str, enough: float) -> None:
    good = [rate(what, enough), rate(what, 0.9, clients=32)]
    bad = [*good, rate(what, enough - 0.01, clients=2)]
    assert all(verdicts(Results(MOMENT, rates=good)).values())
    refused = verdicts(Results(MOMENT, rates=bad))
    assert not any(met for name, met in refused.items() if "history" not in name)


def test_a_long_past_may_cost_a_fifth_more() -> None:
    def old(beside_short: float) -> bool:
        rates = [rate(TIMES, 1.0), rate(TIMES, 1.0, history=100, old=beside_short)]
        name = f"{TIMES}: 100 times the history costs at most 1.2 times"
        return verdicts(Results(MOMENT, rates=rates))[name]

    assert old(1 / 1.19)
    assert not old(1 / 1.21)


def test_fifty_open_boards_cost_less_than_one_busy_page() -> None:
    def met(work: float) -> bool:
        boards = [
            BoardCost(UNCHANGED, 25, 500, 900, 0.5, work, 0.001, 2.0),
            BoardCost(OPENED, 25, 20, 60, 0.3, 0.04, 0.01, 4.0),
        ]
        (verdict,) = verdicts(Results(MOMENT, boards=boards)).values()
        return verdict

    assert met(0.031)
    assert not met(0.033)


def test_bytes_and_memory_have_a_most() -> None:
    def found(size: int) -> set[bool]:
        sizes = ("first page, HTML and CSS", "whole journey, with script")
        traffic = {name: Traffic(size, 0, 1) for name in sizes}
        memory = [Memory("SQLite", 1, 1, Weight(size * 10_000, 0, 0))]
        return set(verdicts(Results(MOMENT, traffic=traffic, memory=memory)).values())

    assert found(12_000) == {True}
    assert found(60_001) == {False}


def test_matching_every_place_costs_no_more_than_twenty_reads_of_them() -> None:
    def met(ratio: float) -> bool:
        found = [
            PlaceSearch("SQLite", 200, 0.1, 0.001, 99.0),
            PlaceSearch("SQLite", 2000, 0.1, 0.01, 5.0),
            PlaceSearch("PostgreSQL", 2000, 0.1, 0.01, ratio),
        ]
        (verdict,) = verdicts(Results(MOMENT, refuges=found)).values()
        return verdict

    assert met(20.0)
    assert not met(20.1)
