"""What somebody of a case needs is written down, once, however many places are asked for it."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.handoffs.models import HandoffNeed
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.limits import Stake
from bookings.people.actions.writing import write_down
from bookings.people.models import CaseRecord
from portal.access import Actor
from portal.record.actions import note


class OneChildEach(ValueError):
    """What goes to children's social care is about one child, and nothing else is (S-38)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody needs from a kind of desk, and what is at stake."""

    desk: DeskKind
    wants: str = field(repr=False)
    stake: Stake
    child_id: UUID | None = None
    household: str = field(default="", repr=False)


def write_need(
    db: Session, case: CaseRecord, wanted: Wanted, *, by: Actor, at: datetime
) -> HandoffNeed:
    """Write down a need of a case that the caller may see. Raises OneChildEach."""
    is_childs = wanted.desk is DeskKind.CHILDRENS_SOCIAL_CARE
    if is_childs is (wanted.child_id is None):
        raise OneChildEach
    need = HandoffNeed(
        case_id=case.id,
        child_id=wanted.child_id,
        desk=wanted.desk,
        life_at_risk=wanted.stake.life_at_risk,
        nowhere_tonight=wanted.stake.nowhere_tonight,
        is_about_a_child=wanted.stake.is_about_a_child or is_childs,
        is_high_concern=wanted.stake.is_high_concern,
        is_met=False,
    )
    need.wants = wanted.wants
    need.household = wanted.household or None
    write_down(db, need, "need written", case.id, by=by, at=at)
    return need


def set_household(
    db: Session, need: HandoffNeed, household: str, *, by: Actor, at: datetime
) -> None:
    """What a refuge must be able to take, as its matching reads it."""
    note(db, "need changed", need.case_id, by=by, at=at)
    need.household = household or None
    db.flush()
