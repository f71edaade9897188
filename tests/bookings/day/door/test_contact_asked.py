"""The welcome asks whether the ways to reach her are still safe, and her choices follow (C-06)."""

from datetime import datetime
from uuid import UUID

import pytest

from bookings.contact.actions.saying import say_in_person
from bookings.contact.actions.stopping import lift
from bookings.contact.queries import open_stops, preference_of
from bookings.contact.rules.preference import LIFE, Stop
from portal.access import Role
from services_directory.sessions.models import ServiceSession
from tests.bookings.contact.book import COORDINATOR
from tests.bookings.contact.said import values
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import BEFORE, Morning, at
from tests.bookings.day.door.saying import post, recorded, visit, welcome

NOT_ASKED = {"reply_safe_contact": "not_asked", "words_safe_contact": "Her mother stood by"}
NO = {"reply_safe_contact": "no", "words_safe_contact": "He has her phone"}


@pytest.fixture
def robin(morning: Morning) -> UUID:
    """Booked four days ago, with all that a reminder needs said then."""
    visit_id = morning.book("Robin", "housing", since="11:00")
    with morning.town.writing() as db:
        say_in_person(db, visit(morning, visit_id).client_id, values(), by=COORDINATOR, at=BEFORE)
    return visit_id


def arrive(morning: Morning, visit_id: UUID) -> Desk:
    """She comes through the door, by the page."""
    desk = morning.signed_in(Role.COORDINATOR)
    assert post(desk, f"/door/{visit_id}/here").status_code == 303
    return desk


def counts_until(morning: Morning, visit_id: UUID) -> datetime | None:
    with morning.town.reading() as db:
        client_id = visit(morning, visit_id).client_id
        return preference_of(db, client_id, morning.watch.now).expires_at


def stops(morning: Morning, visit_id: UUID) -> list[Stop]:
    with morning.town.reading() as db:
        return [row.why for row in open_stops(db, visit(morning, visit_id).client_id)]


def closes(morning: Morning) -> datetime:
    with morning.town.reading() as db:
        return db.get_one(ServiceSession, morning.session_id).ends_at


def test_c_06_until_she_is_asked_her_choices_end_with_the_session(
    morning: Morning, robin: UUID
) -> None:
    """C-06, S-06: not asked leaves it at that, and a welcome that is refused settles nothing."""
    assert counts_until(morning, robin) == BEFORE + LIFE
    desk = arrive(morning, robin)
    assert counts_until(morning, robin) == closes(morning)
    refused = {**NO, "reply_how_long": "yes", "gone_by": "10:40"}
    assert welcome(desk, robin, **refused).status_code == 409
    assert stops(morning, robin) == []
    assert welcome(desk, robin, **NOT_ASKED).status_code == 303
    assert counts_until(morning, robin) == closes(morning)
    assert stops(morning, robin) == []


def test_c_06_yes_is_good_for_28_days_more(morning: Morning, robin: UUID) -> None:
    """Once she was asked, to leave and to come again takes nothing from it."""
    desk = arrive(morning, robin)
    assert welcome(desk, robin).status_code == 303
    asked = morning.watch.now
    assert counts_until(morning, robin) == asked + LIFE
    assert stops(morning, robin) == []
    assert recorded(morning, "contact confirmed") == [visit(morning, robin).client_id]
    for step in ("left", "here"):
        assert post(desk, f"/door/{robin}/{step}").status_code == 303
    assert counts_until(morning, robin) == asked + LIFE


def test_c_06_no_stops_everything_until_somebody_has_spoken_with_her(
    morning: Morning, robin: UUID
) -> None:
    """A yes said later lifts nothing; lifted, the same answer again stops nothing anew."""
    desk = arrive(morning, robin)
    assert welcome(desk, robin, **NO).status_code == 303
    assert stops(morning, robin) == [Stop.CHOICES_DO_NOT_STAND]
    assert welcome(desk, robin).status_code == 303
    assert stops(morning, robin) == [Stop.CHOICES_DO_NOT_STAND]
    assert welcome(desk, robin, **NO).status_code == 303
    with morning.town.writing() as db:
        (row,) = open_stops(db, visit(morning, robin).client_id)
        lift(db, row, by=COORDINATOR, at=at("10:30"))
    assert welcome(desk, robin, **NO, words_how_long="No hurry").status_code == 303
    assert stops(morning, robin) == []
