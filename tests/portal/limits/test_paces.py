"""The paces: what each try waits for, and what an attacker can reach by all of them together."""

from datetime import UTC, datetime, timedelta
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.i18n import find_folder, load_languages
from portal.limits.rules import (
    ABOUT,
    ABOUT_FROM_ANYWHERE,
    ASK_AGAIN,
    BOOKINGS_OF_ALL,
    BOOKINGS_OF_NETWORK,
    EVERYONE,
    FURTHEST_PLACE,
    GRACE,
    HOLDS_OF_NETWORK,
    IN_LINE,
    KEPT,
    LONGEST_BOOKING_WAIT,
    NETWORK,
    Pace,
    is_kept,
    moment_to_book,
    moment_to_hold,
    moment_to_look_up,
    network_of,
)

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)

# A failure from before the hour: the network has nothing kept.
LONG_AGO = [NOW - 3 * HOUR]


def ago(*minutes: float) -> list[datetime]:
    return [NOW - each * MINUTE for each in sorted(minutes)]


def look_up(network: list[datetime], about: list[datetime], everyone: list[datetime]) -> datetime:
    return moment_to_look_up(NOW, network=network, about=about, everyone=everyone)


@given(st.lists(st.integers(-12, 30), max_size=8), st.integers(1, 4), st.integers(1, 12))
def test_a_pace_is_free_at_the_first_moment_with_room(
    minutes: list[int], most: int, within: int
) -> None:
    latest = ago(*minutes)
    free = Pace(most, within * MINUTE).free_from(NOW, latest)
    candidates = (NOW + late * MINUTE for late in range(60))
    first = next(t for t in candidates if sum(t - m < within * MINUTE for m in latest) < most)
    assert free == first


@given(st.lists(st.integers(-12, 30), max_size=8), st.integers(1, 4), st.integers(1, 12))
def test_excess_counts_what_one_more_would_be_too_many(
    minutes: list[int], most: int, within: int
) -> None:
    recent = [m for m in minutes if m < within]
    excess = Pace(most, within * MINUTE).excess(NOW, ago(*minutes))
    assert excess == max(0, len(recent) + 1 - most)


def test_s_57_a_network_without_failures_keeps_three_an_hour_when_all_else_is_spent() -> None:
    spent = [NOW] * EVERYONE.most
    for failures in range(KEPT.most):
        assert look_up([NOW - MINUTE] * failures, [NOW] * ABOUT.most, spent) == NOW
    assert look_up([NOW - MINUTE] * KEPT.most, [], spent) == NOW + EVERYONE.within


def test_s_57_a_network_that_failed_before_this_hour_waits_with_all_others() -> None:
    before = [NOW - KEPT.within]
    assert not is_kept(NOW, before)
    assert look_up(before, [], [NOW] * EVERYONE.most) == NOW + EVERYONE.within
    assert look_up(before, [], ago(1)) == NOW


def test_a_network_that_failed_goes_on_at_its_own_pace() -> None:
    recent = [NOW - NETWORK.within + MINUTE] * NETWORK.most
    assert look_up([*recent[1:], *LONG_AGO], [], []) == NOW
    assert look_up([*recent, *LONG_AGO], [], []) == NOW + MINUTE


def test_tries_at_the_same_words_wait_for_a_day_wherever_they_come_from() -> None:
    today = [NOW - ABOUT.within + MINUTE] * ABOUT.most
    assert look_up(LONG_AGO, today[1:], []) == NOW
    assert look_up(LONG_AGO, today, []) == NOW + MINUTE


def test_a_network_without_failures_may_go_on_at_the_same_words_to_the_second_number() -> None:
    today = [NOW - ABOUT_FROM_ANYWHERE.within + MINUTE] * ABOUT_FROM_ANYWHERE.most
    assert look_up([], today[1:], []) == NOW
    assert look_up([], today, []) == NOW + MINUTE


def test_a_network_holds_so_many_visits_at_a_time() -> None:
    live = [NOW - HOLDS_OF_NETWORK.within + MINUTE] * HOLDS_OF_NETWORK.most
    assert moment_to_hold(NOW, network=live[1:]) == NOW
    assert moment_to_hold(NOW, network=live) == NOW + MINUTE
    assert moment_to_hold(NOW + MINUTE, network=live) == NOW + MINUTE


def test_a_burst_of_one_network_is_slowed_by_seconds() -> None:
    def moments(before: int) -> datetime:
        return moment_to_book(NOW, network=[NOW] * before, everyone=[])

    assert moments(BOOKINGS_OF_NETWORK.most - 1) == NOW
    assert moments(BOOKINGS_OF_NETWORK.most) == NOW + timedelta(seconds=5)
    assert moments(1_000) == NOW + LONGEST_BOOKING_WAIT


def test_a_burst_of_everybody_is_slowed_and_one_of_last_hour_is_not() -> None:
    before = [NOW] * BOOKINGS_OF_ALL.most
    assert moment_to_book(NOW, network=[], everyone=before) == NOW + timedelta(seconds=5)
    assert moment_to_book(NOW, network=ago(60, 60, 60), everyone=ago(*[10] * 30)) == NOW


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2ab:1::1", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("64:ff9b::203.0.113.77", "203.0.113.0/24"),
        ("2002:cb00:714d:1::1", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("203.0.113.77:5000", "203.0.113.0/24"),
        ("[2001:db8:1:2ab:1::1]:5000", "2001:db8:1::/48"),
        ("[2001:db8:1:2ab:1::1]", "2001:db8:1::/48"),
        ("[::ffff:203.0.113.77]:443", "203.0.113.0/24"),
        ("[fe80::1%eth0]:80", "fe80::/48"),
        ("testclient:5000", "unknown"),
        ("203.0.113:5000", "unknown"),
        ("testclient", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_network_is_what_one_provider_gives_to_one_customer(address: str, network: str) -> None:
    assert network_of(address) == network


def test_whoever_saw_her_words_reaches_few_of_her_digits_before_the_visit_is_over() -> None:
    days = timedelta(days=7) / ABOUT_FROM_ANYWHERE.within
    assert ABOUT_FROM_ANYWHERE.most * days <= 210, "from many networks, in a week"
    days = timedelta(days=21) / ABOUT.within
    assert ABOUT.most * days <= 210, "from one network, in three weeks"
    assert 210 / 10_000 < 0.03


def test_a_year_of_guessing_from_ten_thousand_networks_meets_nobody() -> None:
    words = load_languages(find_folder("locales"))["en"].words
    a_year = timedelta(days=365)
    tries = EVERYONE.most * (a_year / EVERYONE.within) + 10_000 * KEPT.most * a_year.days
    assert 50 * tries / (comb(len(words), 4) * 10_000) < 2e-6


def test_the_paces_fit_each_other() -> None:
    tries = EVERYONE.most * (NETWORK.within / EVERYONE.within)
    assert tries >= 20 * NETWORK.most, "no network alone spends what is there for all"
    assert ABOUT_FROM_ANYWHERE.most > ABOUT.most, "what is kept reaches further"
    assert ABOUT_FROM_ANYWHERE.within == ABOUT.within
    assert (KEPT.most, KEPT.within) == (3, HOUR)
    assert 2 * max(FURTHEST_PLACE, GRACE) < IN_LINE, "who stands in line is told from who does not"
    assert GRACE >= 2 * ASK_AGAIN, "a page that asks as it was told to keeps its place"
