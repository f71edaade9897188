"""Small mornings, and the best plan for each found by trying everything."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import TypeAlias
from uuid import UUID

from hypothesis import strategies as st

from bookings.day.rules.sittings import (
    WELCOME,
    Away,
    Guest,
    Morning,
    Proposal,
    Sitting,
    Stop,
)

CLOSES = 16
WORKERS = [UUID(int=n) for n in range(1, 4)]
ROOMS = [UUID(int=n) for n in range(11, 14)]
DESKS = [UUID(int=n) for n in range(21, 24)]
INTERPRETER = UUID(int=31)
NEEDS = {WORKERS[0]: "housing", WORKERS[1]: "housing", WORKERS[2]: "legal"}
GENDERS = {WORKERS[0]: "woman", WORKERS[1]: "man", WORKERS[2]: "woman"}

Cells: TypeAlias = set[tuple[object, int]]
Plan: TypeAlias = dict[UUID, Sitting | None]


def sitting(worker: int, starts: int, length: int = 3, need: str = "") -> Sitting:
    who = WORKERS[worker]
    return Sitting(
        need=need or NEEDS[who],
        desk=DESKS[worker],
        worker=who,
        room=ROOMS[worker],
        starts=starts,
        ends=starts + length,
        gender=GENDERS[who],
    )


@st.composite
def mornings(draw: st.DrawFn) -> tuple[Morning, Away]:
    """Three workers, two of one service, with times every four cells; up to four people, nobody
    in two places; and one of the workers is late or gone."""
    grid = [sitting(worker, starts) for worker in range(3) for starts in range(0, CLOSES - 2, 4)]
    openings = [at for at in grid if draw(st.booleans()) or at.worker != WORKERS[1]]
    order = draw(st.permutations(openings))
    guests: list[Guest] = []
    for number in range(draw(st.integers(1, 4))):
        own = _own(order, draw(st.integers(1, 2)))
        order = [at for at in order if at not in own]
        if own:
            guests.append(_guest(draw, number, own))
    away = Away(WORKERS[0], now := draw(st.integers(0, 4)), now + draw(st.integers(0, CLOSES)))
    taken = {(draw(st.sampled_from([*WORKERS, *ROOMS])), draw(st.integers(0, CLOSES)))}
    free = {each for g in guests for s in g.stops for each in cells_of(s, s.at)}
    morning = Morning(tuple(guests), tuple(openings), frozenset(taken - free), now, CLOSES)
    return morning, away


def _own(order: list[Sitting], most: int) -> list[Sitting]:
    """A person's stops: other needs at other times."""
    own: list[Sitting] = []
    for at in order:
        apart = all(at.ends <= o.starts or o.ends <= at.starts for o in own)
        if len(own) < most and apart and at.need not in {o.need for o in own}:
            own.append(at)
    return own


def _guest(draw: st.DrawFn, number: int, own: list[Sitting]) -> Guest:
    own = sorted(own, key=lambda at: at.starts)
    if draw(st.integers(0, 4)) == 0:
        own[0] = replace(own[0], need=WELCOME)
    stops = tuple(
        Stop(UUID(int=1000 + 10 * number + n), at, draw(st.integers(1, 3)))
        for n, at in enumerate(own)
    )
    met = {at.worker for at in own}
    gone_by = draw(st.none() | st.integers(own[-1].ends, CLOSES + 1))
    others = [worker for worker in WORKERS if worker not in met]
    return Guest(
        id=UUID(int=100 + number),
        stops=stops,
        earliest=draw(st.integers(0, own[0].starts)),
        gone_by=gone_by,
        avoided=frozenset(draw(st.lists(st.sampled_from(others), max_size=1)) if others else ()),
        gender=draw(st.sampled_from(["", "", "woman"])),
    )


def cells_of(stop: Stop, at: Sitting) -> Cells:
    things = (at.worker, at.room, *stop.along)
    return {(thing, cell) for thing in things for cell in range(at.starts, at.ends)}


def faults(morning: Morning, away: Away, plan: Plan) -> Iterator[str]:
    """What is wrong with a day in which these stops are there, a line each."""
    used: Cells = set(morning.taken)
    window = range(away.starts, away.ends)
    for guest in morning.guests:
        stays = [(s, plan.get(s.id, s.at)) for s in guest.stops]
        there = [(s, at) for s, at in stays if at is not None]
        for stop, at in there:
            if used & cells_of(stop, at):
                yield "something is doubled"
            used |= cells_of(stop, at)
            if at.worker == away.worker and set(window) & set(range(at.starts, at.ends)):
                yield "with a worker who is away"
            if at != stop.at:
                yield from _faults_of_move(morning, away, guest, stop, at)
        yield from _faults_of_order(there)


def _faults_of_move(
    morning: Morning, away: Away, guest: Guest, stop: Stop, at: Sitting
) -> Iterator[str]:
    if guest.gone_by is not None and at.ends > guest.gone_by:
        yield "past the time to be gone"
    if at.starts < max(morning.now, guest.earliest):
        yield "sooner than told, or before now"
    if at.worker in guest.avoided:
        yield "with somebody avoided"
    if at.ends > morning.closes and at.worker == away.worker:
        yield "after the end"
    if not any(each is guest for each in concerned(morning, away)):
        yield "somebody else was touched"
    if at.worker != stop.at.worker and not guest.accepts(at):
        yield "not whom she asked for"


def _faults_of_order(there: list[tuple[Stop, Sitting]]) -> Iterator[str]:
    for number, (one, at) in enumerate(there):
        for two, other in there[number + 1 :]:
            if at == one.at and other == two.at:
                continue
            if at.starts < other.ends and other.starts < at.ends:
                yield "in two places"
            for first, second in ((at, other), (other, at)):
                if second.need == WELCOME and first.starts < second.starts:
                    yield "the welcome comes later"


def concerned(morning: Morning, away: Away) -> list[Guest]:
    return [
        guest
        for guest in morning.guests
        if any(s.at.worker == away.worker and s.at.ends > away.starts for s in guest.stops)
    ]


def price(morning: Morning, plan: Plan) -> tuple[int, ...]:
    """What a plan costs, the gravest first: as `propose` says it."""
    total = [0] * 6
    for guest in morning.guests:
        pairs = [(s, plan.get(s.id, s.at)) for s in guest.stops]
        lost = [s for s, at in pairs if at is None]
        needs = [s for s in lost if s.at.need != WELCOME]
        kept = [(s, at) for s, at in pairs if at is not None]
        before = max(s.at.ends for s in guest.stops)
        later = max((at.ends for _, at in kept), default=before) - before
        parts = (
            len(needs),
            sum(s.weight for s in needs),
            len(lost) - len(needs),
            any(at != s.at for s, at in pairs),
            max(0, later),
            sum(abs(at.starts - s.at.starts) for s, at in kept),
        )
        total = [a + b for a, b in zip(total, parts, strict=True)]
    return tuple(total)


def choices_of(morning: Morning, away: Away) -> list[list[Sitting | None]]:
    """All that could become of each stop of those concerned."""
    stops = [stop for guest in concerned(morning, away) for stop in guest.stops]
    return [[None, stop.at, *_elsewhere(morning, away, stop)] for stop in stops]


def least(morning: Morning, away: Away) -> tuple[int, ...]:
    """The price of the best plan of all, found by trying each."""
    ids = [stop.id for guest in concerned(morning, away) for stop in guest.stops]
    plans = (dict(zip(ids, places, strict=True)) for places in product(*choices_of(morning, away)))
    return min(price(morning, plan) for plan in plans if not any(faults(morning, away, plan)))


def _elsewhere(morning: Morning, away: Away, stop: Stop) -> Iterator[Sitting]:
    for at in morning.openings:
        shifted = at.worker == away.worker == stop.at.worker
        if at.need == stop.at.need and at != stop.at and not shifted:
            yield at
    if stop.at.worker == away.worker:
        for starts in range(morning.closes - (stop.at.ends - stop.at.starts) + 1):
            yield stop.at.moved_to(starts)


def plan_of(proposal: Proposal) -> Plan:
    return {move.stop: move.new for move in proposal.moves}
