"""The ground that a run stands on: keys, and one database of each kind for each length of past."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from benchmarks import ground
from benchmarks.extent import Extent
from benchmarks.journey import Booking
from portal import keyring
from tests import postgres

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@dataclass(slots=True)
class Place:
    """One database, and the visits that can be booked there."""

    url: str
    bookings: list[Booking]
    rows: dict[str, int]


@dataclass(slots=True)
class Scene:
    """Where everything of this run lies; it goes when the run ends."""

    folder: Path
    places: dict[tuple[str, int], Place] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        """What all servers say."""
        return self.folder / "log"

    def settings(self, place: Place) -> Mapping[str, str]:
        """What a server at this database is told; one proxy names the networks that ask."""
        return {
            "PORTAL_DATABASE_URL": place.url,
            "PORTAL_KEYS_FILE": str(self.folder / "keys"),
            "PORTAL_TRUSTED_PROXIES": "127.0.0.1",
            "PORTAL_PHONE": "01632 960 010",
            "PORTAL_PHONE_HOURS": "Monday to Friday, 9:30 to 16:30",
        }


@contextmanager
def laid(extent: Extent, at: datetime) -> Iterator[Scene]:
    """Lay every database that the extent asks for. Raises NoPostgres."""
    with TemporaryDirectory(prefix="bench-") as folder:
        scene = Scene(Path(folder))
        keyring.make_keys(scene.folder / "keys")
        keyring.use(keyring.load_keys(scene.folder / "keys"))
        # The cluster minds its own directory, and is gone as soon as this run is.
        cluster = postgres.start(Path(mkdtemp(prefix="bench-pg-")), os.getpid())
        for history in extent.histories:
            file = f"sqlite:///{scene.folder / f'{history}.db'}"
            for kind, url in ((SQLITE, file), (POSTGRESQL, cluster.url(cluster.create()))):
                scene.places[kind, history] = _place(url, extent.weeks * history, at)
        yield scene


def _place(url: str, weeks: int, at: datetime) -> Place:
    ground.lay(url, weeks_behind=weeks, at=at)
    return Place(url, ground.bookings(url, at), ground.sizes(url))
