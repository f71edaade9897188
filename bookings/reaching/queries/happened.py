"""Where each thing that needs a person happened, and what is known of it there."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.models import ContactAnswer, ContactStop, FlaggedNumber
from bookings.contact.rules.no_show import AfterMiss
from bookings.contact.rules.preference import LIFE
from bookings.day.models import Alert
from bookings.day.queries.messages import texts, to_look_at
from bookings.day.queries.visible import visible_to
from bookings.reaching.models import Call
from bookings.reaching.queries.missed import after_misses
from bookings.reaching.queries.people import Somebody
from bookings.reaching.queries.said import names_of
from bookings.reaching.queries.standing import routes_only
from bookings.reaching.rules.calls import FREEZES, HEARD_ANOTHER
from bookings.reaching.rules.concerns import OF_STOPS, About
from bookings.reaching.rules.shown import reaches
from bookings.visits.models import STILL_WAITS, Visit, WaitingPlace
from bookings.visits.queries.waiting import places_visible_to
from portal.access import Actor
from portal.outbox.rules.states import State
from services_directory.listings.models import Location
from services_directory.sessions.models import ServiceSession

# So far ahead somebody looks whether the choices will still stand on the day.
AHEAD = LIFE / 2

Found = Mapping[UUID, Somebody]


class Concern(NamedTuple):
    """One thing that needs a person: whom it is about, since when, and what is known of it."""

    about: About
    about_id: UUID
    who: Somebody | None
    since: datetime
    by: str = ""
    words: str = ""
    place: str = ""
    asks: AfterMiss | None = None
    # The session that somebody waits for who has no visit yet.
    waits_for: UUID | None = None


def everything(db: Session, actor: Actor, found: Found, at: datetime) -> list[Concern]:
    """All that happened to people of `found`, who are this actor's to see, settled or not."""
    return [
        *_alerts(db),
        *_second_phrases(db, actor, found),
        *_stops(db, found),
        *_stops_in_line(db, actor),
        *_answered(db, found),
        *_flagged(db, found),
        *_missed(db, actor, found, at),
        *_messages(db, actor, found, at),
        *_run_out(db, found, at),
    ]


def _alerts(db: Session) -> Iterator[Concern]:
    rows = db.execute(
        sa.select(Alert, Location.area)
        .join(ServiceSession, ServiceSession.id == Alert.session_id)
        .join(Location, Location.id == ServiceSession.location_id)
        .where(Alert.ended_at.is_(None))
    )
    for alert, area in rows:
        yield Concern(About.ALERT, alert.session_id, None, alert.raised_at, place=area)


def _second_phrases(db: Session, actor: Actor, found: Found) -> Iterator[Concern]:
    """Somebody typed the words that open nothing: whoever did is under somebody's eyes (V-14).
    Typed again it is another one, whatever was done about the first."""
    used = visible_to(actor).where(Visit.second_used_at.is_not(None))
    for visit in db.scalars(used):
        at, who = visit.second_used_at, found.get(visit.client_id)
        if at is not None and who is not None:
            about_id = uuid5(visit.id, at.isoformat())
            yield Concern(About.SECOND_PHRASE, about_id, who._replace(visit_id=visit.id), at)


def _stops(db: Session, found: Found) -> Iterator[Concern]:
    rows = db.scalars(
        sa.select(ContactStop).where(
            ContactStop.client_id.in_(list(found)), ContactStop.lifted_at.is_(None)
        )
    ).all()
    names = names_of(db, {row.stopped_by for row in rows})
    for row in rows:
        about = OF_STOPS[row.why]
        yield Concern(about, row.id, found[row.client_id], row.at, names.get(row.stopped_by, ""))


def _stops_in_line(db: Session, actor: Actor) -> Iterator[Concern]:
    """Of whoever waits and has no visit: they are spoken with when they ring, or come."""
    rows = db.execute(
        places_visible_to(actor)
        .add_columns(ContactStop)
        .join(ContactStop, ContactStop.client_id == WaitingPlace.client_id)
        .where(WaitingPlace.state.in_(STILL_WAITS), ContactStop.lifted_at.is_(None))
    )
    for place, stop in rows:
        about = OF_STOPS[stop.why]
        yield Concern(about, stop.id, None, stop.at, waits_for=place.session_id)


def _answered(db: Session, found: Found) -> Iterator[Concern]:
    rows = db.scalars(
        sa.select(Call).where(Call.client_id.in_(list(found)), Call.came.in_(FREEZES))
    ).all()
    names = names_of(db, {row.by for row in rows})
    for row in rows:
        since, words = row.ended_at or row.shown_at, row.words or ""
        who = found[row.client_id]
        yield Concern(About.ANOTHER_ANSWERED, row.id, who, since, names.get(row.by, ""), words)


def _flagged(db: Session, found: Found) -> Iterator[Concern]:
    """Numbers that a provider refused; where a person heard somebody else, the call says so."""
    rows = db.execute(
        sa.select(FlaggedNumber, ContactAnswer.client_id)
        .join(ContactAnswer, ContactAnswer.number == FlaggedNumber.number)
        .where(
            ContactAnswer.client_id.in_(list(found)),
            ContactAnswer.until.is_(None),
            FlaggedNumber.spoken_with_at.is_(None),
            FlaggedNumber.code != HEARD_ANOTHER,
        )
    )
    for flag, client_id in rows:
        yield Concern(About.NUMBER_FLAGGED, flag.id, found[client_id], flag.at)


def _missed(db: Session, actor: Actor, found: Found, at: datetime) -> Iterator[Concern]:
    """Whoever did not come and asked that something be done then (C-13)."""
    for miss in after_misses(db, actor, at):
        who = found.get(miss.client_id)
        if who is not None and miss.asks_something:
            who = who._replace(visit_id=miss.visit_id)
            yield Concern(About.MISSED, miss.visit_id, who, miss.at, asks=miss.asks)


def _messages(db: Session, actor: Actor, found: Found, at: datetime) -> Iterator[Concern]:
    """What may have gone out or not, and what came in: from whom a text is, nobody knows (S-27)."""
    for told in to_look_at(db, actor, at):
        message = told.message
        if message.state is State.UNCLEAR and message.client_id in found:
            since = message.settled_at or message.queued_at
            yield Concern(About.MESSAGE_UNCLEAR, message.id, found[message.client_id], since)
    for text in texts(db, actor):
        yield Concern(About.TEXT_CAME, text.id, None, text.heard_at)


def _run_out(db: Session, found: Found, at: datetime) -> Iterator[Concern]:
    """Choices that will not stand on the day of a visit, so that nothing could reach her before it
    (S-06)."""
    ends = _first_ends(db, _coming(found, at))
    soon = {client: end for client, end in ends.items() if end < found[client].starts_at}
    for client, preference in routes_only(db, soon).items():
        if reaches(preference):
            who = found[client]
            yield Concern(About.RUN_OUT, who.visit_id, who, soon[client])


def _coming(found: Found, at: datetime) -> list[UUID]:
    return [
        client
        for client, who in found.items()
        if who.is_booked and at < who.starts_at <= at + AHEAD
    ]


def _first_ends(db: Session, clients: Collection[UUID]) -> dict[UUID, datetime]:
    """From when on the first of each one's answers counts no more."""
    first: Any = sa.func.min(ContactAnswer.expires_at)
    rows = db.execute(
        sa.select(ContactAnswer.client_id, first)
        .where(ContactAnswer.client_id.in_(clients), ContactAnswer.until.is_(None))
        .group_by(ContactAnswer.client_id)
    )
    return dict([*rows])
