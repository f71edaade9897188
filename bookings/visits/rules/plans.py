"""The words of an itinerary: what is free, what she wishes, and the plan made of them."""

from collections.abc import Hashable
from dataclasses import dataclass
from uuid import UUID

WELCOME = "welcome"
MOST_NEEDS = 12  # the search doubles with each


@dataclass(frozen=True, slots=True)
class Opening:
    """One free time of one worker; `starts` and `ends` are whole minutes on one clock.

    Minutes since 1970 in UTC serve well: they know nothing of clock changes. Of openings that are
    alike in all else the one with the least `lot` is taken.
    Raises ValueError where `ends` is not after `starts`.
    """

    id: UUID
    need: str
    starts: int
    ends: int
    worker: Hashable
    gender: Hashable = None
    languages: frozenset[str] = frozenset()
    lot: int = 0

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise ValueError("an opening ends after it starts")


@dataclass(frozen=True, slots=True)
class Wish:
    """What she asked for: `needs` from the most important down, limits and `gap` in minutes.

    None means that she does not mind. `welcome` asks for the ten minutes with an IDVA before
    everything else (C-04). `gap` lies between any two stops, with the same worker too: it is
    there for a breath and for a stop that runs over, not only for the walk.
    Raises ValueError for a need named twice, for more needs than a search can bear, for the
    welcome among the needs, and for a gap below nothing.
    """

    needs: tuple[str, ...]
    not_before: int | None = None
    gone_by: int | None = None
    gender: Hashable = None
    language: str | None = None
    welcome: bool = True
    gap: int = 5

    def __post_init__(self) -> None:
        if len(set(self.needs)) < len(self.needs) or WELCOME in self.needs:
            raise ValueError("each need is named once, and the welcome is asked for by itself")
        if len(self.needs) > MOST_NEEDS:
            raise ValueError(f"at most {MOST_NEEDS} needs")
        if self.gap < 0:
            raise ValueError("a gap is never below nothing")

    @property
    def asked(self) -> tuple[str, ...]:
        """The needs and then the welcome, which gives way to every need."""
        return (*self.needs, WELCOME) if self.welcome else self.needs

    def suits(self, opening: Opening) -> bool:
        """Whether she could be here then (V-10), with this worker (V-20)."""
        return (
            (self.not_before is None or self.not_before <= opening.starts)
            and (self.gone_by is None or opening.ends <= self.gone_by)
            and (self.gender is None or self.gender == opening.gender)
            and (self.language is None or self.language in opening.languages)
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole visit: at least one stop, in the order of time, and the needs that do not fit."""

    stops: tuple[Opening, ...]
    missing: tuple[str, ...] = ()

    @property
    def arrive(self) -> int:
        return self.stops[0].starts

    @property
    def leave(self) -> int:
        return self.stops[-1].ends

    @property
    def minutes(self) -> int:
        """Minutes in the building, waiting and all."""
        return self.leave - self.arrive

    @property
    def people(self) -> int:
        """How many different workers she meets."""
        return len({stop.worker for stop in self.stops})

    @property
    def welcomed(self) -> bool:
        return self.stops[0].need == WELCOME
