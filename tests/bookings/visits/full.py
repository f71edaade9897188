"""A morning on which every time for a need is taken, and ways to wait for it and to make room."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

import sqlalchemy as sa

from bookings.people.models import Client
from bookings.visits.actions import waiting
from bookings.visits.actions.change import cancel
from bookings.visits.actions.hold import take
from bookings.visits.actions.waiting import Joining
from bookings.visits.models import (
    Draft,
    OfferAnswer,
    Visit,
    VisitStatus,
    WaitingOffer,
    WaitingPlace,
)
from bookings.visits.queries.openings import need_key, session_ahead
from bookings.visits.rules.plans import Wish
from bookings.visits.rules.waiting import Wanted
from portal.access import OPERATOR
from portal.db.engine import Database
from services_directory.sessions.queries import coming_sessions, free_slots
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import REACH, Fields, Kept, allow, phrase_on, walk_to
from tests.browsing import Browser

WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
LEGAL = Wanted(("legal",), Wish(("legal",), welcome=False))


def the_session(town: Database, at: datetime) -> UUID:
    """The first session ahead."""
    with town.reading() as db:
        return coming_sessions(db, at, limit=1)[0].id


def fill(town: Database, at: datetime, need: str = "legal") -> list[UUID]:
    """Book every time for this need that can be booked online at the first session; gives the
    visits, each with one stop, in order."""
    session_id = the_session(town, at)
    booked = []
    with town.writing() as db:
        for slot in free_slots(db, [session_id], at, online=True):
            if need_key(slot.kind, slot.service_name) != need:
                continue
            client = Client(made_at=at)
            db.add(client)
            db.flush()
            visit = Visit(
                client_id=client.id,
                session_id=session_id,
                status=VisitStatus.BOOKED,
                made_at=at,
                over_at=slot.ends_at,
            )
            db.add(visit)
            db.flush()
            take(db, visit, [slot])
            booked.append(visit.id)
    assert len(booked) > 1
    return booked


def free_up(town: Database, visit_id: UUID, at: datetime) -> None:
    """Somebody cancels."""
    with town.writing() as db:
        cancel(db, db.get_one(Visit, visit_id), by=OPERATOR, at=at)


def draft(watch: Watch) -> Draft:
    return Draft(token=uuid4().bytes * 2, began_at=watch(), seen_at=watch())


def join(
    town: Database,
    watch: Watch,
    wanted: Wanted = LEGAL,
    *,
    name: str = "Quillana",
    set_aside: bool = False,
) -> UUID:
    """Somebody stands in line, a minute after whoever came before; gives the place."""
    watch.on(minutes=1)
    with town.writing() as db:
        session = session_ahead(db, the_session(town, watch.now), watch.now)
        assert session is not None
        journey = draft(watch)
        db.add(journey)
        db.flush()
        said = Joining(name, wanted, "{}", uuid4().bytes * 2)
        place = waiting.join(
            db, journey, session, said, set_aside=set_aside, by=OPERATOR, at=watch.now
        )
        return place.id


def wait_button(phone: Browser) -> str:
    return next(go for go in phone.buttons("go") if go.startswith("wait:"))


def wait_for_a_place(
    phone: Browser, kinds: Sequence[str] = (), how: Fields = REACH, **answers: Fields
) -> Kept:
    """From the first page to a place in line, with the first morning that can be waited for.
    Texts of these `kinds` may come, to the phone and in the hours of `how`."""
    walk_to(phone, "times", **{"needs": {"need": "legal"}, **answers})
    phone.press(wait_button(phone))
    if kinds:
        allow(phone, *kinds, then="wait_phrase", how=how)
    walk_to(phone, "wait_phrase")
    kept = Kept(phrase_on(phone))
    phone.press(digits=kept.digits)
    phone.press(words=kept.words, digits=kept.digits)
    assert phone.step == "place", phone.problems
    return kept


def open_offers(town: Database) -> list[WaitingOffer]:
    with town.reading() as db:
        found = list(db.scalars(sa.select(WaitingOffer).filter_by(answer=OfferAnswer.OPEN)))
        db.expunge_all()
        return found


def places(town: Database) -> list[WaitingPlace]:
    """Everybody who waits or waited, who came first first."""
    with town.reading() as db:
        found = list(db.scalars(sa.select(WaitingPlace).order_by(WaitingPlace.made_at)))
        db.expunge_all()
        return found
