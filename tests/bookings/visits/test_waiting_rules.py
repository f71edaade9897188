"""To whom a free time is offered, what of it and for how long: pure choices."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookings.visits.rules.company import ChildComing
from bookings.visits.rules.plans import Opening, Plan, Wish
from bookings.visits.rules.waiting import (
    Waiting,
    Wanted,
    next_offer,
    offer_ends,
    read_wanted,
    worth_waiting_for,
    write_wanted,
)

STARTS = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
SINCE = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def opening(number: int, need: str, starts: int, ends: int, worker: int = 1) -> Opening:
    return Opening(UUID(int=number), need, starts, ends, worker=worker)


def waits(number: int, *needs: str, day: int = 0, **said: object) -> Waiting:
    wish = Wish(needs, welcome=False)
    since = SINCE + timedelta(days=day)
    return Waiting(UUID(int=number), since, wish, **said)  # type: ignore[arg-type]


HOUSING, LEGAL = opening(1, "housing", 0, 20), opening(2, "legal", 30, 60, worker=2)


def offered(*waiting: Waiting, free: tuple[Opening, ...] = (HOUSING, LEGAL)) -> int | None:
    """Who is offered something, by number."""
    found = next_offer(waiting, free)
    return found[0].id.int if found else None


def test_whoever_waited_longest_goes_first_whatever_the_order_of_rows() -> None:
    first, second = waits(9, "housing"), waits(1, "housing", day=1)
    assert offered(second, first) == offered(first, second) == 9


def test_whom_the_free_times_do_not_suit_whole_is_passed_over() -> None:
    both, one = waits(1, "housing", "isva"), waits(2, "housing", day=1)
    assert offered(both, one) == 2
    assert offered(both) is None, "what suits nobody stays free"


def test_a_part_is_offered_to_whom_it_is_enough_after_all_whom_it_suits_whole() -> None:
    part, whole = waits(1, "housing", "isva", part=True), waits(2, "housing", day=1)
    assert offered(part, whole) == 2
    assert offered(part) == 1
    assert offered(part, free=()) is None
    assert offered(waits(1, "isva", "police", part=True)) is None, "a part is not nothing"


def test_whoever_has_an_open_offer_gets_no_other() -> None:
    assert offered(waits(1, "housing", is_offered=True), waits(2, "housing", day=1)) == 2
    assert offered(waits(1, "housing", is_offered=True)) is None


def test_what_somebody_did_not_want_is_not_offered_to_them_again() -> None:
    later = opening(3, "housing", 20, 40)
    said_no = waits(1, "housing", refused=frozenset({(0, 20)}))
    assert offered(said_no) is None
    found = next_offer([said_no], [HOUSING, later])
    assert found is not None
    assert found[1].arrive == 20, "though it begins only minutes later"


def test_what_somebody_did_not_want_does_not_come_again_with_a_longer_way_before_it() -> None:
    """The freed time goes to the next one, whatever else it could be reached by."""
    said_no = waits(1, "housing", "legal", refused=frozenset({(20, 60)}))
    early, late, freed = (
        opening(2, "legal", 0, 20),
        opening(3, "legal", 20, 40),
        opening(4, "housing", 40, 60),
    )
    assert next_offer([said_no], [early, late, freed]) is None
    found = next_offer([said_no, waits(2, "housing")], [early, late, freed])
    assert found is not None
    assert found[0].id == UUID(int=2)


def test_s_57_whoever_is_set_aside_comes_behind_all_others() -> None:
    assert offered(waits(1, "housing", set_aside=True), waits(2, "housing", day=3)) == 2
    assert offered(waits(1, "housing", set_aside=True)) == 1


@pytest.mark.parametrize(
    ("before", "held"),
    [
        (timedelta(days=3), timedelta(hours=24)),
        (timedelta(hours=10), timedelta(hours=8)),
        (timedelta(hours=2, minutes=30), timedelta(minutes=30)),
        (timedelta(hours=2, minutes=29), None),
        (timedelta(hours=1), None),
        (timedelta(0), None),
        (-timedelta(hours=1), None),
    ],
)
def test_an_offer_is_held_for_a_day_and_never_past_two_hours_before(
    before: timedelta, held: timedelta | None
) -> None:
    at = STARTS - before
    assert offer_ends(at, STARTS) == (None if held is None else at + held)


@given(st.integers(-10_000, 20_000))
def test_no_offer_is_made_for_a_session_that_has_begun(minutes: int) -> None:
    at = STARTS - timedelta(minutes=minutes)
    ends = offer_ends(at, STARTS)
    if ends is not None:
        assert at < ends <= at + timedelta(hours=24)
        assert ends + timedelta(hours=2) <= STARTS
    else:
        assert at + timedelta(hours=2) > STARTS - timedelta(minutes=30)


NEEDS = ("housing", "legal", "police")
OPENINGS = st.lists(
    st.tuples(st.sampled_from(NEEDS), st.integers(0, 8), st.integers(1, 2), st.integers(0, 2)),
    max_size=7,
)
LINE = st.lists(
    st.tuples(
        st.lists(st.sampled_from(NEEDS), unique=True, min_size=1, max_size=3),
        st.integers(0, 3),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    max_size=5,
)


@given(OPENINGS, LINE)
def test_offering_until_nothing_suits_keeps_the_order_and_gives_nobody_two(
    times: list[tuple[str, int, int, int]],
    line: list[tuple[list[str], int, bool, bool, bool]],
) -> None:
    """Each offer goes to the first in the order whom what is left suits whole, or else in part."""
    free = [
        opening(n, need, 10 * start, 10 * start + 10 * length, worker)
        for n, (need, start, length, worker) in enumerate(times)
    ]
    waiting = {
        n: waits(n, *needs, day=day, part=part, set_aside=aside, is_offered=offered)
        for n, (needs, day, part, aside, offered) in enumerate(line)
    }
    begun = {n for n, each in waiting.items() if each.is_offered}
    while found := next_offer(waiting.values(), free):
        who, plan = found
        assert who.id.int not in begun, "nobody gets two"
        assert_first(who, plan, list(waiting.values()), free)
        begun.add(who.id.int)
        waiting[who.id.int] = waits(who.id.int, *who.wish.needs, is_offered=True)
        taken = {stop.id for stop in plan.stops}
        free = [each for each in free if each.id not in taken]
    for each in waiting.values():
        assert each.is_offered or not suits(each, free, whole=not each.part)


def suits(each: Waiting, free: list[Opening], *, whole: bool) -> bool:
    alone = Waiting(each.id, each.since, each.wish, part=not whole)
    found = next_offer([alone], free)
    return found is not None and not (whole and found[1].missing)


def assert_first(who: Waiting, plan: Plan, waiting: list[Waiting], free: list[Opening]) -> None:
    def order(each: Waiting) -> tuple[bool, datetime, UUID]:
        return each.set_aside, each.since, each.id

    ready = [each for each in waiting if not each.is_offered]
    whole = sorted((each for each in ready if suits(each, free, whole=True)), key=order)
    if whole:
        assert who == whole[0]
        assert not plan.missing
    else:
        parts = [each for each in ready if each.part and suits(each, free, whole=False)]
        assert who == min(parts, key=order)


def test_waiting_is_worth_it_only_for_what_the_morning_could_give() -> None:
    everything = [HOUSING, LEGAL]
    wish = Wish(("housing", "isva"), welcome=False)
    assert worth_waiting_for(wish, everything, everything) is None, "it is free now"
    found = worth_waiting_for(wish, everything, [LEGAL])
    assert found is not None
    assert found.needs == ("housing",), "nobody waits for what that morning does not have"
    assert worth_waiting_for(Wish(("isva",)), everything, []) is None
    both = Wish(("housing", "legal"), welcome=False)
    assert worth_waiting_for(both, everything, [HOUSING]) == both


def test_what_is_wanted_is_read_as_it_was_written() -> None:
    wish = Wish(("isva", "other:Ħelp"), 10, 20, "woman", "pa", welcome=False)
    children = (ChildComing(None, wants_creche=False), ChildComing(4, wants_creche=True))
    wanted = Wanted(("isva", "legal"), wish, part=True, young=True, children=children)
    assert read_wanted(write_wanted(wanted)) == wanted
    plain = Wanted(("isva",), Wish(("isva",)))
    assert read_wanted(write_wanted(plain)) == plain
