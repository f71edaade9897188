"""C-05, C-04: the new plan is right in everything, and there is none that changes less."""

from math import prod
from uuid import UUID

from hypothesis import assume, given, settings

from bookings.day.rules.replan import propose
from bookings.day.rules.sittings import Away, Guest, Morning, Sitting, Stop
from tests.bookings.day.replan.small import (
    CLOSES,
    INTERPRETER,
    WORKERS,
    choices_of,
    concerned,
    faults,
    least,
    mornings,
    plan_of,
    price,
    sitting,
)

HOUSING = [sitting(0, starts) for starts in (0, 4, 8, 12)]
OTHER_HOUSING = [sitting(1, starts) for starts in (0, 4, 8, 12)]
LEGAL = [sitting(2, starts) for starts in (0, 4, 8, 12)]


def guest(number: int, *at: Sitting, **limits: object) -> Guest:
    stops = tuple(Stop(UUID(int=10 * number + n), each) for n, each in enumerate(at))
    return Guest(UUID(int=number), stops, 0, **limits)  # type: ignore[arg-type]


def morning(*guests: Guest, openings: tuple[Sitting, ...] = (), taken: object = ()) -> Morning:
    return Morning(guests, openings, frozenset(taken), 0, CLOSES)  # type: ignore[call-overload]


def late(minutes: int) -> Away:
    return Away(WORKERS[0], 0, minutes // 5)


def times(case: Morning, away: Away) -> dict[int, tuple[int, int] | None]:
    """Where each stop that changes would be: worker and first cell."""
    return {
        move.stop.int: (WORKERS.index(move.new.worker), move.new.starts) if move.new else None
        for move in propose(case, away).moves
    }


@given(mornings())
@settings(max_examples=300)
def test_c_05_nobody_is_in_two_places_past_her_time_or_with_whom_she_avoids(
    case: tuple[Morning, Away],
) -> None:
    proposal = propose(*case)
    assert list(faults(*case, plan_of(proposal))) == []
    assert proposal.moved <= {each.id for each in concerned(*case)}


@given(mornings())
def test_c_05_no_plan_changes_less(case: tuple[Morning, Away]) -> None:
    assume(prod(map(len, choices_of(*case))) <= 20_000)
    assert price(case[0], plan_of(propose(*case))) == least(*case)


def test_c_05_a_late_worker_sees_the_next_person_later_off_the_desks_rhythm() -> None:
    assert times(morning(guest(1, HOUSING[0])), late(10)) == {10: (0, 2)}


def test_c_05_lateness_eats_the_gap_and_whoever_comes_after_keeps_her_time() -> None:
    both = morning(guest(1, HOUSING[0]), guest(2, HOUSING[1]))
    assert times(both, late(5)) == {10: (0, 1)}


def test_c_05_fewer_people_move_rather_than_everybody_a_little() -> None:
    """The first of three goes to the end of the line: one person moves and not three."""
    three = morning(guest(1, HOUSING[0]), guest(2, HOUSING[1]), guest(3, HOUSING[2]))
    assert times(three, late(20)) == {10: (0, 11)}


def test_c_05_a_free_worker_of_the_same_service_takes_over() -> None:
    case = morning(guest(1, HOUSING[0]), openings=(OTHER_HOUSING[0], OTHER_HOUSING[1], LEGAL[0]))
    assert times(case, late(15)) == {10: (1, 0)}


def test_c_05_whose_worker_has_gone_is_named_with_what_is_missing_and_keeps_the_rest() -> None:
    gone = Away(WORKERS[0], 0, CLOSES)
    proposal = propose(morning(guest(1, HOUSING[0], LEGAL[1])), gone)
    assert [(move.stop.int, move.new, move.instead) for move in proposal.lost] == [(10, None, None)]
    assert len(proposal.moves) == 1


def test_c_05_somebody_else_who_is_free_is_named_and_not_given_unasked() -> None:
    asked_for_a_woman = guest(1, HOUSING[0], gender="woman")
    gone, openings = Away(WORKERS[0], 0, CLOSES), (OTHER_HOUSING[1],)
    (move,) = propose(morning(asked_for_a_woman, openings=openings), gone).moves
    assert move.new is None
    assert move.instead == OTHER_HOUSING[1]


def test_c_09_a_worker_whom_she_avoids_is_not_even_suggested() -> None:
    avoiding = guest(1, HOUSING[0], avoided=frozenset({WORKERS[1]}))
    gone, openings = Away(WORKERS[0], 0, CLOSES), (OTHER_HOUSING[1],)
    (move,) = propose(morning(avoiding, openings=openings), gone).moves
    assert (move.new, move.instead) == (None, None)
    (other,) = propose(morning(guest(1, HOUSING[0]), openings=openings), gone).moves
    assert other.new == OTHER_HOUSING[1]


def test_c_05_her_other_stop_moves_along_where_there_is_no_other_way() -> None:
    two = guest(1, HOUSING[0], LEGAL[1])
    assert times(morning(two, openings=(LEGAL[2],)), late(20)) == {10: (0, 7)}
    short = guest(1, HOUSING[0], LEGAL[1], gone_by=8)
    assert times(morning(short, openings=(LEGAL[0],)), late(20)) == {10: (0, 4), 11: (2, 0)}


def test_c_04_an_interpreter_comes_along_and_is_never_with_two_at_once() -> None:
    first = Guest(UUID(int=1), (Stop(UUID(int=10), HOUSING[0], 1, frozenset({INTERPRETER})),), 0)
    taken = [(INTERPRETER, cell) for cell in range(2, 6)]
    assert times(morning(first, taken=taken), late(10)) == {10: (0, 6)}


def test_c_05_whoever_is_not_concerned_is_never_touched() -> None:
    other = guest(2, OTHER_HOUSING[0])
    gone = Away(WORKERS[0], 0, CLOSES)
    case = morning(guest(1, HOUSING[0]), other, openings=tuple(OTHER_HOUSING))
    assert times(case, gone) == {10: (1, 4)}


def test_c_05_where_somebody_runs_over_her_stop_is_kept_and_nobody_moves_in() -> None:
    over = frozenset({(WORKERS[1], 0), (WORKERS[2], 4)})
    both = (guest(1, HOUSING[0]), guest(2, HOUSING[2], LEGAL[1]))
    case = Morning(both, (OTHER_HOUSING[0], *LEGAL), frozenset(), 0, CLOSES, over)
    assert times(case, late(10)) == {10: (0, 2)}


def test_c_05_a_hopeless_morning_still_gets_a_plan_that_is_right() -> None:
    """Twelve people and a desk with no time left: the search stops, and nobody is in two places."""
    rows = [sitting(0, starts, 1) for starts in range(12)]
    everybody = [guest(number + 1, at) for number, at in enumerate(rows)]
    case = Morning(tuple(everybody), tuple(rows), frozenset(), 0, 12)
    proposal = propose(case, late(30))
    assert len(proposal.lost) == 6
    assert list(faults(case, late(30), plan_of(proposal))) == []
