"""The search finds what trying every visit finds, whatever is free and whatever she wishes."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bookings.visits.rules.itinerary import (
    WELCOME,
    Opening,
    Wish,
    best_plans,
    nearest,
    stop_choices,
)
from tests.bookings.visits.every_visit import (
    allowed,
    best_of,
    every_visit,
    free_times,
    judged,
    moved,
    really_differ,
    wishes,
)

EIGHT = ("idva", "housing", "legal", "refuge", "substances", "police", "children", "isva")


@given(free_times(), wishes())
def test_best_plans_are_those_found_by_trying_every_visit(
    openings: list[Opening], wish: Wish
) -> None:
    visits = sorted(every_visit(openings, wish), key=lambda visit: judged(visit, wish))
    assert best_plans(openings, wish) == best_of(visits, 3)


@given(free_times(last=4), wishes())
def test_best_plans_are_exact_where_little_fits(openings: list[Opening], wish: Wish) -> None:
    visits = sorted(every_visit(openings, wish), key=lambda visit: judged(visit, wish))
    assert best_plans(openings, wish) == best_of(visits, 3)


@given(free_times(), wishes(), st.data())
def test_nearest_plans_are_those_found_by_trying_every_visit(
    openings: list[Opening], wish: Wish, data: st.DataObject
) -> None:
    visits = every_visit(openings, wish)
    if visits:
        chosen = data.draw(st.sampled_from(visits))
        left = [free for free in openings if free not in chosen.stops]
        still = every_visit(left, wish)
        order = {
            visit: (part[:2], moved(visit, chosen), part[2:])
            for visit in still
            for part in [judged(visit, wish)]
        }
        assert nearest(left, wish, chosen) == best_of(sorted(still, key=order.__getitem__), 3)


@given(free_times(), wishes(), st.data())
def test_a_stop_may_move_to_just_those_times_that_leave_the_visit_allowed(
    openings: list[Opening], wish: Wish, data: st.DataObject
) -> None:
    for plan in best_plans(openings, wish, most=1):
        moving = data.draw(st.sampled_from(plan.stops))
        others = [stop for stop in plan.stops if stop is not moving]
        times = {
            (free.starts, free.ends)
            for free in openings
            if free.need == moving.need
            and allowed(sorted([*others, free], key=lambda stop: stop.starts), wish)
        }
        choices = stop_choices(openings, wish, plan.stops, moving)
        assert [(choice.starts, choice.ends) for choice in choices] == sorted(
            times - {(moving.starts, moving.ends)}
        )
        assert {choice.need for choice in choices} <= {moving.need}


@given(free_times(EIGHT, most=6, last=60), wishes(EIGHT))
def test_no_plan_breaks_a_rule_however_many_needs(openings: list[Opening], wish: Wish) -> None:
    plans = best_plans(openings, wish)
    for plan in plans:
        assert allowed(plan.stops, wish)
        assert set(plan.stops) <= set(openings)
        met = [stop.need for stop in plan.stops if stop.need != WELCOME]
        assert sorted((*met, *plan.missing)) == sorted(wish.needs)
    assert all(really_differ(plan, other) for plan in plans for other in plans if plan != other)


@given(free_times(EIGHT, most=4, last=60), wishes(EIGHT), st.randoms(use_true_random=False))
def test_the_order_in_which_openings_come_changes_nothing(
    openings: list[Opening], wish: Wish, chance: Random
) -> None:
    shuffled = chance.sample(openings, len(openings))
    assert best_plans(shuffled, wish) == best_plans(openings, wish)
    assert best_plans(openings, wish, most=1) == best_plans(openings, wish)[:1]
