"""Every visit that could be made, tried one by one: slow, and plain enough to be believed."""

from collections.abc import Sequence
from itertools import combinations, product
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from hypothesis import strategies as st

from bookings.visits.rules.itinerary import WELCOME, Opening, Plan, Wish, best_plans

NEEDS = ("housing", "legal", "police")
Judged = tuple[Any, ...]


def opening(need: str, starts: int, ends: int, worker: str = "", **more: Any) -> Opening:
    """An opening of `need`; its worker serves that need alone unless one is named."""
    own = uuid5(NAMESPACE_OID, f"{need} {starts} {ends} {worker}")
    return Opening(more.pop("id", own), need, starts, ends, worker or f"{need} worker", **more)


def times(openings: Sequence[Opening], wish: Wish) -> list[list[tuple[str, int]]]:
    """Need and start of each stop of the best plans."""
    return [
        [(stop.need, stop.starts) for stop in plan.stops] for plan in best_plans(openings, wish)
    ]


def every_visit(openings: Sequence[Opening], wish: Wish) -> list[Plan]:
    """One opening or none for each thing she asked for, kept where the whole is allowed."""
    asked = [*wish.needs, WELCOME] if wish.welcome else [*wish.needs]
    choices = [[None, *(free for free in openings if free.need == need)] for need in asked]
    visits = []
    for picked in product(*choices):
        stops = sorted((stop for stop in picked if stop), key=lambda stop: stop.starts)
        if stops and allowed(stops, wish):
            met = {stop.need for stop in stops}
            missing = tuple(need for need in wish.needs if need not in met)
            visits.append(Plan(tuple(stops), missing))
    return visits


def allowed(stops: Sequence[Opening], wish: Wish) -> bool:
    """Whether these stops, in the order of time, break none of the rules."""
    return (
        all(one.ends + wish.gap <= other.starts for one, other in combinations(stops, 2))
        and all(stop.need != WELCOME for stop in stops[1:])
        and (wish.not_before is None or stops[0].starts >= wish.not_before)
        and (wish.gone_by is None or stops[-1].ends <= wish.gone_by)
        and all(wish.gender in (None, stop.gender) for stop in stops)
        and all(wish.language in (None, *stop.languages) for stop in stops)
    )


def judged(plan: Plan, wish: Wish) -> Judged:
    """What makes a visit better, the weightiest first; less is better."""
    stops = plan.stops
    new_faces = [
        stop.worker not in {earlier.worker for earlier in stops[:place]}
        for place, stop in enumerate(stops)
    ]
    return (
        [need in plan.missing for need in wish.needs],
        wish.welcome and stops[0].need != WELCOME,
        stops[-1].ends - stops[0].starts,
        stops[-1].ends,
        [(stop.starts, stop.ends, [*wish.needs, WELCOME].index(stop.need)) for stop in stops],
        [(new, stop.lot, stop.id) for new, stop in zip(new_faces, stops, strict=True)],
    )


def moved(plan: Plan, chosen: Plan) -> int:
    """How far a visit is from the one that is gone: later leaving counts, earlier does not."""
    later = plan.stops[-1].ends - chosen.stops[-1].ends
    return abs(plan.stops[0].starts - chosen.stops[0].starts) + max(0, later)


def really_differ(one: Plan, other: Plan) -> bool:
    """Half an hour between the arrivals, or each meets something that the other does not."""
    if one.missing == other.missing:
        return abs(one.stops[0].starts - other.stops[0].starts) >= 30
    return bool(set(one.missing) - {*other.missing}) and bool(set(other.missing) - {*one.missing})


def best_of(visits: Sequence[Plan], most: int) -> tuple[Plan, ...]:
    """The first of `visits` that really differ from all before them."""
    chosen: list[Plan] = []
    for visit in visits:
        if len(chosen) < most and all(really_differ(visit, earlier) for earlier in chosen):
            chosen.append(visit)
    return tuple(chosen)


def wishes(needs: Sequence[str] = NEEDS) -> st.SearchStrategy[Wish]:
    """Wishes of every kind: order, limits, worker, language, welcome and gap."""
    return st.builds(
        Wish,
        st.permutations(needs).flatmap(
            lambda order: st.integers(0, len(order)).map(lambda count: tuple(order[:count]))
        ),
        not_before=st.none() | st.integers(0, 8).map(lambda five: five * 5),
        gone_by=st.none() | st.integers(8, 26).map(lambda five: five * 5),
        gender=st.sampled_from((None, None, "woman", "man")),
        language=st.sampled_from((None, None, "pa")),
        welcome=st.booleans(),
        gap=st.sampled_from((0, 5, 10)),
    )


def free_times(
    needs: Sequence[str] = NEEDS, *, most: int = 4, last: int = 22
) -> st.SearchStrategy[list[Opening]]:
    """At most `most` openings of each need and of the welcome, on a grid of five minutes."""
    everything = st.tuples(*(_of_one_need(need, most, last) for need in (*needs, WELCOME)))
    return everything.flatmap(
        lambda rows: st.permutations([free for row in rows for free in row])
    ).map(list)


def _of_one_need(need: str, most: int, last: int) -> st.SearchStrategy[list[Opening]]:
    def free(key: UUID, starts: int, length: int, *worker: Any) -> Opening:
        return Opening(key, need, starts * 5, (starts + length) * 5, *worker)

    one = st.builds(
        free,
        st.uuids(),
        st.integers(0, last),
        st.integers(1, 5),
        st.sampled_from(("Ash", "Bea", "Cem")),
        st.sampled_from(("woman", "man")),
        st.sampled_from((frozenset({"pa"}), frozenset({"pa", "ur"}), frozenset())),
    )
    return st.lists(one, max_size=most, unique_by=lambda free: free.id)
