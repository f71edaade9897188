"""What a new install begins with: the eight services and the welcome, each a desk of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypedDict, Unpack

from sqlalchemy.orm import Session

from services_directory.listings.models import (
    Location,
    Organization,
    Service,
    ServiceAtLocation,
    ServiceKind,
)
from services_directory.sessions.models import (
    DeskPattern,
    Nation,
    Presence,
    Purpose,
    Room,
    Schedule,
    Seat,
    Worker,
)


@dataclass(frozen=True, slots=True)
class StandardDesk:
    """A desk before anybody sits at it. Lengths in minutes; with minutes to reach, on call."""

    kind: ServiceKind
    slot_minutes: int
    gap_minutes: int = 5
    purpose: Purpose = Purpose.FULL
    minutes_to_reach: int | None = None


# Twenty minutes and a breath of five put three conversations and a welcome into an hour and a half;
# with twenty-five, a two-hour morning seldom holds more than two.
WELCOME = StandardDesk(ServiceKind.IDVA, 10, 0, Purpose.WELCOME)
STANDARD_DESKS = (
    WELCOME,
    StandardDesk(ServiceKind.IDVA, 20),
    StandardDesk(ServiceKind.HOUSING, 20),
    StandardDesk(ServiceKind.LEGAL, 20),
    StandardDesk(ServiceKind.REFUGE, 20),
    StandardDesk(ServiceKind.SUBSTANCE_MISUSE, 20),
    StandardDesk(ServiceKind.POLICE, 20),
    StandardDesk(ServiceKind.CHILDRENS_SOCIAL_CARE, 20, minutes_to_reach=20),
    StandardDesk(ServiceKind.ISVA, 20),
)
SERVICE_NAMES = {
    ServiceKind.IDVA: "Domestic abuse adviser (IDVA)",
    ServiceKind.HOUSING: "Housing",
    ServiceKind.LEGAL: "Legal advice",
    ServiceKind.REFUGE: "Refuge",
    ServiceKind.SUBSTANCE_MISUSE: "Drugs and alcohol",
    ServiceKind.POLICE: "Police",
    ServiceKind.CHILDRENS_SOCIAL_CARE: "Children's social care",
    ServiceKind.ISVA: "Sexual violence adviser (ISVA)",
}


class Week(TypedDict):
    """When a session is held: iCalendar days, wall times, their zone, and from which day on."""

    byday: str
    opens_at: time
    closes_at: time
    timezone: str
    valid_from: date
    bank_holidays: Nation | None


def add_services(
    db: Session,
    providers: Mapping[ServiceKind, Organization],
    *,
    confirmed_at: datetime | None = None,
) -> dict[ServiceKind, Service]:
    """One service for each kind, given by the organisation named for it and confirmed then."""
    db.add_all(providers.values())
    db.flush()
    services = {
        kind: Service(
            organization_id=provider.id,
            name=SERVICE_NAMES[kind],
            kind=kind,
            confirmed_at=confirmed_at,
        )
        for kind, provider in providers.items()
    }
    db.add_all(services.values())
    db.flush()
    return services


def add_session(
    db: Session,
    name: str,
    location: Location,
    services: Mapping[ServiceKind, Service],
    desks: Iterable[StandardDesk] = STANDARD_DESKS,
    **week: Unpack[Week],
) -> Schedule:
    """A weekly session with these desks, all of it at one place; nobody sits at them yet."""
    db.add(location)
    db.flush()
    schedule = Schedule(name=name, location_id=location.id, **week)
    desks = list(desks)
    given = {
        kind: ServiceAtLocation(service=services[kind], location=location)
        for kind in {desk.kind for desk in desks}
    }
    schedule.desks = [_desk(each, given[each.kind]) for each in desks]
    db.add(schedule)
    db.flush()
    return schedule


def seat(schedule: Schedule, desk: StandardDesk, worker: Worker, room: Room) -> None:
    """Let a worker sit at this desk, in this room. Raises KeyError for a desk it does not have."""
    patterns = {
        (each.service_at_location.service.kind, each.purpose): each for each in schedule.desks
    }
    patterns[desk.kind, desk.purpose].seats.append(Seat(worker=worker, room=room))


def _desk(desk: StandardDesk, given: ServiceAtLocation) -> DeskPattern:
    presence = Presence.PRESENT if desk.minutes_to_reach is None else Presence.ON_CALL
    return DeskPattern(
        service_at_location=given,
        purpose=desk.purpose,
        presence=presence,
        minutes_to_reach=desk.minutes_to_reach,
        slot_minutes=desk.slot_minutes,
        gap_minutes=desk.gap_minutes,
    )
