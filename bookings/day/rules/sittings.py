"""The words of a new plan: who waits where, who is away, and what moves. Times are cells."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import TypeAlias
from uuid import UUID

WELCOME = "welcome"

Thing: TypeAlias = Hashable


@dataclass(frozen=True, slots=True)
class Sitting:
    """One time of one worker in one room, from cell `starts` up to `ends`."""

    need: str
    desk: UUID
    worker: UUID
    room: UUID
    starts: int
    ends: int
    gender: str = ""
    languages: frozenset[str] = frozenset()

    def moved_to(self, starts: int) -> "Sitting":
        return replace(self, starts=starts, ends=starts + self.ends - self.starts)


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop that has not begun. `weight` is greater for a more important need; `along` are
    things that are with her there, such as her interpreter."""

    id: UUID
    at: Sitting
    weight: int = 1
    along: frozenset[Thing] = frozenset()


@dataclass(frozen=True, slots=True)
class Guest:
    """One person: her waiting stops, the times that are fixed for her, and her limits.

    `earliest` is the first cell at which she can be anywhere: whoever is not here yet never has to
    come sooner than she was told.
    """

    id: UUID
    stops: tuple[Stop, ...]
    earliest: int
    gone_by: int | None = None
    busy: tuple[tuple[int, int], ...] = ()
    avoided: frozenset[UUID] = frozenset()
    gender: str = ""
    language: str = ""

    def accepts(self, at: Sitting) -> bool:
        """Whether this worker is whom she asked for: woman or man, and speaking her language."""
        return (not self.gender or at.gender == self.gender) and (
            not self.language or self.language in at.languages
        )


@dataclass(frozen=True, slots=True)
class Away:
    """A worker sees nobody from `starts` up to `ends`: late until then, or gone."""

    worker: UUID
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Morning:
    """Everybody of a session; every time that its desks give; and what else is taken, cell by
    cell, such as by whoever is being seen now. Where that runs over its time, nobody else is moved
    into the cells `overrun`; whoever has a stop there waits a little and keeps it."""

    guests: tuple[Guest, ...]
    openings: tuple[Sitting, ...]
    taken: frozenset[tuple[Thing, int]]
    now: int
    closes: int
    overrun: frozenset[tuple[Thing, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Move:
    """One stop that changes. `new` is None where it does not fit any more; `instead` is then a
    free time with somebody else, which needs asking first."""

    guest: UUID
    stop: UUID
    old: Sitting
    new: Sitting | None
    instead: Sitting | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What changes, and for whom it was asked; whoever is concerned may keep her day."""

    moves: tuple[Move, ...]
    concerned: tuple[UUID, ...]

    @property
    def moved(self) -> frozenset[UUID]:
        """The people whose day changes."""
        return frozenset(move.guest for move in self.moves)

    @property
    def lost(self) -> tuple[Move, ...]:
        """The stops that fit nowhere."""
        return tuple(move for move in self.moves if move.new is None)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A worker runs `minutes` late or, with None, has gone; from the cell `since`, or from now."""

    worker: UUID
    minutes: int | None
    since: int | None = None

    def window(self, now: int, closes: int, begun: Sitting | None, coming: Sitting | None) -> Away:
        """The cells in which the worker sees nobody new.

        Late means: who is there now ends so much later, or else the next one begins so much later;
        with nobody there and nobody coming, it counts from now.
        """
        starts = max(now, self.since or now)
        if self.minutes is None:
            return Away(self.worker, starts, max(starts, closes))
        planned = begun.ends if begun else coming.starts if coming else starts
        return Away(self.worker, starts, max(starts, planned + self.minutes // 5))
