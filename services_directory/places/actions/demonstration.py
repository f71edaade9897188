"""Five made-up places of the demo's refuge: free, taken, and some of which nothing was heard."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Actor
from services_directory.listings.models import Service, ServiceKind
from services_directory.places.actions.stating import add_place
from services_directory.places.rules import Gender

HOUR = timedelta(hours=1)

# How long ago each was said, and what.
SAID: tuple[tuple[timedelta, Mapping[str, Any]], ...] = (
    (
        2 * HOUR,
        {
            "areas": "Hounslow, West London",
            "is_free": True,
            "people": 4,
            "rooms": 2,
            "boys_until": 14,
            "gender": Gender.WOMEN,
            "access": "",
            "funding": "housing_benefit",
            "support": "mental_health",
            "languages": "en pa ro ur",
            "takes_pets": False,
            "is_self_contained": False,
            "note": "Staff are there by day and on call at night.",
        },
    ),
    (
        3 * HOUR,
        {
            "areas": "West London",
            "is_free": True,
            "people": 2,
            "rooms": 1,
            "gender": Gender.WOMEN,
            "access": "ground_floor step_free",
            "funding": "housing_benefit no_recourse own_means",
            "languages": "en so",
        },
    ),
    (
        5 * HOUR,
        {
            "areas": "Slough, Berkshire",
            "is_free": False,
            "people": 6,
            "rooms": 3,
            "boys_until": 16,
            "gender": Gender.EVERYBODY,
            "funding": "housing_benefit",
            "takes_pets": True,
            "is_self_contained": True,
        },
    ),
    (
        30 * HOUR,
        {
            "areas": "Ealing, West London",
            "is_free": True,
            "people": 3,
            "rooms": 1,
            "boys_until": 12,
            "gender": Gender.WOMEN,
            "access": "hearing",
            "funding": "housing_benefit",
            "languages": "en",
            "by_and_for": "deaf",
        },
    ),
    (
        75 * HOUR,
        {
            "areas": "Surrey",
            "is_free": True,
            "people": 5,
            "rooms": 2,
            "gender": Gender.EVERYBODY,
            "support": "mental_health substance",
            "takes_pets": True,
            "is_self_contained": True,
            "only_for": "lgbt trans",
            "by_and_for": "lgbt trans",
        },
    ),
)


def offer_places(db: Session, *, by: Actor, at: datetime) -> None:
    """Let the first refuge service there is say all of it, the latest at `at`."""
    refuges = sa.select(Service.id).where(Service.kind == ServiceKind.REFUGE)
    service_id = db.scalars(refuges.order_by(Service.name, Service.id)).first()
    if service_id is None:
        raise LookupError("the directory has no refuge yet")
    for ago, said in SAID:
        add_place(db, service_id, said, by=by, at=at - ago)
