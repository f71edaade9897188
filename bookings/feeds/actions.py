"""A calendar's address is made, and given up; both are recorded."""

from datetime import datetime

from sqlalchemy.orm import Session

from bookings.feeds.models import CalendarFeed
from bookings.feeds.queries.own import Whose, choices, fingerprint
from portal.access import Actor
from portal.record.actions import note


class NotYoursToHave(Exception):
    """A calendar of somebody else's desk was asked for."""


def make(db: Session, whose: Whose, token: str, *, by: Actor, at: datetime) -> CalendarFeed:
    """The calendar is read at `token`, which is kept by its fingerprint only. Raises
    NotYoursToHave (C-26)."""
    if by.account_id is None or whose not in choices(db, by):
        raise NotYoursToHave
    feed = CalendarFeed(
        token=fingerprint(token),
        account_id=by.account_id,
        worker_id=whose.worker_id,
        desk_pattern_id=whose.desk_pattern_id,
        made_at=at,
    )
    db.add(feed)
    db.flush()
    note(db, "calendar made", feed.id, by=by, at=at)
    return feed


def revoke(db: Session, feed: CalendarFeed, *, by: Actor, at: datetime) -> None:
    """Nobody reads it any more, wherever its address may have gone."""
    feed.revoked_at = at
    note(db, "calendar revoked", feed.id, by=by, at=at)
