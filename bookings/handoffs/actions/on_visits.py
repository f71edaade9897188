"""What a handoff changes for their visits: their phrase lives while one is open (V-29), whoever
meets them next hears that there is something to tell (V-25), and their own page says no more than
they allowed."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.models import Handoff, HandoffNeed
from bookings.handoffs.rules.agreement import AT_LONGEST
from bookings.handoffs.rules.stages import NOT_SENT, Stage
from bookings.people.models import CaseRecord, Client
from bookings.visits.models import OVER_AFTER, Visit, VisitStatus
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import mark_changed
from services_directory.sessions.models import ServiceSession

# Each step gives it as long again as an agreement can stand, and a little to come and ask.
LIVES_ON = AT_LONGEST + timedelta(days=30)


def keep_with_visits(db: Session, handoff: Handoff, at: datetime) -> None:
    """After every step: what their visit and whoever meets them must know of it, from all that is
    open of theirs."""
    client = _client_of(db, handoff)
    stages = _open_stages(db, client)
    _mark(db, client, is_to_hear=Stage.OUTCOME in stages)
    visits = booked_visits(db, client)
    if stages - NOT_SENT:
        for visit in visits[:1]:
            visit.over_at = max(visit.over_at, at + LIVES_ON)
    else:
        # One that was the latest when it was sent may not be any more: each phrase ends.
        for visit in visits:
            _live_no_longer(db, visit, at)
    db.flush()


def say_on_page(db: Session, handoff: Handoff, *, allowed: bool, by: Actor, at: datetime) -> None:
    """Whether their own page, opened with their phrase, may say that something was passed on. Where
    they have not said yes it does not, whichever of their phrases opens it."""
    visits = booked_visits(db, _client_of(db, handoff))
    for visit in visits[:1] if allowed else visits:
        if visit.says_passed_on is not allowed:
            note(db, "own page changed", visit.id, by=by, at=at)
            visit.says_passed_on = allowed
    db.flush()


def booked_visits(db: Session, client: Client) -> list[Visit]:
    """The visits that their phrases open, the latest first."""
    booked = sa.select(Visit).where(
        Visit.client_id == client.id, Visit.status == VisitStatus.BOOKED
    )
    return list(db.scalars(booked.order_by(Visit.made_at.desc(), Visit.id)))


def _live_no_longer(db: Session, visit: Visit, at: datetime) -> None:
    if visit.over_at > at + OVER_AFTER:
        ends_at = db.get_one(ServiceSession, visit.session_id).ends_at
        visit.over_at = max(ends_at, at) + OVER_AFTER
    visit.says_passed_on = False


def _client_of(db: Session, handoff: Handoff) -> Client:
    of_it = (
        sa.select(Client)
        .join(CaseRecord, CaseRecord.client_id == Client.id)
        .join(HandoffNeed, HandoffNeed.case_id == CaseRecord.id)
        .where(HandoffNeed.id == handoff.need_id)
    )
    return db.scalars(of_it).one()


def _open_stages(db: Session, client: Client) -> set[Stage]:
    theirs = (
        sa.select(Handoff.stage)
        .join(HandoffNeed, HandoffNeed.id == Handoff.need_id)
        .join(CaseRecord, CaseRecord.id == HandoffNeed.case_id)
        .where(CaseRecord.client_id == client.id, Handoff.stage != Stage.CLOSED)
    )
    return set(db.scalars(theirs))


def _mark(db: Session, client: Client, *, is_to_hear: bool) -> None:
    """Whoever looks at a session sees it there."""
    if client.is_to_hear is is_to_hear:
        return
    client.is_to_hear = is_to_hear
    for visit in booked_visits(db, client)[:1]:
        mark_changed(db, visit.session_id)
