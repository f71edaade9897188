"""C-26: numbers and rooms, and nothing from which anybody could learn more."""

import re
from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.day.models import AvoidedWorker
from bookings.feeds.models import CalendarFeed
from bookings.visits.models import Appointment, AppointmentStatus
from portal.access import Role
from services_directory.listings.models import Location, Organization, Service
from services_directory.sessions.models import Room, Schedule, Worker
from tests.bookings.day.board.morning import Morning
from tests.bookings.feeds.reading import Reader, desk_pattern, made, of_worker, summaries

WEDNESDAY = "2026-11-25"

OF_AN_EVENT = {
    "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "CLASS",
}  # fmt: skip
OF_THE_CALENDAR = {
    "PRODID", "VERSION", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL",
}  # fmt: skip


def fill(morning: Morning) -> list[str]:
    """Three who come for housing, whatever became of it, one of them for legal advice too; their
    names."""
    robin = morning.book("Robin Quillfeather", "housing", "legal")
    kim = morning.book("Kim", "housing", since="10:30")
    morning.book("Casey", "housing", since="11:00")
    for visit, status in ((robin, AppointmentStatus.SEEN), (kim, AppointmentStatus.MISSED)):
        set_status(morning, visit, status)
    return ["Robin", "Quillfeather", "Kim", "Casey"]


def set_status(morning: Morning, visit: object, status: AppointmentStatus) -> None:
    change = sa.update(Appointment).where(Appointment.visit_id == visit).values(status=status)
    with morning.town.writing() as db:
        db.execute(change)
        morning.mark(db)


def booked_with(morning: Morning) -> dict[str, int]:
    """How many stops each worker has."""
    with morning.town.reading() as db:
        return {
            name: len([each for each in stops_of(morning) if morning.worker_of(each) == worker_id])
            for worker_id, name in db.execute(sa.select(Worker.id, Worker.name))
        }


def stops_of(morning: Morning) -> list[UUID]:
    with morning.town.reading() as db:
        return list(db.scalars(sa.select(Appointment.id)))


def test_c_26_it_says_how_many_are_booked_and_where(morning: Morning, reader: Reader) -> None:
    fill(morning)
    counted = booked_with(morning)
    assert sum(counted[name] for name in ("Farah", "Tom")) == 3
    farah = summaries(reader.calendar(of_worker(morning, "Farah")))
    assert farah[WEDNESDAY] == f"{counted['Farah']} booked, Room 2"
    assert farah["2026-12-02"] == "0 booked, Room 2"
    assert farah["2026-11-28"] == "0 booked, Upper room"
    assert summaries(reader.calendar(of_worker(morning, "Simran")))[WEDNESDAY] == "1 booked, Room 4"


def test_c_26_a_desk_says_what_all_its_workers_have(morning: Morning, reader: Reader) -> None:
    fill(morning)
    coordinator = morning.signed_in(Role.COORDINATOR)
    address = made(coordinator, desk_pattern(morning.town, housing(morning)))
    told = summaries(reader.calendar(address))
    assert told[WEDNESDAY] == "3 booked, Room 2, Room 3"
    assert set(told) == {"2026-11-25", "2026-12-02", "2026-12-09", "2026-12-16"}, "no Saturday"


def housing(morning: Morning) -> str:
    with morning.town.reading() as db:
        return next(name for name in db.scalars(sa.select(Service.name)) if "ousing" in name)


@pytest.mark.parametrize("status", [AppointmentStatus.HELD, AppointmentStatus.CANCELLED])
def test_what_is_held_or_cancelled_is_not_counted(
    morning: Morning, reader: Reader, status: AppointmentStatus
) -> None:
    visit = morning.book("Robin", "legal")
    address = of_worker(morning, "Simran")
    assert reader.event(address, WEDNESDAY)["summary"] == "1 booked, Room 4"
    set_status(morning, visit, status)
    assert reader.event(address, WEDNESDAY)["summary"] == "0 booked, Room 4"


def test_c_09_whoever_she_avoids_counts_nothing_of_her(morning: Morning, reader: Reader) -> None:
    visit = morning.book("Robin", "legal")
    address = of_worker(morning, "Simran")
    assert reader.event(address, WEDNESDAY)["summary"] == "1 booked, Room 4"
    morning.add(AvoidedWorker(visit_id=visit, worker_id=morning.worker("Simran")))
    assert reader.event(address, WEDNESDAY)["summary"] == "0 booked, Room 4"


def test_c_26_nothing_personal_no_service_and_no_place_stands_in_it(
    morning: Morning, reader: Reader
) -> None:
    names = fill(morning)
    coordinator = morning.signed_in(Role.COORDINATOR, name="Beatrix")
    subjects = (morning.worker("Farah"), desk_pattern(morning.town, housing(morning)))
    for address in [made(coordinator, each) for each in subjects]:
        text = re.sub(r"\r\n ", "", reader.get(address).text).lower()
        assert "booked" in text, "there is something to tell"
        for word in [*names, "Beatrix", *words_of(morning)]:
            assert not re.search(rf"\b{re.escape(word.lower())}\b", text), word
        for secret in ids_in(morning):
            assert secret not in text.replace("-", "")


def test_c_26_an_event_says_a_number_and_rooms_and_not_a_word_more(
    morning: Morning, reader: Reader
) -> None:
    fill(morning)
    with morning.town.reading() as db:
        rooms = {re.escape(name) for name in db.scalars(sa.select(Room.name))}
    coordinator = morning.signed_in(Role.COORDINATOR)
    said = re.compile(rf"(\d+ booked|Cancelled)(, ({'|'.join(rooms)}))+")
    for whose in (morning.worker("Farah"), desk_pattern(morning.town, housing(morning))):
        for told in summaries(reader.calendar(made(coordinator, whose))).values():
            assert said.fullmatch(told), told


def words_of(morning: Morning) -> set[str]:
    """Every name of a service, an organisation, a worker or a place, and their telling words."""
    with morning.town.reading() as db:
        told = [
            *db.scalars(sa.select(Service.name)),
            *db.scalars(sa.select(Organization.name)),
            *db.scalars(sa.select(Worker.name)),
            *filter(None, db.scalars(sa.select(Location.name))),
            *filter(None, db.scalars(sa.select(Location.city))),
            *filter(None, db.scalars(sa.select(Location.postal_code))),
        ]
    # The portal's own name, which does not tell, may stand in it, and so may a room's.
    return {word for name in told for word in [name, *re.findall(r"[A-Z]\w{2,}", name)]} - {
        "Room", "Rooms", "Reading",
    }  # fmt: skip


def ids_in(morning: Morning) -> list[str]:
    """Ids by which somebody inside could find out whose it is."""
    with morning.town.reading() as db:
        return [
            each.hex
            for column in (CalendarFeed.id, Worker.id, Schedule.id, Appointment.id)
            for each in db.scalars(sa.select(column))
        ]


def test_s_16_nobody_is_invited_nothing_rings_and_no_address_stands_in_it(
    morning: Morning, reader: Reader
) -> None:
    fill(morning)
    address = of_worker(morning, "Farah")
    calendar = reader.calendar(address)
    assert set(calendar) == OF_THE_CALENDAR
    assert calendar.events
    for event in calendar.events:
        assert set(event) == OF_AN_EVENT
        assert event.subcomponents == []
    text = reader.get(address).text
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT30M\r\n" in text
    assert "X-PUBLISHED-TTL:PT30M\r\n" in text
    assert "://" not in text
    assert urlsafe_token(address) not in text


def urlsafe_token(address: str) -> str:
    return address.rpartition("/")[2].removesuffix(".ics")
