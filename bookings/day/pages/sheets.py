"""What one use of the walk-in form is about, and what is looked for with it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any
from uuid import UUID

from bookings.day.actions.walking_in import Wanted
from bookings.day.forms.walk_in import WalkIn
from bookings.day.queries.apart import suiting
from bookings.day.queries.avoided import avoided_by
from bookings.day.queries.door import guest_of
from bookings.day.queries.offers import Asked
from bookings.day.queries.today import SessionOfTheDay
from bookings.visits.models import Visit
from bookings.visits.queries import openings
from bookings.visits.rules.journey import Journey
from bookings.visits.rules.names import suggest
from bookings.visits.rules.plans import Wish
from bookings.visits.steps.wishes import answers_of, minutes, packed_answers, wish_for
from portal.web.forms import one
from portal.web.page import PageRequest
from services_directory.sessions.queries import ComingSession

AHEAD = 8
# Somebody who is linked comes in some weeks only: those are looked for further on.
FAR_AHEAD = 64


@dataclass(frozen=True, slots=True)
class Sheet:
    """One use of the form: where it posts to, at which session, and for whom. `is_here` where
    somebody stands at the door, for whom the walk-in reserve is (S-57)."""

    kind: str
    address: str
    session: ComingSession | None
    choices: Sequence[ComingSession] = ()
    visit: Visit | None = None
    called: str = ""

    @property
    def is_here(self) -> bool:
        return self.kind in ("walk_in", "plan")


def walk_in_sheet(asked: PageRequest[SessionOfTheDay]) -> Sheet:
    """For somebody who has walked in."""
    session = asked.subject
    coming = openings.session_ahead(asked.db, session.id, asked.now)
    return Sheet("walk_in", f"/session/{session.id}/walk-in", coming)


def plan_sheet(asked: PageRequest[Visit]) -> Sheet:
    """For somebody who is here and wants a plan."""
    visit = asked.subject
    coming = openings.session_ahead(asked.db, visit.session_id, asked.now)
    called = guest_of(asked.db, asked.actor, visit).name
    return Sheet("plan", f"/door/{visit.id}/plan", coming, visit=visit, called=called)


def next_sheet(asked: PageRequest[Visit]) -> Sheet:
    """For the next visit of somebody who is here."""
    visit = asked.subject
    choices = _suiting(asked, visit)
    called = guest_of(asked.db, asked.actor, visit).called
    at = _picked(asked, choices)
    return Sheet("next", f"/door/{visit.id}/next", at, choices, visit, called)


def apart_sheet(asked: PageRequest[Visit]) -> Sheet:
    """For a visit that cannot stay where it is, since two who must not meet would (C-08)."""
    visit = asked.subject
    choices = _suiting(asked, visit)
    called = guest_of(asked.db, asked.actor, visit).name
    at = _picked(asked, choices)
    return Sheet("apart", f"/door/{visit.id}/apart", at, choices, visit, called)


def ahead_sheet(asked: PageRequest[Any]) -> Sheet:
    """For a caller."""
    choices = _ahead(asked)
    return Sheet("ahead", "/door/ahead", _picked(asked, choices), choices)


def wanted(asked: PageRequest[Any], sheet: Sheet, form: WalkIn) -> Wanted:
    """What is kept of it with the visit."""
    journey = Journey(needs=list(form.needs))
    if sheet.visit is not None:
        journey = answers_of(sheet.visit)
        journey.needs = list(form.needs)
    journey.typed["hours"] = {"gone_by": [f"{form.gone_by:%H:%M}"] if form.gone_by else [""]}
    name = form.name or suggest(secrets.choice)
    return Wanted(name, form.needs, _limit(asked, sheet, form.gone_by), packed_answers(journey))


def search_for(asked: PageRequest[Any], sheet: Sheet, form: WalkIn) -> Asked | None:
    """What to look for: her own wishes where she has said some, with what was typed now."""
    if sheet.session is None or not form.needs:
        return None
    limit = _limit(asked, sheet, form.gone_by)
    soonest = max(asked.now, sheet.session.starts_at)
    wish = Wish(form.needs, not_before=minutes(soonest))
    if sheet.visit is not None:
        zone = asked.house.settings.timezone
        journey = answers_of(sheet.visit)
        journey.needs = list(form.needs)
        wish = wish_for(journey, sheet.session, soonest=soonest, zone=zone)
    wish = replace(wish, not_before=minutes(soonest), gone_by=minutes(limit) if limit else None)
    return _asked(asked, sheet, sheet.session.id, wish)


def typed_of(asked: PageRequest[Visit], sheet: Sheet) -> dict[str, list[str]]:
    """What the form begins with, for somebody who is known already."""
    zone, visit = asked.house.settings.timezone, asked.subject
    typed = {"name": [sheet.called], "need": list(answers_of(visit).needs)}
    if sheet.kind == "plan" and visit.gone_by is not None:
        typed["gone_by"] = [f"{visit.gone_by.astimezone(zone):%H:%M}"]
    return typed


def _limit(asked: PageRequest[Any], sheet: Sheet, wall: time | None) -> datetime | None:
    """A wall time on the day of the session."""
    if wall is None or sheet.session is None:
        return None
    zone = asked.house.settings.timezone
    return datetime.combine(sheet.session.starts_at.astimezone(zone).date(), wall, zone)


def _asked(asked: PageRequest[Any], sheet: Sheet, session_id: UUID, wish: Wish) -> Asked:
    visit, is_here = sheet.visit, sheet.is_here
    if visit is None:
        return Asked(session_id, wish, asked.now, reserve=is_here)
    own = visit.id if sheet.kind == "plan" else None
    avoided = avoided_by(asked.db, visit.id)
    return Asked(session_id, wish, asked.now, own, avoided, reserve=is_here)


def _ahead(asked: PageRequest[Any], most: int = AHEAD) -> list[ComingSession]:
    """Sessions that have not begun and were not closed."""
    found = openings.sessions_ahead(asked.db, asked.now, 0, most)
    return [each for each in found if each.starts_at > asked.now]


def _suiting(asked: PageRequest[Visit], visit: Visit) -> list[ComingSession]:
    """Other sessions than the visit's, in the person's own weeks (C-08)."""
    ahead = suiting(asked.db, visit.client_id, _ahead(asked, FAR_AHEAD))
    return [each for each in ahead if each.id != visit.session_id][:AHEAD]


def _picked(asked: PageRequest[Any], choices: Sequence[ComingSession]) -> ComingSession | None:
    wanted = one(asked.typed, "session")
    named = [each for each in choices if str(each.id) == wanted]
    return next(iter(named or choices), None)
