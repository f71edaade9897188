"""What would help, in her order, and whom she would rather talk to, decide what is found."""

from datetime import time
from itertools import combinations
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bookings.visits.models import Appointment, VisitNeed
from portal.db.engine import Database
from services_directory.listings.models import Service, ServiceAtLocation
from services_directory.sessions.models import Desk, Gender, Purpose, Slot, Worker
from services_directory.sessions.queries import coming_sessions, free_slots
from tests.bookings.visits.rows import held
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import book, offers, walk_to, wall
from tests.browsing import Browser

LONDON = ZoneInfo("Europe/London")
LIMIT = time(11, 15)
LIMITED = {"gone_by": LIMIT.isoformat("minutes")}
THREE = {"need": ["legal", "housing", "idva"]}


def kinds_booked(town: Database) -> list[str]:
    """What the stops that stand are for, in the order of time; the welcome is an idva's too."""
    with town.reading() as db:
        return [
            kind.value
            for kind in db.scalars(
                sa.select(Service.kind)
                .join(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
                .join(Desk, Desk.service_at_location_id == ServiceAtLocation.id)
                .join(Slot, Slot.desk_id == Desk.id)
                .join(Appointment, Appointment.slot_id == Slot.id)
                .order_by(Slot.cell)
            )
        ]


def both_at_once(town: Database, watch: Watch) -> tuple[str, str, dict[str, str]]:
    """Two needs that can be met on the first morning at one and the same time, and that time."""
    with town.reading() as db:
        session = coming_sessions(db, watch.now, limit=1)[0]
        free = free_slots(db, [session.id], watch.now, online=True)
    for slot, other in combinations([s for s in free if s.purpose is Purpose.FULL], 2):
        if slot.kind is not other.kind and (slot.cell, slot.cells) == (other.cell, other.cells):
            limits = (wall(slot.starts_at), wall(slot.ends_at))
            names = ("not_before", "gone_by")
            short = {name: at.isoformat("minutes") for name, at in zip(names, limits, strict=True)}
            return slot.kind.value, other.kind.value, short
    raise AssertionError("the town has no such morning")


def test_v_09_not_sure_alone_books_a_talk_with_an_adviser(phone: Browser, town: Database) -> None:
    book(phone, needs={"unsure": "yes"})
    assert set(kinds_booked(town)) == {"idva"}
    with town.reading() as db:
        assert db.scalars(sa.select(VisitNeed.need)).all() == ["idva"]


def test_v_09_her_order_decides_what_fits(phone: Browser, town: Database, watch: Watch) -> None:
    """V-09: with time for one only, the one that she put first; the other is named as missing."""
    one, other, short = both_at_once(town, watch)
    for first, second in ((one, other), (other, one)):
        phone.press("leave")
        walk_to(phone, "order", needs={"need": [one, other]})
        if first == other:
            phone.press(f"up:{first}")
        assert [go for go in phone.buttons("go") if go.startswith("up:")] == [f"up:{second}"]
        walk_to(phone, "times", hours=short, asks={"no_welcome": "yes"})
        assert "No time for" in offers(phone)[0].words
        book(phone)
    assert sorted(kinds_booked(town)) == sorted([one, other])
    with town.reading() as db:
        needs = sa.select(VisitNeed.need).order_by(VisitNeed.visit_id, VisitNeed.position)
        kept = db.scalars(needs).all()
    assert {tuple(kept[:2]), tuple(kept[2:])} == {(one, other), (other, one)}


def test_v_20_only_women_or_only_men_is_respected(phone: Browser, town: Database) -> None:
    """V-20: whoever is asked for and nobody else, in every plan that is shown."""
    for wish, gender in (("woman", Gender.WOMAN), ("man", Gender.MAN)):
        phone.press("leave")
        asks = {"worker": wish}
        walk_to(phone, "check", needs={"need": ["housing", "substance_misuse"]}, asks=asks)
        with town.reading() as db:
            met = sa.select(Worker.gender).join(Slot, Slot.worker_id == Worker.id)
            met = met.join(Appointment, Appointment.slot_id == Slot.id)
            assert set(db.scalars(met)) == {gender}


def test_v_20_the_language_of_a_worker_is_respected(phone: Browser, town: Database) -> None:
    walk_to(phone, "asks", needs={"need": "housing"})
    assert "Urdu" in phone.page.text
    walk_to(phone, "check", asks={"speaks": "ur"})
    with town.reading() as db:
        met = sa.select(Worker).join(Slot, Slot.worker_id == Worker.id)
        met = met.join(Appointment, Appointment.slot_id == Slot.id)
        assert [worker.name for worker in db.scalars(met)] == ["Farah"]


def test_v_20_where_nobody_of_her_wish_is_free_she_can_see_times_with_anybody(
    phone: Browser,
) -> None:
    walk_to(phone, "times", needs={"need": "isva"}, asks={"worker": "man", "access": "a lift"})
    assert offers(phone) == []
    phone.press("anybody")
    assert phone.step == "times"
    assert len(offers(phone)) > 0
    phone.press("back")
    phone.press("back")
    assert phone.shown_fields()["worker"] == [""]
    assert phone.shown_fields()["access"] == ["a lift"]


def test_what_she_said_can_be_changed_from_the_times_and_from_the_last_page(
    phone: Browser, town: Database
) -> None:
    """And the time that she holds is hers until she chooses another."""
    walk_to(phone, "times", hours={"gone_by": "11:30"})
    phone.press("revisit:hours")
    assert phone.step == "hours"
    assert phone.shown_fields()["gone_by"] == ["11:30"]
    walk_to(phone, "check")
    phone.press("revisit:asks")
    assert phone.step == "asks"
    assert held(town) == 1
    phone.press(access="a lift")
    walk_to(phone, "check")
    assert held(town) == 1
    assert "a lift" in phone.page.text
