"""A child is brought to the creche, and goes home with who brought the child, or with whom she
named today, and with nobody else (S-46)."""

from datetime import datetime

from sqlalchemy.orm import Session

from bookings.day.actions.giving import give_creche, take_back
from bookings.day.actions.still_open import lock_open
from bookings.day.models import Collector, CrecheStay, GivenThing
from bookings.day.queries.creche import OfCreche
from bookings.day.queries.door import is_frozen
from bookings.day.queries.things import hours_ahead
from bookings.day.rules.things import may_take
from bookings.visits.models import Visit
from portal.access import Actor, Permission
from portal.record.actions import note
from services_directory.sessions.actions import mark_changed
from services_directory.sessions.models import ServiceSession
from services_directory.sessions.rules.cells import cell_at


class IsThereAlready(Exception):
    """The child is in the creche."""


class IsNotThere(Exception):
    """The child is not in the creche, or not any more."""


class NotNamed(Exception):
    """Neither who brought the child nor somebody whom she named today: no child goes."""


class NeedsAnother(Exception):
    """Whoever wrote the name down does not give the child to it alone: a colleague asks her too."""


class NobodyGoes(Exception):
    """Somebody dangerous is here: only a coordinator lets a child go, and says why (C-10)."""


def name_collector(
    db: Session,
    visit: Visit,
    name: str,
    *,
    stay: CrecheStay | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """She names, herself and today, somebody with whom her children may go; as the child of this
    `stay` is brought, where that is said. Raises SessionIsClosed."""
    lock_open(db, visit.session_id)
    stay_id = stay.id if stay else None
    db.add(Collector(visit_id=visit.id, name=name, named_by=by.account_id, stay_id=stay_id))
    _changed(db, visit, "creche: somebody named", by, at)


def confirm_collector(
    db: Session, each: OfCreche, one: Collector, *, by: Actor, at: datetime
) -> None:
    """A colleague has asked her too. Raises SessionIsClosed, and NeedsAnother for whoever wrote the
    name down."""
    lock_open(db, each.visit.session_id)
    if each.waits_for_another(one, by):
        raise NeedsAnother
    one.confirmed_by = by.account_id
    _changed(db, each.visit, "creche: name confirmed", by, at)


def sign_in(
    db: Session, each: OfCreche, brought_by: str, *, fetches: str = "", by: Actor, at: datetime
) -> None:
    """The child is there from now on, with a place: the one that was given, or a free one; and may
    go with whom she says now (`fetches`), too.

    Raises IsThereAlready, and SlotJustTaken where every place is somebody's.
    """
    lock_open(db, each.visit.session_id)
    if each.there is not None:
        raise IsThereAlready
    if each.place is None:
        _give_place(db, each, by, at)
    stay = CrecheStay(
        session_id=each.visit.session_id,
        visit_id=each.visit.id,
        child_id=each.child.id,
        in_at=at,
        in_seen_by=by.account_id,
    )
    stay.brought_by = brought_by
    db.add(stay)
    _changed(db, each.visit, "creche: child in", by, at)
    if fetches:
        name_collector(db, each.visit, fetches, stay=stay, by=by, at=at)


def release_child(
    db: Session, each: OfCreche, to: str, *, why: str = "", by: Actor, at: datetime
) -> None:
    """The child goes with `to`, and the place is free; while an alert stands, only as a coordinator
    says, with `why`.

    Raises IsNotThere, NotNamed for anybody who is not on this child's own list, NeedsAnother,
    NobodyGoes.
    """
    lock_open(db, each.visit.session_id)
    stay = each.there
    if stay is None:
        raise IsNotThere
    if not may_take(to, stay.brought_by or "", [one.name or "" for one in each.named]):
        raise NotNamed
    _refuse_alone(each, stay, to, by)
    if is_frozen(db, each.visit.session_id):
        if not (why and by.may(Permission.DAY_RUN)):
            raise NobodyGoes
        stay.why_in_danger = why
    stay.out_at, stay.out_seen_by, stay.released_to = at, by.account_id, to
    if each.place is not None:
        take_back(db, [each.place], by=by, at=at)
    _changed(db, each.visit, "creche: child out", by, at)


def refuse(db: Session, each: OfCreche, *, by: Actor, at: datetime) -> None:
    """Somebody who is not on the list asked for the child, and got no child."""
    _changed(db, each.visit, "creche: child refused", by, at)


def _refuse_alone(each: OfCreche, stay: CrecheStay, to: str, by: Actor) -> None:
    """Raises NeedsAnother where `to` was written down by whoever gives the child away now."""
    mine = [one for one in each.named if one.name == to]
    if to != stay.brought_by and all(each.waits_for_another(one, by) for one in mine):
        raise NeedsAnother


def _give_place(db: Session, each: OfCreche, by: Actor, at: datetime) -> GivenThing:
    """A place from now until her last stop ends, or the session where none is ahead."""
    now = cell_at(at)
    session = db.get_one(ServiceSession, each.visit.session_id)
    hours = hours_ahead(db, each.visit.id)
    ends = hours[1] if hours else cell_at(session.ends_at)
    return give_creche(db, each.visit, each.child.id, now, max(ends, now + 1), by=by, at=at)


def _changed(db: Session, visit: Visit, verb: str, by: Actor, at: datetime) -> None:
    db.flush()
    mark_changed(db, visit.session_id)
    note(db, verb, visit.id, by=by, at=at)
