"""The gate in front of the staff's door (P-03): what is foretold, and how long anybody waits."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.db.engine import Database
from portal.limits.actions import Gate, Later, Turn, has_turn, take_turn
from portal.limits.rules import KEPT, NETWORK, SIGN_INS_AT_ACCOUNT, moment_to_sign_in

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
TEN_MINUTES = timedelta(minutes=10)
moments = st.lists(
    st.integers(0, 86_400).map(lambda seconds: NOON - timedelta(seconds=seconds)), max_size=70
).map(lambda found: sorted(found, reverse=True))


@given(moments, moments, moments)
def test_p_03_nobody_waits_longer_than_ten_minutes_whatever_was_tried(
    network: list[datetime], about: list[datetime], everyone: list[datetime]
) -> None:
    moment = moment_to_sign_in(NOON, network=network, about=about, everyone=everyone)
    assert NOON <= moment <= NOON + TEN_MINUTES


@given(moments, moments)
def test_p_03_a_network_without_failures_never_waits(
    about: list[datetime], everyone: list[datetime]
) -> None:
    for before in range(KEPT.most):
        network = [NOON - timedelta(minutes=1)] * before
        assert moment_to_sign_in(NOON, network=network, about=about, everyone=everyone) == NOON


def test_a_network_that_failed_keeps_the_pace_of_the_account() -> None:
    about = [NOON] * SIGN_INS_AT_ACCOUNT.most
    network = [NOON - timedelta(hours=2)]
    assert moment_to_sign_in(NOON, network=network, about=about, everyone=()) == NOON + TEN_MINUTES


def test_a_turn_that_is_foretold_is_given(database: Database) -> None:
    at, told = NOON, []
    for number in range(NETWORK.most + 15):
        at += timedelta(seconds=10 if number % 4 else 70)
        about = "beth@example.org" if number % 3 else "asha@example.org"
        asked = (Gate.SIGN_IN, "192.0.2.1")
        with database.writing() as db:
            foretold = has_turn(db, *asked, at=at, about=about)
            given_now = take_turn(db, *asked, at=at, about=about)
            assert isinstance(given_now, Turn) or not foretold, number
            told.append(foretold)
            if isinstance(given_now, Later) and given_now.place:
                place = given_now.place
                assert not has_turn(db, *asked, at=at, about=about, place=place)
    assert set(told) == {True, False}
