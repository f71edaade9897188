"""What has been said at somebody's welcome, for whoever opens it again."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import Arrival, ArrivalReply
from bookings.day.queries.visible import visible_to
from bookings.visits.models import Visit
from portal.access import Actor


def arrival_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> Arrival | None:
    """The arrival of the visit that the address names, where it is this actor's to see."""
    mine = visible_to(actor).where(Visit.id == path["visit_id"]).with_only_columns(Visit.id)
    return db.scalar(sa.select(Arrival).where(Arrival.visit_id.in_(mine)))


def replies_of(db: Session, arrival: Arrival) -> list[ArrivalReply]:
    """What was answered to the five questions, as far as they were asked."""
    own = sa.select(ArrivalReply).where(ArrivalReply.arrival_id == arrival.id)
    return list(db.scalars(own))
