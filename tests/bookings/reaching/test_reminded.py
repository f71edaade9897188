"""What she allows in person counts for the visit that she has: its reminder is asked for, once."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.day.actions.messaging import call_off
from bookings.visits.actions.reminding import tell_of_calling_off, tell_of_change
from bookings.visits.models import Visit
from portal.access import Role
from portal.outbox.models import Message
from portal.outbox.rules.states import State
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning
from tests.bookings.day.door.saying import post
from tests.bookings.reaching.telling import tell
from tests.bookings.reaching.test_messages import REMINDER, WANTED, seen

RING, MAIL = "please ring, text", "reminder, email"


@pytest.fixture
def bea(morning: Morning) -> Desk:
    """A coordinator, three days before the session."""
    morning.watch.now -= timedelta(days=3)
    return morning.signed_in(Role.COORDINATOR)


@pytest.fixture
def robin(morning: Morning, bea: Desk) -> UUID:
    visit_id = morning.book("Robin", "housing", since="10:50")
    tell(morning, visit_id, bea, **WANTED, mobile_text="yes", texts_shown_elsewhere="no")
    return visit_id


def allows(bea: Desk, visit_id: UUID, *kinds: str) -> None:
    address = f"/session/visit/{visit_id}/messages"
    fields: dict[str, Any] = {"seen": seen(bea.page(address)), "how": "here", "allowed": [*kinds]}
    assert bea.client.post(address, data=fields).status_code == 303


def queued(morning: Morning) -> list[tuple[str, State]]:
    with morning.town.reading() as db:
        found = sa.select(Message).order_by(Message.queued_at, Message.kind)
        return [(each.kind, each.state) for each in db.scalars(found)]


@pytest.mark.parametrize("way", [REMINDER, MAIL])
def test_words_that_were_allowed_in_person_go_for_the_visit_that_stands(
    morning: Morning, bea: Desk, robin: UUID, way: str
) -> None:
    """By text or by mail; said once more it is no second one."""
    tell(morning, robin, bea, routes="mobile\nemail", email_address="q@example.org", **WANTED)
    allows(bea, robin, RING)
    assert queued(morning) == []
    for _ in range(2):
        allows(bea, robin, way)
    assert queued(morning) == [("reminder", State.QUEUED)]


def test_c_11_what_a_person_called_off_is_not_asked_for_again_by_itself(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    """C-11; and what was stopped and lifted is, since she spoke with somebody."""
    allows(bea, robin, REMINDER)
    contact = f"/session/visit/{robin}/contact"
    assert post(bea, contact, {"go": "stop"}).status_code == 303
    assert queued(morning) == [("reminder", State.CANCELLED)]
    page = bea.page(contact)
    stop = next(each.get("value") for each in page.all("input") if each.get("name") == "stop")
    assert post(bea, contact, {"go": "lift", "how": "here", "stop": stop}).status_code == 303
    assert ("reminder", State.QUEUED) in queued(morning)
    with morning.town.writing() as db:
        waits = db.scalars(sa.select(Message).where(Message.state == State.QUEUED)).one()
        call_off(db, waits, by=bea.actor, at=morning.watch.now)
    allows(bea, robin, REMINDER)
    assert post(bea, contact, {"go": "confirm", "how": "here"}).status_code == 303
    assert {state for _, state in queued(morning)} == {State.CANCELLED}


def test_what_moves_a_visit_leaves_that_she_may_ring(
    morning: Morning, bea: Desk, robin: UUID
) -> None:
    """That there is something to tell her does not depend on when she comes."""
    allows(bea, robin, REMINDER, RING)
    contact = f"/session/visit/{robin}/contact"
    assert post(bea, contact, {"go": "ring_us"}).status_code == 303
    with morning.town.writing() as db:
        visit, now = db.get_one(Visit, robin), morning.watch.now
        tell_of_change(db, visit, now, at=now)
        tell_of_calling_off(db, visit, at=now)
    assert ("please ring", State.QUEUED) in queued(morning)
    assert ("reminder", State.QUEUED) not in queued(morning)
