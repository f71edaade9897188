"""What came of a handoff, as far as those who sent it go on with it (R-16, R-09)."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.models import Handoff, HousingApplication
from bookings.handoffs.rules.declines import Follows, follows
from bookings.people.models import CaseEvent, CaseRecord
from bookings.people.queries.records import standing_of
from bookings.people.rules.abuse import Happened
from bookings.visits.models import Visit


def application_of(db: Session, handoff: Handoff) -> HousingApplication | None:
    """That a council has taken an application."""
    return db.scalar(
        sa.select(HousingApplication).where(HousingApplication.handoff_id == handoff.id)
    )


def refusal_of(db: Session, case: CaseRecord, handoff: Handoff) -> CaseEvent | None:
    """The dated event of a refuge that was full, from which a letter is made."""
    owes = handoff.declined is not None and Follows.LETTER in follows(
        handoff.declined, handoff.desk
    )
    events = standing_of(db, CaseEvent, case) if owes else []
    return next((each for each in events if _is_of(each, handoff)), None)


def latest_visit(db: Session, case: CaseRecord) -> Visit | None:
    """The visit by which somebody is asked to ring us."""
    of_them = sa.select(Visit).where(Visit.client_id == case.client_id)
    return db.scalars(of_them.order_by(Visit.made_at.desc()).limit(1)).first()


def _is_of(event: CaseEvent, handoff: Handoff) -> bool:
    return event.kind is Happened.REFUGE_FULL and event.who == handoff.place
