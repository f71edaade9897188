"""Whoever did not come, and what they asked to be done then; it closes nothing (C-13, S-45)."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.rules.choices import NoShow
from bookings.contact.rules.no_show import AfterMiss
from bookings.contact.rules.preference import LIFE
from bookings.day.models import Ending, Outcome
from bookings.day.queries.visible import may_see, own
from bookings.reaching.queries.standing import frozen_numbers, preferences
from bookings.reaching.rules.misses import what_is_asked
from bookings.visits.models import Visit
from portal.access import Actor, Role
from portal.db.flat import flat_rows

Columns = sa.Select[*tuple[Any, ...]]

_MISSED: Columns = (
    sa.select(Outcome.visit_id, Visit.client_id, Outcome.at)
    .join(Visit, Visit.id == Outcome.visit_id)
    .where(Outcome.ending == Ending.DID_NOT_COME, Outcome.at > sa.bindparam("since"))
    .order_by(Outcome.at)
)


class Miss(NamedTuple):
    """Somebody did not come; what they asked for, as far as it can be followed now."""

    visit_id: UUID
    client_id: UUID
    at: datetime
    asks: AfterMiss

    @property
    def asks_something(self) -> bool:
        """Nothing is a choice too; where a choice cannot be followed, a person decides."""
        return self.asks.does is not NoShow.NOTHING or self.asks.why is not None


def after_misses(db: Session, actor: Actor, at: datetime) -> list[Miss]:
    """Every missed visit that this actor may see, for as long as a choice can count."""
    rows = flat_rows(db, _statement(actor.role), {"since": at - LIFE, **own(actor)}).all()
    said = preferences(db, {row.client_id for row in rows}, at)
    frozen = frozen_numbers(db, said)
    return [
        Miss(
            row.visit_id,
            row.client_id,
            row.at,
            what_is_asked(said[row.client_id], frozen.get(row.client_id, frozenset()), at),
        )
        for row in rows
        if row.client_id in said
    ]


@cache
def _statement(role: Role) -> Columns:
    return _MISSED.where(may_see(Actor(role)))
