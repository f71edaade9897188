"""Rows of places as values, past the unit of work: thousands of them are read at once."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.db.flat import flat_rows
from services_directory.listings.models import Organization, Service
from services_directory.places.models import Place, PlaceHold
from services_directory.places.rules import Access, Funding, Hold, RefugePlace, Support
from services_directory.places.rules.texts import as_areas, as_kinds, as_words


class KnownPlace(NamedTuple):
    """A place and whose it is. `areas` as they were written, from the small to the large."""

    id: UUID
    service_id: UUID
    service: str
    organization: str
    areas: str
    note: str
    changes: int
    place: RefugePlace


_OF_WHOM = (Place.id, Service.id, Service.name, Organization.name, Place.note, Place.changes)
_SAID = (
    Place.code,
    Place.areas,
    Place.confirmed_at,
    Place.is_free,
    Place.people,
    Place.rooms,
    Place.boys_until,
    Place.gender,
    Place.access,
    Place.funding,
    Place.support,
    Place.languages,
    Place.takes_pets,
    Place.is_self_contained,
    Place.only_for,
    Place.by_and_for,
)
Rows: TypeAlias = sa.Select[*tuple[Any, ...]]

KNOWN: Rows = (
    sa.select(*_OF_WHOM, *_SAID, PlaceHold.need_id, PlaceHold.until)
    .join(Service, Service.id == Place.service_id)
    .join(Organization, Organization.id == Service.organization_id)
    .outerjoin(PlaceHold, PlaceHold.place_id == Place.id)
    .where(Place.ended_at.is_(None))
)

_ONE = KNOWN.where(Place.id == sa.bindparam("place"))


def known_place(db: Session, place_id: UUID) -> KnownPlace | None:
    """One place as it stands now; None where it has ended, or never was."""
    return next(known_places(db, _ONE, {"place": place_id}), None)


def known_places(db: Session, rows: Rows, named: Mapping[str, Any]) -> Iterator[KnownPlace]:
    """What a narrowed KNOWN finds; `named` are its parameters."""
    for row in flat_rows(db, rows, named):
        place_id, service_id, service, organization, note, changes, *said, need, until = row
        place = _place(*said, hold=Hold(need, until) if need else None)
        yield KnownPlace(place_id, service_id, service, organization, said[1], note, changes, place)


def _place(
    code: str,
    areas: str,
    confirmed_at: datetime,
    is_free: bool,
    people: int | None,
    rooms: int | None,
    boys_until: int | None,
    gender: Any,
    access: str | None,
    funding: str | None,
    support: str | None,
    languages: str | None,
    takes_pets: bool | None,
    is_self_contained: bool | None,
    only_for: str,
    by_and_for: str,
    *,
    hold: Hold | None,
) -> RefugePlace:
    """As the columns of `_SAID` stand."""
    return RefugePlace(
        code,
        frozenset(as_areas(areas)),
        confirmed_at,
        is_free,
        people,
        rooms,
        boys_until,
        gender,
        as_kinds(access, Access),
        as_kinds(funding, Funding),
        as_kinds(support, Support),
        as_words(languages),
        takes_pets,
        is_self_contained,
        as_words(only_for) or frozenset(),
        as_words(by_and_for) or frozenset(),
        hold,
    )
