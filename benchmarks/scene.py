"""The ground that a run stands on: keys, and one database of each kind for each length of past."""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import get_context
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
    def keys(self) -> Path:
        """The keys of all databases."""
        return self.folder / "keys"

    @property
    def log(self) -> Path:
        """What all servers say."""
        return self.folder / "log"

    def settings(self, place: Place) -> Mapping[str, str]:
        """What a server at this database is told; one proxy names the networks that ask."""
        return {
            "PORTAL_DATABASE_URL": place.url,
            "PORTAL_KEYS_FILE": str(self.keys),
            "PORTAL_TRUSTED_PROXIES": "127.0.0.1",
            "PORTAL_PHONE": "01632 960 010",
            "PORTAL_PHONE_HOURS": "Monday to Friday, 9:30 to 16:30",
        }


@contextmanager
def laid(extent: Extent, at: datetime) -> Iterator[Scene]:
    """Lay every database that the extent asks for. Raises NoPostgres."""
    with TemporaryDirectory(prefix="bench-") as folder:
        scene = Scene(Path(folder))
        keyring.make_keys(scene.keys)
        keyring.use(keyring.load_keys(scene.keys))
        # The cluster minds its own directory, and is gone as soon as this run is.
        cluster = postgres.start(Path(mkdtemp(prefix="bench-pg-")), os.getpid())
        _lay(scene, cluster, extent, at)
        yield scene


def _lay(scene: Scene, cluster: postgres.Cluster, extent: Extent, at: datetime) -> None:
    """Two at a time, those with most to lay first."""
    being_laid = {}
    with ProcessPoolExecutor(2, get_context("spawn")) as layers:
        for history in sorted(extent.histories, reverse=True):
            file = f"sqlite:///{scene.folder / f'{history}.db'}"
            for kind, url in ((POSTGRESQL, cluster.url(cluster.create())), (SQLITE, file)):
                weeks = extent.weeks * history
                being_laid[kind, history] = layers.submit(_place, url, weeks, at, scene.keys)
    scene.places = {key: place.result() for key, place in reversed(being_laid.items())}


def _place(url: str, weeks: int, at: datetime, keys: Path) -> Place:
    keyring.use(keyring.load_keys(keys))
    ground.lay(url, weeks_behind=weeks, at=at)
    return Place(url, ground.bookings(url, at), ground.sizes(url))
