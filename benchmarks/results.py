"""Everything that one run found, to be printed and to be kept."""

import json
import os
import platform
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from pysqlite3 import dbapi2

from benchmarks.alike import Alike
from benchmarks.board import BoardCost
from benchmarks.rates import Rate
from benchmarks.server import Weight
from benchmarks.slow_phone import SlowWalk
from benchmarks.tongues import Spoken
from benchmarks.tray import TrayCost
from benchmarks.wire import Traffic


@dataclass(frozen=True, slots=True)
class Memory:
    """What all processes of the portal weighed after they had been asked everything."""

    database: str
    processes: int
    history: int
    weight: Weight


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the start of a process to its first 200."""

    database: str
    history: int
    portal: float
    bare: float


@dataclass(frozen=True, slots=True)
class Search:
    """Seconds of one search for an itinerary, and how many times the quickest that is."""

    case: str
    seconds: float
    ratio: float


@dataclass(frozen=True, slots=True)
class PlaceSearch:
    """Seconds to say of so many refuge places whether each fits, those of a bare read of their
    rows, and the ratio of the two."""

    database: str
    places: int
    seconds: float
    bare: float
    ratio: float


@dataclass(slots=True)
class Results:
    """Found at a moment, on a machine, within so many seconds."""

    at: datetime
    traffic: dict[str, Traffic] = field(default_factory=dict)
    spoken: list[Spoken] = field(default_factory=list)
    slow: list[SlowWalk] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    memory: list[Memory] = field(default_factory=list)
    starts: list[Start] = field(default_factory=list)
    boards: list[BoardCost] = field(default_factory=list)
    alike: Alike | None = None
    searches: list[Search] = field(default_factory=list)
    refuges: list[PlaceSearch] = field(default_factory=list)
    trays: list[TrayCost] = field(default_factory=list)
    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    took: float = 0.0

    def keep(self, path: Path) -> None:
        """Write all of it as JSON."""
        found = {"machine": machine(), **asdict(self), "at": self.at.isoformat()}
        found["memory"] = [{**asdict(each), **each.weight._asdict()} for each in self.memory]
        path.write_text(json.dumps(found, indent=1) + "\n")


def machine() -> dict[str, str | int | float]:
    """What it ran on; the load says who else was at work."""
    return {
        "cores": os.cpu_count() or 1,
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        "sqlite": dbapi2.sqlite_version,
    }
