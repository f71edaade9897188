"""A warm handover: at one of their stops, or on a call in their safe hours, and never else."""

from dataclasses import replace
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.actions.introducing import call_off, introduce_at_stop
from bookings.handoffs.models import Introduction
from bookings.handoffs.queries.introducing import introduction_of, stops_for
from bookings.visits.models import Appointment, AppointmentStatus, Visit
from services_directory.listings.models import ServiceAtLocation, ServiceKind
from services_directory.sessions.actions import SlotJustTaken
from services_directory.sessions.models import Claim, Desk, Slot, Worker
from tests.bookings.handoffs.sending.passing_on import Sender
from tests.bookings.reaching.telling import tell

AFTERNOON = {"introduce-day": "2026-11-25", "introduce-at": "14:00"}


def with_lou(sender: Sender) -> str:
    own = sender.sent("legal", sender.service("Millpond", ServiceKind.LEGAL, "Lou"))
    sender.receives(own, "Lou")
    return own


def says_when_to_ring(sender: Sender) -> None:
    """On Wednesdays from ten to three."""
    with sender.office.morning.town.reading() as db:
        client_id = sender.office.client_of(sender.case_id)
        visit_id = db.scalars(sa.select(Visit.id).filter_by(client_id=client_id)).one()
    tell(sender.office.morning, visit_id, sender.bea)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"introduce-at": "16:00"}, "not said that a call at that time is safe"),
        ({"introduce-day": "2026-11-26"}, "not said that a call at that time is safe"),
        ({"introduce-day": "2026-11-18"}, "That time is over"),
        ({"introduce-day": "2026-12-16"}, "two weeks"),
        ({"introduce-day": "soon"}, "Choose a day"),
        ({"introduce-at": "noon"}, "Choose a time"),
    ],
)
def test_r_15_a_call_is_planned_in_their_safe_hours_alone(
    sender: Sender, changed: dict[str, str], told: str
) -> None:
    own = with_lou(sender)
    says_when_to_ring(sender)
    answer = sender.press(own, "introduce_call", **{**AFTERNOON, **changed})
    assert answer.status_code == 422
    assert told in answer.text
    assert sender.rows(Introduction) == []


def test_r_15_s_01_an_introduced_call_stands_on_both_sides_and_unknown_is_no(
    sender: Sender,
) -> None:
    own = with_lou(sender)
    assert sender.press(own, "introduce_call", **AFTERNOON).status_code == 422, "nothing was said"
    says_when_to_ring(sender)
    assert sender.press(own, "introduce_call", **AFTERNOON).status_code == 303
    for page in (own, "/handed-on"):
        assert (
            "A call with all three on Wednesday 25 November at 14:00." in sender.bea.page(page).text
        )
    with sender.office.morning.town.reading() as db:
        found = introduction_of(db, sender.attached(db, own), sender.office.morning.watch.now)
        assert found is not None
    assert sender.press(own, "introduce_off").status_code == 303
    assert "all three" not in sender.bea.page("/handed-on").text
    assert len(sender.rows(Introduction)) == 1, "what was planned stays to be seen"


def test_v_29_nobody_is_introduced_to_a_service_that_they_want_no_more(sender: Sender) -> None:
    own = with_lou(sender)
    says_when_to_ring(sender)
    assert sender.press(own, "introduce_call", **AFTERNOON).status_code == 303
    assert "all three" in sender.bea.page("/handed-on").text
    assert sender.press(own, "withdraw").status_code == 303
    assert "all three" not in sender.bea.page("/handed-on").text


def test_r_15_at_a_stop_of_theirs_the_time_of_whoever_introduces_is_taken(sender: Sender) -> None:
    morning = sender.office.morning
    sender.later(minutes=-45)
    own = with_lou(sender)
    with morning.town.writing() as db:
        sender.attached(db, own).service_id = service_of_the_stop(sender, db)
        (stop,) = stops_for(db, sender.attached(db, own), morning.watch.now)
        free = sa.select(Worker.id).where(
            Worker.id.not_in(sa.select(Claim.thing_id)), Worker.id != stop.worker_id
        )
        by = replace(sender.bea.actor, worker_id=db.scalars(free.limit(1)).one())
        introduce_at_stop(db, sender.attached(db, own), stop, by=by, at=morning.watch.now)
        taken = db.scalars(sa.select(Claim.cell).where(Claim.thing_id == by.worker_id)).all()
        assert sorted(taken) == list(stop.cells)
    assert "All three at their stop on Wednesday 25 November" in sender.bea.page(own).text
    another = with_lou_again(sender, own)
    with morning.town.writing() as db, pytest.raises(SlotJustTaken):
        introduce_at_stop(db, sender.attached(db, another), stop, by=by, at=morning.watch.now)
    with morning.town.writing() as db:
        db.get_one(Appointment, stop.id).status = AppointmentStatus.CANCELLED
        assert introduction_of(db, sender.attached(db, own), morning.watch.now) is None
        call_off(db, sender.attached(db, own), by=by, at=morning.watch.now)
        left = sa.select(Claim).where(Claim.thing_id == by.worker_id)
        assert db.scalars(left).all() == [], "and is free again"


def service_of_the_stop(sender: Sender, db: Session) -> UUID:
    """Where they have a stop this morning."""
    of_them = Visit.client_id == sender.office.client_of(sender.case_id)
    return db.scalars(
        sa.select(ServiceAtLocation.service_id)
        .join(Desk, Desk.service_at_location_id == ServiceAtLocation.id)
        .join(Slot, Slot.desk_id == Desk.id)
        .join(Appointment, Appointment.slot_id == Slot.id)
        .join(Visit, Visit.id == Appointment.visit_id)
        .where(of_them)
        .order_by(Slot.cell.desc())
        .limit(1)
    ).one()


def with_lou_again(sender: Sender, own: str) -> str:
    """Another handoff to the same service."""
    other = sender.sent("legal", sender.service("Old Mill", ServiceKind.LEGAL, "Lee"))
    sender.receives(other, "Lee")
    with sender.office.morning.town.writing() as db:
        sender.attached(db, other).service_id = sender.attached(db, own).service_id
    return other


def test_r_15_p_01_a_stop_of_somebody_else_is_not_there(sender: Sender) -> None:
    own = with_lou(sender)
    assert sender.press(own, "introduce_stop", stop=str(UUID(int=5))).status_code == 404
    assert sender.press(own, "introduce_stop").status_code == 422
