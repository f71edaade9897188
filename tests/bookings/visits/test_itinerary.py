"""What the best visits are, told by examples; minutes are counted from the opening of the doors."""

from bookings.visits.rules.itinerary import APART, WELCOME, Wish, best_plans
from tests.bookings.visits.every_visit import opening, times


def test_a_plan_tells_arrival_minutes_and_people() -> None:
    openings = [
        opening(WELCOME, 0, 10, "Ash"),
        opening("idva", 15, 35, "Ash"),
        opening("legal", 40, 60, "Bea"),
    ]
    (plan,) = best_plans(openings, Wish(("legal", "idva")))
    assert (plan.arrive, plan.leave, plan.minutes, plan.people) == (0, 60, 60, 2)
    assert plan.welcomed
    assert plan.missing == ()


def test_all_needs_come_before_a_short_visit() -> None:
    openings = [opening("housing", 0, 20), opening("housing", 60, 80), opening("legal", 180, 200)]
    assert times(openings, Wish(("housing", "legal"), welcome=False)) == [
        [("housing", 60), ("legal", 180)],
        [("housing", 0), ("legal", 180)],
    ]


def test_the_least_time_in_the_building_comes_before_the_earliest_end() -> None:
    openings = [opening("housing", 0, 30), opening("housing", 60, 80)]
    assert times(openings, Wish(("housing",), welcome=False)) == [
        [("housing", 60)],
        [("housing", 0)],
    ]


def test_of_equally_long_visits_the_earliest_is_first() -> None:
    openings = [opening("housing", start, start + 20) for start in (90, 0, 45)]
    assert times(openings, Wish(("housing",), welcome=False)) == [
        [("housing", 0)],
        [("housing", 45)],
        [("housing", 90)],
    ]


def test_where_not_all_fits_the_most_important_is_met_and_the_rest_is_named() -> None:
    openings = [
        opening("housing", 0, 60),
        opening("legal", 0, 20),
        opening("police", 30, 50),
        opening("refuge", 65, 80),
    ]
    plans = best_plans(openings, Wish(("housing", "legal", "police", "refuge"), welcome=False))
    assert [(plan.arrive, plan.leave, plan.missing) for plan in plans] == [
        (0, 80, ("legal", "police")),
        (0, 80, ("housing",)),
    ]


def test_a_part_is_never_offered_beside_the_whole() -> None:
    openings = [opening("housing", 0, 15), opening("legal", 25, 45), opening("housing", 120, 140)]
    (plan,) = best_plans(openings, Wish(("housing", "legal"), welcome=False))
    assert plan.missing == ()


def test_nothing_free_gives_no_plan() -> None:
    assert best_plans([], Wish(("housing",))) == ()
    assert best_plans([opening("legal", 0, 20)], Wish(("housing",))) == ()


def test_plans_that_begin_within_half_an_hour_of_each_other_are_one_choice() -> None:
    openings = [opening("housing", start, start + 20) for start in (0, 5, APART - 1, APART, 45)]
    assert times(openings, Wish(("housing",), welcome=False)) == [
        [("housing", 0)],
        [("housing", APART)],
    ]


def test_of_equal_plans_each_stop_is_as_early_as_the_gap_lets_it_and_then_as_short() -> None:
    openings = [opening("housing", 0, 20), opening("legal", 60, 80), opening("legal", 25, 45)]
    openings += [opening("police", 21, 41), opening("police", 25, 50), opening("police", 25, 45)]
    wish = Wish(("police", "legal", "housing"), welcome=False)
    plan = best_plans(openings, wish)[0]
    assert [(stop.need, stop.starts, stop.ends) for stop in plan.stops] == [
        ("housing", 0, 20),
        ("police", 25, 45),
        ("legal", 60, 80),
    ]


def test_at_one_time_she_sees_somebody_whom_she_has_met() -> None:
    openings = [
        opening(WELCOME, 0, 10, "Bea"),
        *(opening("idva", 15, 60, worker) for worker in ("Ash", "Bea", "Cem")),
    ]
    (plan,) = best_plans(openings, Wish(("idva",)))
    assert [stop.worker for stop in plan.stops] == ["Bea", "Bea"]
    assert plan.people == 1


def test_of_strangers_at_one_time_it_is_always_the_same_one() -> None:
    strangers = [opening("housing", 0, 20, worker) for worker in ("Ash", "Bea", "Cem")]
    wish = Wish(("housing",), welcome=False)
    assert best_plans(strangers, wish) == best_plans(strangers[::-1], wish)
