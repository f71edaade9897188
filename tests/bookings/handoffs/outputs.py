"""All that comes out of a handoff, to anybody, by whatever way. Whoever builds another way out adds
it to `WAYS_OUT`, and every search for a trace looks there too."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs import models
from bookings.handoffs.models import Handoff
from bookings.handoffs.queries import seeing, trays, waiting
from bookings.handoffs.queries.packets import packet_for
from bookings.handoffs.queries.teams import team_of
from bookings.handoffs.rules.steps import Who
from portal.access import Actor
from portal.db.columns import SealedText
from portal.noticing import said
from portal.outbox.models import Message
from portal.record.models import Entry
from portal.staff.actions.attendance import actor_of
from portal.staff.models import Account

WayOut = Callable[[Session, Handoff, datetime], Iterable[str]]

KEPT: tuple[Any, ...] = tuple(
    each for each in vars(models).values() if isinstance(each, type) and hasattr(each, "metadata")
)


def everything_out(db: Session, handoff: Handoff, at: datetime) -> str:
    """All of it as one text, to be searched."""
    return "\n".join(part for way in WAYS_OUT for part in way(db, handoff, at))


def what_is_kept(db: Session, handoff: Handoff, _at: datetime) -> Iterator[str]:
    """Every row of this part that hangs on the handoff, opened."""
    for kind in KEPT:
        table = kind.__table__
        if kind is Handoff:
            yield from opened(handoff)
        elif "handoff_id" in table.c:
            for row in db.scalars(sa.select(kind).where(table.c.handoff_id == handoff.id)):
                yield from opened(row)


def what_is_read(db: Session, handoff: Handoff, at: datetime) -> Iterator[str]:
    """The packet, for everybody who may read it on the receivers' side."""
    for actor in everybody(db, handoff):
        packet = packet_for(db, actor, handoff, Who.RECEIVER, at)
        if packet is not None:
            yield packet.text
            yield packet.digest
            yield from (entry.value for entry in packet.entries)


def what_is_listed(db: Session, handoff: Handoff, at: datetime) -> Iterator[str]:
    """Trays of all, and what else their selects give."""
    for actor in everybody(db, handoff):
        for tray in (trays.tray_of, trays.overseen_tray, trays.sent_tray):
            lines = tray(db, actor, at).lines
            yield from (str(line) for line in lines if line.id == handoff.id)
        for visible in (seeing.received_visible_to, seeing.overseen_by):
            for row in db.scalars(visible(actor).where(Handoff.id == handoff.id)):
                yield from opened(row)


def what_is_told(db: Session, handoff: Handoff, at: datetime) -> Iterator[str]:
    """Notices by mail, with their number."""
    for actor in everybody(db, handoff):
        yield said(waiting.handoffs_waiting(db, actor, at))
    for message in db.execute(sa.select(Message.__table__)):
        yield str(tuple(message))


def what_is_recorded(db: Session, handoff: Handoff, _at: datetime) -> Iterator[str]:
    """The record of who did what."""
    about = sa.select(Entry).where(Entry.about.in_([handoff.id, handoff.need_id]))
    yield from (f"{each.verb} {each.about}" for each in db.scalars(about))


WAYS_OUT: list[WayOut] = [
    what_is_kept,
    what_is_read,
    what_is_listed,
    what_is_told,
    what_is_recorded,
]


def everybody(db: Session, handoff: Handoff) -> list[Actor]:
    """Whoever is of either side, and one who is of neither."""
    team = {each.account_id for each in team_of(db, handoff.service_id or handoff.id)}
    near = sa.or_(Account.id.in_(team), Account.organization_id == handoff.organization_id)
    found = list(db.scalars(sa.select(Account).where(near)))
    found += db.scalars(sa.select(Account).where(~near).order_by(Account.id).limit(1))
    return [actor_of(each) for each in found]


def opened(row: Any) -> Iterator[str]:
    """Every column of a row, sealed texts as they read."""
    kind = type(row)
    plain = (getattr(row, each.key) for each in sa.inspect(kind).column_attrs)
    yield from (str(each) for each in plain if not isinstance(each, bytes))
    for name, value in vars(kind).items():
        if isinstance(value, SealedText):
            yield getattr(row, name) or ""
