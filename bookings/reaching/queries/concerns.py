"""What needs a person: each read from where it happened, so that nothing has to remember to put it
on a list, and what has mended itself is gone from it."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.rules.preference import LIFE
from bookings.reaching.models import SettledConcern
from bookings.reaching.queries.happened import Concern, everything
from bookings.reaching.queries.people import people
from bookings.reaching.queries.said import names_of
from bookings.reaching.rules.concerns import About, gravest_first
from portal.access import Actor

# So long what was seen to stays to be read.
LATELY = LIFE


class Settled(NamedTuple):
    """Something that somebody has seen to."""

    concern: SettledConcern
    name: str
    by: str


def concerns(db: Session, actor: Actor, at: datetime) -> list[Concern]:
    """All that needs a person and that this actor may see, the gravest first (C-10, C-13, R-07)."""
    found = people(db, actor, at)
    all_of_it = everything(db, actor, found, at)
    settled = _settled_keys(db, [each.about_id for each in all_of_it])
    return gravest_first(each for each in all_of_it if (each.about, each.about_id) not in settled)


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


def _settled_keys(db: Session, ids: Collection[UUID]) -> set[tuple[About, UUID]]:
    rows = db.execute(
        sa.select(SettledConcern.about, SettledConcern.about_id).where(
            SettledConcern.about_id.in_(list(ids))
        )
    )
    return {(about, about_id) for about, about_id in rows}
