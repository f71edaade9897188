"""Made-up places and people to show the portal with: two mornings in two places."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from services_directory.listings.models import Location, Organization, Service, ServiceKind
from services_directory.sessions.actions import standard
from services_directory.sessions.actions.standard import STANDARD_DESKS, WELCOME, StandardDesk
from services_directory.sessions.models import Gender, Nation, Room, Schedule, Worker

(_, IDVA, HOUSING, LEGAL, REFUGE, SUBSTANCE_MISUSE, POLICE, CHILDREN, ISVA) = STANDARD_DESKS

COUNCIL = "Thamesbrook Council"
PROVIDERS = {
    ServiceKind.IDVA: "Lantern Advocacy",
    ServiceKind.HOUSING: COUNCIL,
    ServiceKind.LEGAL: "Millpond Law Centre",
    ServiceKind.REFUGE: "Harbour Women's Aid",
    ServiceKind.SUBSTANCE_MISUSE: "Clearwater Recovery",
    ServiceKind.POLICE: "Thamesbrook Police",
    ServiceKind.CHILDRENS_SOCIAL_CARE: COUNCIL,
    ServiceKind.ISVA: "Juniper Centre",
}

# What each is for, who can come, and when it is open besides the mornings.
ENTRIES = {
    ServiceKind.IDVA: (
        "Listens, plans safety with you, speaks up for you and stays beside you",
        "Adults who are afraid of somebody close, whatever their papers",
        "Weekdays 9:00 to 17:00",
    ),
    ServiceKind.HOUSING: (
        "A safe place to sleep tonight, and your own home made safer",
        "Anybody who lives in the borough or has fled to it",
        "Weekdays 9:00 to 17:00",
    ),
    ServiceKind.LEGAL: (
        "Orders that keep somebody away, children, money, staying in the country",
        "Anybody; whether legal aid pays is checked with you",
        "Monday and Thursday 10:00 to 16:00",
    ),
    ServiceKind.REFUGE: (
        "A room in a house whose address is secret",
        "Women and their children, sons up to fifteen; others are found a place elsewhere",
        "Every day, at any hour",
    ),
    ServiceKind.SUBSTANCE_MISUSE: (
        "Drink and drugs, without judging",
        "Adults of the borough",
        "Weekdays 9:30 to 18:00",
    ),
    ServiceKind.POLICE: (
        "Questions answered, a report taken if you wish",
        "Anybody; police may have to record a crime that they hear about",
        "Wednesdays only",
    ),
    ServiceKind.CHILDRENS_SOCIAL_CARE: (
        "Support for children and for whoever looks after them",
        "Families of the borough",
        "Weekdays 9:00 to 17:00",
    ),
    ServiceKind.ISVA: (
        "Support after something sexual that you did not want, however long ago",
        "Anybody of any gender",
        "Weekdays 10:00 to 18:00",
    ),
}


@dataclass(frozen=True, slots=True)
class Person:
    """A worker, and where they sit on Wednesdays and on Saturdays."""

    name: str
    gender: Gender
    spoken: str
    wednesday: tuple[StandardDesk, str] | None
    saturday: tuple[StandardDesk, str] | None = None


PEOPLE = (
    Person("Asha", Gender.WOMAN, "en pa hi", (WELCOME, "Reading room"), (IDVA, "Bay room")),
    Person("Beth", Gender.WOMAN, "en", (IDVA, "Room 1"), (WELCOME, "Hall")),
    Person("Farah", Gender.WOMAN, "en ur", (HOUSING, "Room 2"), (HOUSING, "Upper room")),
    Person("Tom", Gender.MAN, "en", (HOUSING, "Room 3")),
    Person("Simran", Gender.WOMAN, "en pa", (LEGAL, "Room 4"), (LEGAL, "Garden room")),
    Person("Ioana", Gender.WOMAN, "en ro", (REFUGE, "Room 5")),
    Person("Marek", Gender.MAN, "en pl", (SUBSTANCE_MISUSE, "Room 6")),
    Person("Grace", Gender.WOMAN, "en", (POLICE, "Room 7")),
    Person("Daniel", Gender.MAN, "en so", (CHILDREN, "Room 8")),
    Person("Noor", Gender.WOMAN, "ar en", (ISVA, "Room 9")),
    Person("Kasia", Gender.WOMAN, "en pl", None, (REFUGE, "Side room")),
)


def furnish(db: Session, *, valid_from: date) -> tuple[Schedule, Schedule]:
    """Wednesdays in Hounslow with every service, Saturdays in Feltham with a few."""
    organizations = {name: Organization(name=name) for name in PROVIDERS.values()}
    by_kind = {kind: organizations[name] for kind, name in PROVIDERS.items()}
    confirmed_at = datetime.combine(valid_from, time(9), UTC)
    services = standard.add_services(db, by_kind, confirmed_at=confirmed_at)
    for kind, service in services.items():
        service.remit, service.eligibility, service.hours = ENTRIES[kind]
    wednesday = _wednesday(db, services, valid_from)
    saturday = _saturday(db, services, valid_from)
    for person in PEOPLE:
        _seat(person, by_kind, {wednesday: person.wednesday, saturday: person.saturday})
    db.flush()
    return wednesday, saturday


def _wednesday(db: Session, services: Mapping[ServiceKind, Service], valid_from: date) -> Schedule:
    return standard.add_session(
        db,
        "Advice morning",
        Location(
            name="The Old Reading Rooms",
            description="The blue door beside the library garden. There is a lift.",
            address_1="14 Larkmead Row",
            city="Hounslow",
            postal_code="TW3 0ZY",
            area="Hounslow",
            confidential=False,
        ),
        services,
        byday="WE",
        opens_at=time(10),
        closes_at=time(12),
        timezone="Europe/London",
        valid_from=valid_from,
        bank_holidays=Nation.ENGLAND,
    )


def _saturday(db: Session, services: Mapping[ServiceKind, Service], valid_from: date) -> Schedule:
    return standard.add_session(
        db,
        "Saturday advice",
        Location(
            name="Feltham Green Hall",
            description="Ring at the side gate. Everything is on the ground floor.",
            address_1="2 Pondside Way",
            city="Feltham",
            postal_code="TW13 0ZX",
            area="Feltham",
            confidential=False,
        ),
        services,
        (WELCOME, IDVA, HOUSING, LEGAL, REFUGE),
        byday="SA",
        opens_at=time(9, 30),
        closes_at=time(12, 30),
        timezone="Europe/London",
        valid_from=valid_from,
        bank_holidays=Nation.ENGLAND,
    )


def _seat(
    person: Person,
    providers: Mapping[ServiceKind, Organization],
    places: Mapping[Schedule, tuple[StandardDesk, str] | None],
) -> None:
    given = {schedule: place for schedule, place in places.items() if place}
    employer = providers[next(iter(given.values()))[0].kind]
    worker = Worker(
        organization_id=employer.id, name=person.name, gender=person.gender, spoken=person.spoken
    )
    for schedule, (desk, room) in given.items():
        standard.seat(schedule, desk, worker, Room(location_id=schedule.location_id, name=room))
