"""What the planner says to the person who runs it: plain sentences with day and hour."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from services_directory.sessions.rules.wall_clock import day_in, shown_in

NOTHING = "Nothing to change."


@dataclass(slots=True)
class Planned:
    """What one run of the planner did, a sentence each, and what it left to a person."""

    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def changed_nothing(self) -> bool:
        return not (self.made or self.changed or self.cancelled)

    def note(self, sentence: str) -> None:
        """Say it once, however many dates it is true of."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def lines(self) -> list[str]:
        """The report as plain text, a line for each thing."""
        return [
            *([NOTHING] if self.changed_nothing else []),
            *_under("Made", self.made),
            *_under("Changed", self.changed),
            *_under("Cancelled", self.cancelled),
            *_under("Left as it is", self.left),
            *_under("Please note", self.notes),
        ]


def day_in_words(day: date) -> str:
    """Such as Wednesday 3 June 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def session_in_words(name: str, starts_at: datetime, ends_at: datetime, zone: str) -> str:
    """Such as Advice morning, Wednesday 3 June 2026, 10:00 to 12:00."""
    day = day_in_words(day_in(starts_at, zone))
    return f"{name}, {day}, {shown_in(starts_at, zone)} to {shown_in(ends_at, zone)}"


def times(count: int) -> str:
    """Such as 1 time, 12 times."""
    return "1 time" if count == 1 else f"{count} times"


def appointments(count: int) -> str:
    """Such as 1 appointment stands, 2 appointments stand."""
    return "1 appointment stands" if count == 1 else f"{count} appointments stand"


def _under(heading: str, sentences: Iterable[str]) -> list[str]:
    return [f"{heading}: {sentence}" for sentence in sentences]
