"""The old day beside the new one, for each person whose day changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bookings.day.rules.sittings import Move, Proposal, Sitting
from bookings.day.rules.stops import Person, Stop

SECONDS_IN_A_CELL = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One stop as it is, and where it would be: nowhere else, at `new`, or not at all."""

    old: Stop
    new: Sitting | None
    is_lost: bool
    instead: Sitting | None

    @property
    def starts(self) -> float:
        """Where the line stands in the new day's order; what is lost comes last."""
        if self.is_lost:
            return float("inf")
        return self.new.starts * SECONDS_IN_A_CELL if self.new else self.old.starts.timestamp()


@dataclass(frozen=True, slots=True)
class Beside:
    """One person's stops that are not over, old and new."""

    person: Person
    lines: tuple[Line, ...]

    @property
    def new_order(self) -> list[Line]:
        return sorted(self.lines, key=lambda line: line.starts)


def side_by_side(people: Iterable[Person], proposal: Proposal) -> list[Beside]:
    """Everybody whose day changes, in the order of their first change."""
    moves = {move.stop: move for move in proposal.moves}
    found = [
        Beside(person, tuple(_line(stop, moves) for stop in _ahead(person)))
        for person in people
        if person.visit_id in proposal.moved
    ]
    first = {str(move.guest): move.old.starts for move in reversed(proposal.moves)}

    def order(each: Beside) -> tuple[int, str, str]:
        who = str(each.person.visit_id)
        return first[who], each.person.name, who

    return sorted(found, key=order)


def unmoved(people: Iterable[Person], proposal: Proposal) -> list[Person]:
    """Whoever waits for that worker too and keeps the day as it is."""
    kept = set(proposal.concerned) - proposal.moved
    return [person for person in people if person.visit_id in kept]


def _ahead(person: Person) -> Sequence[Stop]:
    return sorted((s for s in person.stops if not s.is_over), key=lambda stop: stop.starts)


def _line(stop: Stop, moves: dict[Any, Move]) -> Line:
    move = moves.get(stop.id)
    if move is None:
        return Line(stop, None, False, None)
    return Line(stop, move.new, move.new is None, move.instead)
