"""Where she is in her journey and what she typed: plain values that a draft seals."""

import json
from dataclasses import dataclass, field
from datetime import datetime

FIRST_STEP = "before"


@dataclass(slots=True)
class Journey:
    """What a draft holds. Everything is text, so that it can be sealed as one.

    `trail` are the steps she came through, nearest last; `typed` is every step's form as it was
    typed, mistakes included; `problems` are what to mend on the present step, by field; `ways`
    how she may be reached, and `approved` the words that she allowed for it.
    """

    step: str = FIRST_STEP
    trail: list[str] = field(default_factory=list)
    typed: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    notice: str = ""
    needs: list[str] = field(default_factory=list)
    weeks_on: int = 0
    wanted: str = ""
    stop: str = ""
    phrase: list[str] = field(default_factory=list)
    digits: str = ""
    phrases_set: int = 0
    name_suggested: str = ""
    called: str = ""
    until: str = ""
    place: str = ""
    ways: str = ""
    approved: dict[str, str] = field(default_factory=dict)

    def begin_at(self, step: str, *, after: str) -> None:
        """The first step; back leads to the page before it."""
        self.step, self.trail = step, [after]

    def go_to(self, step: str) -> None:
        """One step on; back leads here again. Coming to a step already passed cuts the trail."""
        self.problems = {}
        if step in self.trail:
            del self.trail[self.trail.index(step) :]
        elif step != self.step:
            self.trail.append(self.step)
        self.step = step

    def go_back(self) -> None:
        self.problems = {}
        self.notice = ""
        if self.trail:
            self.step = self.trail.pop()

    def start_over_at(self, step: str) -> None:
        """As `go_to`, where back must not lead to what is done."""
        self.go_to(step)
        self.trail = []

    def forget_what_was_typed(self) -> None:
        self.typed, self.needs, self.phrase, self.digits = {}, [], [], ""
        self.ways, self.approved = "", {}

    @property
    def waits_until(self) -> datetime | None:
        return datetime.fromisoformat(self.until) if self.until else None


KNOWN = frozenset(Journey.__dataclass_fields__)


def write(journey: Journey) -> str:
    values = {name: getattr(journey, name) for name in Journey.__dataclass_fields__}
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False)


def read(text: str) -> Journey:
    """The journey that `write` wrote, by this version or one before: what is unknown is dropped."""
    return Journey(**{name: value for name, value in json.loads(text).items() if name in KNOWN})
