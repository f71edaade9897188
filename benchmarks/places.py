"""How long it takes to say of every refuge place whether it fits a household, and why not, beside
a bare read of the same rows; all are free and were said today, so that none is passed over."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from benchmarks.extent import Extent
from benchmarks.results import PlaceSearch
from benchmarks.scene import POSTGRESQL, SQLITE, Scene
from bookings.handoffs.queries.places import fitting
from bookings.handoffs.rules.refuge import Household
from portal.db.engine import Database
from services_directory.listings.models import Service, ServiceKind
from services_directory.places.actions.stating import LETTERS
from services_directory.places.models import LETTERS_IN_A_CODE, Place
from services_directory.places.rules import Access, Funding, Gender

ROUNDS = 9
BARE = sa.text("SELECT * FROM refuge_places ORDER BY confirmed_at")
HOUSEHOLD = Household(
    need=UUID(int=1),
    people=3,
    gender=Gender.WOMEN,
    boys=(3, 12),
    unsafe_areas=frozenset({"southside"}),
    access=frozenset({Access.STEP_FREE}),
    funding=frozenset({Funding.HOUSING_BENEFIT}),
    languages=frozenset({"pl"}),
)


def measure(scene: Scene, extent: Extent, at: datetime) -> Iterator[PlaceSearch]:
    """Each number of places on each database."""
    for database in (SQLITE, POSTGRESQL):
        opened = Database(scene.places[database, extent.histories[0]].url)
        for places in extent.refuges:
            # Laid in a transaction that is rolled back: the next number begins anew.
            with opened.reading() as db:
                _lay(db, places, at)
                yield _compared(db, database, places, at)
        opened.close()


def _compared(db: Session, database: str, places: int, at: datetime) -> PlaceSearch:
    """The portal's matching and the bare read in turn; one round more than counts, to warm up."""
    rounds = [
        (
            _seconds(lambda: fitting(db, HOUSEHOLD, at)),
            _seconds(lambda: db.connection().execute(BARE).all()),
        )
        for _ in range(ROUNDS + 1)
    ][1:]
    return PlaceSearch(
        database,
        places,
        seconds=median(mine for mine, _ in rounds),
        bare=median(bare for _, bare in rounds),
        ratio=median(mine / bare for mine, bare in rounds),
    )


def _seconds(read: Callable[[], object]) -> float:
    began = perf_counter()
    read()
    return perf_counter() - began


def _lay(db: Session, places: int, at: datetime) -> None:
    refuge = sa.select(Service.id).where(Service.kind == ServiceKind.REFUGE)
    service_id, chance = db.scalars(refuge).first(), Random(places)
    rows = [
        {
            "id": UUID(int=chance.getrandbits(128)),
            "service_id": service_id,
            "code": _code(number),
            "is_free": True,
            "confirmed_at": at - timedelta(minutes=chance.randrange(1000)),
            "note": "",
            "changes": 1,
            **_takes(chance),
        }
        for number in range(places)
    ]
    db.execute(sa.insert(Place), rows)


def _code(number: int) -> str:
    return "".join(LETTERS[number // 20**digit % 20] for digit in range(LETTERS_IN_A_CODE))


def _takes(chance: Random) -> dict[str, Any]:
    """What one place can take; of each thing some have said nothing."""
    return {
        "areas": chance.choice(("Northside", "Southside, The South", "Westside, The West")),
        "people": chance.choice((None, 1, 2, 3, 4, 6)),
        "rooms": chance.choice((None, 1, 2, 3)),
        "boys_until": chance.choice((None, 10, 14, 16)),
        "gender": chance.choice((None, *Gender)),
        "access": chance.choice((None, "", "step_free", "step_free wheelchair")),
        "funding": chance.choice((None, "housing_benefit", "housing_benefit no_recourse")),
        "support": chance.choice((None, "", "mental_health")),
        "languages": chance.choice((None, "en pl", "en pa ur")),
        "takes_pets": chance.choice((None, True, False)),
        "only_for": chance.choice(("", "", "deaf")),
        "by_and_for": "",
    }
