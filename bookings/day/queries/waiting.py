"""Who waits for a session that is full, as a coordinator sees it, by chosen name or by number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.queries import preference_of
from bookings.contact.rules.decision import why_stopped
from bookings.contact.rules.preference import Preference
from bookings.contact.rules.verdicts import Reason
from bookings.people.models import Client
from bookings.visits.models import STILL_WAITS, WaitingOffer, WaitingPlace, WaitingState
from bookings.visits.queries.openings import PlannedStop, planned_stops
from bookings.visits.queries.waiting import open_offer, places_visible_to
from bookings.visits.rules.waiting import Wanted, read_wanted
from portal.access import Actor


@dataclass(frozen=True, slots=True)
class InLine:
    """One who waits: the number is the place in line, from 1, by which an unnamed one is told."""

    place: WaitingPlace
    number: int
    chosen_name: str
    wanted: Wanted
    offer: WaitingOffer | None
    stops: Sequence[PlannedStop]
    preference: Preference
    # Why nothing at all may reach them, where they or a worker stopped it.
    stopped: Reason | None

    @property
    def asks_again(self) -> bool:
        """Whether an offer ran out unanswered: nothing more is kept until they look again."""
        return self.place.state is WaitingState.PASSED

    @property
    def not_before(self) -> datetime | None:
        return _moment(self.wanted.wish.not_before)

    @property
    def gone_by(self) -> datetime | None:
        return _moment(self.wanted.wish.gone_by)


def in_line(db: Session, actor: Actor, session_id: UUID, at: datetime) -> list[InLine]:
    """Whoever waits for this session, in the order in which they are offered what comes free."""
    rows = db.execute(
        places_visible_to(actor)
        .add_columns(Client)
        .join(Client, Client.id == WaitingPlace.client_id)
        .where(WaitingPlace.session_id == session_id, WaitingPlace.state.in_(STILL_WAITS))
        .order_by(WaitingPlace.set_aside_at.is_not(None), WaitingPlace.made_at, WaitingPlace.id)
    )
    return list(_numbered(db, rows.all(), at))


def in_line_at(db: Session, actor: Actor, session_id: UUID, place_id: UUID) -> WaitingPlace | None:
    """One place at this session, whatever has become of it."""
    mine = places_visible_to(actor).where(WaitingPlace.session_id == session_id)
    return db.scalar(mine.where(WaitingPlace.id == place_id))


def _numbered(
    db: Session, rows: Sequence[sa.Row[WaitingPlace, Client]], at: datetime
) -> Iterator[InLine]:
    for number, (place, client) in enumerate(rows, 1):
        offer = open_offer(db, place)
        preference = preference_of(db, place.client_id, at)
        yield InLine(
            place=place,
            number=number,
            chosen_name=client.chosen_name or "",
            wanted=read_wanted(place.wanted or ""),
            offer=offer,
            stops=planned_stops(db, offer.visit_id) if offer else (),
            preference=preference,
            stopped=next(why_stopped(preference, at), None),
        )


def _moment(minute: int | None) -> datetime | None:
    return None if minute is None else datetime.fromtimestamp(minute * 60, UTC)
