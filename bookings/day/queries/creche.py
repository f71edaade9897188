"""Who of the children is expected at the creche, who is there, and who may take each home."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import Collector, CrecheStay, GivenThing, ThingKind
from bookings.day.queries.visible import visible_to
from bookings.day.rules.things import needs_another
from bookings.people.models import Child
from bookings.visits.models import Visit, VisitChild, VisitStatus
from portal.access import Actor, Permission


@dataclass(frozen=True, slots=True)
class OfCreche:
    """One child who comes with a visit: the place, every stay, and whom she named today."""

    child: Child
    visit: Visit
    wants: bool
    place: GivenThing | None
    stays: Sequence[CrecheStay]
    named: Sequence[Collector]

    @property
    def there(self) -> CrecheStay | None:
        """The stay that has not ended."""
        return next((each for each in self.stays if each.out_at is None), None)

    def waits_for_another(self, one: Collector, actor: Actor) -> bool:
        """Whether this actor alone may not let the child go with somebody whom she named."""
        of_this_stay = self.there is not None and one.stay_id == self.there.id
        return needs_another(
            one.named_by,
            actor.account_id,
            vouched=of_this_stay or one.confirmed_by is not None,
            runs=actor.may(Permission.DAY_RUN),
        )


def children_at(db: Session, actor: Actor, session_id: UUID) -> list[OfCreche]:
    """Children born by now who come with a visit that is booked, where the actor may see it."""
    places = _places(db, session_id)
    stays: dict[UUID, list[CrecheStay]] = defaultdict(list)
    for stay in db.scalars(
        sa.select(CrecheStay).where(CrecheStay.session_id == session_id).order_by(CrecheStay.in_at)
    ):
        stays[stay.child_id].append(stay)
    visits = {each.id: each for each in db.scalars(_visits(actor, session_id))}
    named = _named(db, list(visits))
    rows = db.execute(
        sa.select(Child, VisitChild.visit_id, VisitChild.wants_creche)
        .join(VisitChild, VisitChild.child_id == Child.id)
        .where(VisitChild.visit_id.in_(visits), Child.born)
        .order_by(VisitChild.visit_id, Child.id)
    )
    return [
        OfCreche(child, visits[visit], wants, places.get(child.id), stays[child.id], named[visit])
        for child, visit, wants in rows
    ]


def child_at(db: Session, actor: Actor, session_id: UUID, child_id: UUID) -> OfCreche | None:
    """One child of the session, where the actor may see whose it is."""
    found = [each for each in children_at(db, actor, session_id) if each.child.id == child_id]
    return found[0] if found else None


def _visits(actor: Actor, session_id: UUID) -> sa.Select[Visit]:
    """A child who is there is on the list whatever became of the visit."""
    is_there = sa.exists().where(CrecheStay.visit_id == Visit.id)
    return visible_to(actor).where(
        Visit.session_id == session_id, sa.or_(Visit.status == VisitStatus.BOOKED, is_there)
    )


def _places(db: Session, session_id: UUID) -> dict[UUID, GivenThing]:
    given = sa.select(GivenThing).where(
        GivenThing.session_id == session_id, GivenThing.kind == ThingKind.CRECHE_PLACE
    )
    return {each.child_id: each for each in db.scalars(given) if each.child_id}


def _named(db: Session, visit_ids: list[UUID]) -> dict[UUID, list[Collector]]:
    found: dict[UUID, list[Collector]] = defaultdict(list)
    mine = sa.select(Collector).where(Collector.visit_id.in_(visit_ids)).order_by(Collector.id)
    for each in db.scalars(mine):
        found[each.visit_id].append(each)
    return found
