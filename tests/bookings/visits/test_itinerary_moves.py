"""What is shown when a time has just gone, and where one stop of a visit can go."""

from bookings.visits.rules.itinerary import WELCOME, Plan, Wish, nearest, stop_choices
from tests.bookings.visits.every_visit import opening

GONE = Plan((opening("housing", 60, 80),))
HOUSING = Wish(("housing",), welcome=False)


def test_the_nearest_plan_comes_before_a_shorter_one_far_off() -> None:
    openings = [
        opening("housing", 0, 10),
        opening("housing", 65, 90),
        opening("housing", 120, 130),
    ]
    assert [plan.arrive for plan in nearest(openings, HOUSING, GONE)] == [65, 0, 120]


def test_a_plan_is_not_near_when_it_keeps_her_much_longer() -> None:
    openings = [opening("housing", 60, 180), opening("housing", 90, 110)]
    assert [plan.arrive for plan in nearest(openings, HOUSING, GONE)] == [90, 60]


def test_v_10_the_nearest_plans_honour_her_limits_and_all_her_needs() -> None:
    openings = [
        opening("housing", 55, 75),
        opening("housing", 200, 220),
        opening("legal", 230, 250),
        opening("legal", 35, 55),
    ]
    wish = Wish(("housing", "legal"), not_before=60, gone_by=250, welcome=False)
    (plan,) = nearest(openings, wish, GONE)
    assert (plan.arrive, plan.missing) == (200, ())


def test_a_stop_moves_alone_between_the_others_and_within_her_limits() -> None:
    stops = [opening("housing", 30, 50), opening("legal", 60, 80), opening("police", 100, 120)]
    free = [opening("legal", start, start + 20) for start in (0, 5, 10, 75, 80, 125, 130, 150)]
    wish = Wish(("housing", "legal", "police"), not_before=5, gone_by=150, welcome=False)
    choices = stop_choices([*stops, *free], wish, stops, stops[1])
    assert [choice.starts for choice in choices] == [5, 75, 125, 130]


def test_a_moved_stop_stays_after_the_welcome_and_the_welcome_before_all() -> None:
    stops = [opening(WELCOME, 30, 40), opening("housing", 60, 80)]
    free = [opening("housing", 0, 20), opening("housing", 90, 110)]
    free += [opening(WELCOME, 0, 10), opening(WELCOME, 120, 130)]
    wish = Wish(("housing",))
    assert [stop.starts for stop in stop_choices(free, wish, stops, stops[1])] == [90]
    assert [stop.starts for stop in stop_choices(free, wish, stops, stops[0])] == [0]


def test_v_20_a_moved_stop_stays_with_the_worker_she_asked_for() -> None:
    stops = [opening("housing", 0, 20, "Ash", gender="woman")]
    free = [
        opening("housing", 30, 50, "Bea", gender="woman"),
        opening("housing", 30, 50, "Ash", gender="woman"),
        opening("housing", 60, 80, "Cem", gender="man"),
    ]
    anybody = stop_choices(free, HOUSING, stops, stops[0])
    assert [stop.worker for stop in anybody] == ["Ash", "Cem"]
    woman = Wish(("housing",), gender="woman", welcome=False)
    assert [stop.worker for stop in stop_choices(free, woman, stops, stops[0])] == ["Ash"]
