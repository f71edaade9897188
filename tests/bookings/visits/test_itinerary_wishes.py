"""Her wishes are honoured: limits, worker, language, gap and welcome; what cannot be is refused."""

import pytest

from bookings.visits.rules.itinerary import MOST_NEEDS, WELCOME, Wish, best_plans
from tests.bookings.visits.every_visit import opening, times


def test_v_10_she_is_gone_by_the_time_she_must_be() -> None:
    openings = [opening("housing", 0, 20), opening("housing", 60, 75)]
    assert times(openings, Wish(("housing",), gone_by=75, welcome=False)) == [
        [("housing", 60)],
        [("housing", 0)],
    ]
    assert times(openings, Wish(("housing",), gone_by=74, welcome=False)) == [[("housing", 0)]]
    assert times(openings, Wish(("housing",), gone_by=19, welcome=False)) == []


def test_v_10_she_need_not_come_before_the_time_she_can() -> None:
    openings = [opening("housing", 0, 20), opening("housing", 60, 80)]
    assert times(openings, Wish(("housing",), not_before=60, welcome=False)) == [[("housing", 60)]]
    assert times(openings, Wish(("housing",), not_before=61, welcome=False)) == []


def test_v_20_she_sees_a_woman_where_she_asked_for_one() -> None:
    openings = [
        opening("housing", 0, 20, gender="man"),
        opening("housing", 60, 90, gender="woman"),
        opening("legal", 100, 120, gender="man"),
    ]
    wish = Wish(("housing", "legal"), gender="woman", welcome=False)
    (plan,) = best_plans(openings, wish)
    assert [stop.starts for stop in plan.stops] == [60]
    assert plan.missing == ("legal",)


def test_v_20_she_sees_a_worker_who_speaks_her_language_where_she_asked() -> None:
    openings = [
        opening("housing", 0, 20, languages=frozenset({"ro"})),
        opening("housing", 60, 90, languages=frozenset({"pa", "ur"})),
    ]
    assert times(openings, Wish(("housing",), language="pa", welcome=False)) == [[("housing", 60)]]
    assert times(openings, Wish(("housing",), language="pl", welcome=False)) == []


def test_the_gap_lies_between_two_stops_even_with_one_worker() -> None:
    openings = [
        opening("housing", 0, 20, "Ash"),
        opening("legal", 20, 40, "Ash"),
        opening("legal", 30, 60, "Ash"),
    ]
    assert times(openings, Wish(("housing", "legal"), gap=0, welcome=False)) == [
        [("housing", 0), ("legal", 20)]
    ]
    assert times(openings, Wish(("housing", "legal"), gap=10, welcome=False)) == [
        [("housing", 0), ("legal", 30)]
    ]


def test_c_04_the_welcome_comes_before_everything_and_the_long_talk_anywhere() -> None:
    openings = [
        opening("idva", 0, 45),
        opening(WELCOME, 50, 60),
        opening("housing", 65, 85),
        opening("idva", 90, 135),
    ]
    assert times(openings, Wish(("idva", "housing"))) == [
        [(WELCOME, 50), ("housing", 65), ("idva", 90)],
        [("idva", 0), ("housing", 65)],
    ]


def test_c_04_she_may_do_without_the_welcome() -> None:
    openings = [opening(WELCOME, 0, 10), opening("housing", 15, 35)]
    assert times(openings, Wish(("housing",))) == [[(WELCOME, 0), ("housing", 15)]]
    assert times(openings, Wish(("housing",), welcome=False)) == [[("housing", 15)]]


def test_a_need_never_gives_way_to_the_welcome() -> None:
    openings = [opening("housing", 0, 20), opening(WELCOME, 10, 20), opening("legal", 30, 50)]
    plans = best_plans(openings, Wish(("legal", "housing")))
    assert [plan.welcomed for plan in plans] == [False]
    assert plans[0].missing == ()


def test_v_09_not_sure_is_enough_for_a_welcome() -> None:
    assert times([opening(WELCOME, 0, 10)], Wish(())) == [[(WELCOME, 0)]]
    assert times([opening(WELCOME, 0, 10)], Wish((), welcome=False)) == []


@pytest.mark.parametrize(
    "needs",
    [
        ("housing", "housing"),
        ("housing", WELCOME),
        tuple(f"need {number}" for number in range(MOST_NEEDS + 1)),
    ],
)
def test_a_wish_that_cannot_be_searched_is_refused(needs: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="need"):
        Wish(needs)
    assert Wish(tuple(f"need {number}" for number in range(MOST_NEEDS))).welcome


def test_a_gap_or_an_opening_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="gap"):
        Wish(("housing",), gap=-5)
    with pytest.raises(ValueError, match="ends"):
        opening("housing", 20, 20)
