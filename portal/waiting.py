"""How much waits for somebody at work, by the page on which they see to it: the same numbers stand
beside the ways of every page and in a notice (R-03)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from bookings.cases.queries.tasks import tasks
from bookings.handoffs.queries.handed_on import how_many_wait
from bookings.handoffs.queries.receiving import late_in_team, waits_in_tray
from bookings.looking.pages.limits import limits_of
from bookings.looking.queries.unusual import to_ask_about
from bookings.looking.rules.unusual import Limits
from bookings.reaching.queries.concerns import tally
from portal.access import Actor, Permission
from portal.settings import Settings
from services_directory.places.queries.own import count_stale, gives_refuge


def to_see_to(db: Session, actor: Actor, at: datetime) -> dict[str, int]:
    """What needs a coordinator: concerns, and who must not meet (C-08)."""
    found: dict[str, int] = {}
    if actor.may(Permission.CONCERNS):
        found["concerns"] = tally(db, actor, at)
    if actor.may(Permission.CASES_SEE):
        found["apart"] = tasks(db, actor, at).how_many
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """As `to_see_to`, with what a lead sees to by the deployer's own limits (P-02), handoffs by the
    page on which they are seen to (a notice counts each of those once), and for a refuge's worker
    how many places count as no space until they say more (R-09)."""

    limits: Limits
    zone: tzinfo

    def __call__(self, db: Session, actor: Actor, at: datetime) -> Mapping[str, int]:
        found = to_see_to(db, actor, at)
        if actor.may(Permission.READING_SEE):
            found["reading"] = len(to_ask_about(db, actor, at, self.limits, self.zone))
        if actor.may(Permission.HANDOFFS_RECEIVE):
            found["tray"] = waits_in_tray(db, actor, at)
        if actor.may(Permission.HANDOFFS_OVERSEE):
            found["late"] = late_in_team(db, actor, at)
        if actor.may(Permission.HANDOFFS_SEND):
            found["handed-on"] = how_many_wait(db, actor, at)
        if gives_refuge(db, actor):
            found["places"] = count_stale(db, actor, at)
        return found


def waiting_in(settings: Settings) -> Waiting:
    """As the deployer set it up."""
    return Waiting(limits_of(settings), settings.timezone)
