"""What needs a person: each read from where it happened, so that nothing has to remember to put it
on a list, and what has mended itself is gone from it."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.models import ContactAnswer, ContactStop, FlaggedNumber
from bookings.contact.rules.no_show import AfterMiss
from bookings.contact.rules.preference import LIFE
from bookings.day.models import Alert
from bookings.day.queries.messages import texts, to_look_at
from bookings.reaching.models import Call, SettledConcern
from bookings.reaching.queries.missed import after_misses
from bookings.reaching.queries.people import Somebody, people
from bookings.reaching.queries.said import names_of
from bookings.reaching.queries.standing import preferences
from bookings.reaching.rules.calls import FREEZES, HEARD_ANOTHER
from bookings.reaching.rules.concerns import OF_STOPS, About, gravest_first
from bookings.reaching.rules.shown import reaches
from portal.access import Actor
from portal.outbox.rules.states import State
from services_directory.listings.models import Location
from services_directory.sessions.models import ServiceSession

# So far ahead somebody looks whether the choices will still stand on the day.
AHEAD = LIFE / 2
# So long what was seen to stays to be read.
LATELY = LIFE

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


class Settled(NamedTuple):
    """Something that somebody has seen to."""

    concern: SettledConcern
    name: str
    by: str


def concerns(db: Session, actor: Actor, at: datetime) -> list[Concern]:
    """All that needs a person and that this actor may see, the gravest first (C-10, C-13, R-07)."""
    found = people(db, actor, at)
    everything = [
        *_alerts(db),
        *_stops(db, found),
        *_answered(db, found),
        *_flagged(db, found),
        *_missed(db, actor, found, at),
        *_messages(db, actor, found, at),
        *_run_out(db, found, at),
    ]
    settled = _settled_keys(db, [each.about_id for each in everything])
    return gravest_first(each for each in everything if (each.about, each.about_id) not in settled)


def tally(db: Session, actor: Actor, at: datetime) -> int:
    """How many they are."""
    return len(concerns(db, actor, at))


def seen_to_lately(db: Session, actor: Actor, at: datetime) -> list[Settled]:
    """What was seen to, by whom and with what words, the latest first."""
    by_visit = {each.visit_id: each for each in people(db, actor, at).values()}
    rows = db.scalars(
        sa.select(SettledConcern)
        .where(SettledConcern.at > at - LATELY, SettledConcern.visit_id.in_(list(by_visit)))
        .order_by(SettledConcern.at.desc())
    ).all()
    names = names_of(db, {row.by for row in rows})
    return [Settled(row, by_visit[row.visit_id].name, names.get(row.by, "")) for row in rows]


def _alerts(db: Session) -> Iterator[Concern]:
    rows = db.execute(
        sa.select(Alert, Location.area)
        .join(ServiceSession, ServiceSession.id == Alert.session_id)
        .join(Location, Location.id == ServiceSession.location_id)
        .where(Alert.ended_at.is_(None))
    )
    for alert, area in rows:
        yield Concern(About.ALERT, alert.session_id, None, alert.raised_at, place=area)


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
    for client, preference in preferences(db, soon, at).items():
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


def _settled_keys(db: Session, ids: Collection[UUID]) -> set[tuple[About, UUID]]:
    rows = db.execute(
        sa.select(SettledConcern.about, SettledConcern.about_id).where(
            SettledConcern.about_id.in_(list(ids))
        )
    )
    return {(about, about_id) for about, about_id in rows}
