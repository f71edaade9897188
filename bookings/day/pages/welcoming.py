"""The welcome: five questions in their order, who came with her, whom she avoids and whom to keep
out. It ends with nothing skipped, and with stops that she can keep (C-06, C-07, C-09)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from starlette.responses import Response

from bookings.day.actions.arriving import DoesNotFit, Welcomed, welcome
from bookings.day.actions.still_open import SessionIsClosed
from bookings.day.actions.walking_in import AlreadyBegun, Wanted, give_plan
from bookings.day.forms.arrival import Welcome
from bookings.day.models import Arrival, Question, Reply
from bookings.day.pages.door import CLOSED, refuse, to_door
from bookings.day.pages.said_before import said_before
from bookings.day.queries import offers
from bookings.day.queries.apart import waits_for_coordinator
from bookings.day.queries.board import everybody
from bookings.day.queries.door import guest_of, open_alert
from bookings.day.queries.offers import Asked, Offer
from bookings.day.rules.stops import Stop
from bookings.day.rules.welcome import unkept
from bookings.people.models import Client
from bookings.visits.models import Visit
from bookings.visits.queries import openings
from bookings.visits.rules.plans import WELCOME
from bookings.visits.steps.wishes import answers_of, minutes, wish_for
from portal.outbox.actions.queueing import cancel_all_of
from portal.web.forms import Problems, Typed
from portal.web.page import PageRequest
from services_directory.sessions.actions import SlotJustTaken

WELCOME_PAGE = "bookings/day/welcome.html"
DROP = "drop"
TIME_GONE, BEGUN, UNKEPT = "time_gone", "begun", "unkept"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Stops that cannot stay as they are, and the whole visits that could take their place."""

    stops: Sequence[Stop]
    found: Sequence[Offer]


def show_welcome(asked: PageRequest[Arrival]) -> Response:
    """The questions, with what was said before where it is opened again."""
    return _form(asked, said_before(asked))


def press_welcome(asked: PageRequest[Arrival]) -> Response:
    """Write it down, or say what is missing; everything that was typed is kept."""
    form = Welcome.read(asked.typed)
    if isinstance(form, Problems):
        return _form(asked, asked.typed, problems=form)
    visit = asked.db.get_one(Visit, asked.subject.visit_id)
    said = _said(asked, visit, form)
    try:
        return _carried_out(asked, visit, said, form.plan)
    except SlotJustTaken:
        return _form(asked, asked.typed, said=said, notice=TIME_GONE)
    except AlreadyBegun:
        return _form(asked, asked.typed, said=said, notice=BEGUN)
    except DoesNotFit:
        return _form(asked, asked.typed, said=said, notice=UNKEPT)
    except SessionIsClosed:
        return refuse(asked, visit, CLOSED)


def _carried_out(asked: PageRequest[Arrival], visit: Visit, said: Welcomed, plan: str) -> Response:
    """With a plan chosen, that first, where one is still needed; then the welcome, which refuses
    what would not fit."""
    dropped: set[UUID] = set()
    unkept_ids = {UUID(str(stop.id)) for stop in _unkept(asked, visit, said)}
    if plan == DROP:
        dropped = unkept_ids
    elif plan and unkept_ids:
        _give(asked, visit, said, plan)
    welcome(
        asked.db,
        asked.subject,
        said,
        dropped=dropped,
        by=asked.actor,
        at=asked.now,
        also=(cancel_all_of,),
    )
    return _onward(asked, visit, said)


def _onward(asked: PageRequest[Arrival], visit: Visit, said: Welcomed) -> Response:
    """To what is to be said anew, where the ways to reach her are not safe any more (C-06)."""
    if said.replies[Question.SAFE_CONTACT][0] is Reply.NO:
        return asked.done(f"/session/visit/{visit.id}/contact")
    return to_door(asked, visit)


def _give(asked: PageRequest[Arrival], visit: Visit, said: Welcomed, code: str) -> None:
    session = openings.session_ahead(asked.db, visit.session_id, asked.now)
    search = _search(asked, visit, said)
    slots = offers.chosen(asked.db, search, code) if search else None
    if not slots or session is None:
        raise SlotJustTaken
    needs = tuple(answers_of(visit).needs)
    wanted = Wanted("", needs, _limit_of(visit, said), visit.asks or "")
    give_plan(asked.db, visit, session, wanted, slots, by=asked.actor, at=asked.now)


def _said(asked: PageRequest[Arrival], visit: Visit, form: Welcome) -> Welcomed:
    zone, day = asked.house.settings.timezone, asked.subject.arrived_at
    limit = form.gone_by
    return Welcomed(
        replies=form.replies,
        gone_by=datetime.combine(day.astimezone(zone).date(), limit, zone) if limit else None,
        alone=form.alone,
        why_not_alone=form.why_not_alone,
        came_with=form.came_with,
        keep_out=form.keep_out,
        avoided=form.avoided & offers.workers_at(asked.db, visit.session_id).keys(),
    )


def _limit_of(visit: Visit, said: Welcomed) -> datetime | None:
    """Until when she can stay: what she says now, else what she said when she booked."""
    return said.gone_by if said.says_how_long else visit.gone_by


def _stops(asked: PageRequest[Arrival], visit: Visit) -> Sequence[Stop]:
    people = everybody(asked.db, asked.actor, visit.session_id)
    return next((each.stops for each in people if each.visit_id == visit.id), ())


def _unkept(asked: PageRequest[Arrival], visit: Visit, said: Welcomed) -> Sequence[Stop]:
    found = unkept(_stops(asked, visit), gone_by=_limit_of(visit, said), avoided=said.avoided)
    return [stop for stop in found if stop.began is None]


def _search(asked: PageRequest[Arrival], visit: Visit, said: Welcomed) -> Asked | None:
    """What to look for instead: the needs that she still has, within her limit, from now on."""
    session = openings.session_ahead(asked.db, visit.session_id, asked.now)
    journey = answers_of(visit)
    if session is None or not journey.needs:
        return None
    zone, limit = asked.house.settings.timezone, _limit_of(visit, said)
    soonest = max(asked.now, session.starts_at)
    wish = wish_for(journey, session, soonest=soonest, zone=zone)
    has_welcome = any(stop.need == WELCOME for stop in _stops(asked, visit))
    wish = replace(
        wish,
        not_before=minutes(soonest),
        gone_by=minutes(limit) if limit else None,
        welcome=has_welcome,
    )
    return Asked(session.id, wish, asked.now, visit.id, said.avoided)


def _conflict(asked: PageRequest[Arrival], visit: Visit, said: Welcomed) -> Conflict | None:
    stops = _unkept(asked, visit, said)
    if not stops:
        return None
    search = _search(asked, visit, said)
    return Conflict(stops, offers.offers(asked.db, search) if search else ())


def _form(
    asked: PageRequest[Arrival],
    typed: Typed,
    *,
    problems: Mapping[str, str] | None = None,
    said: Welcomed | None = None,
    notice: str = "",
) -> Response:
    visit = asked.db.get_one(Visit, asked.subject.visit_id)
    asked.note("welcome seen", visit.id)
    return asked.show(
        WELCOME_PAGE,
        fragment="content",
        status=422 if problems else 409 if notice else 200,
        here="door",
        guest=guest_of(asked.db, asked.actor, visit),
        arrival=asked.subject,
        visit=visit,
        is_to_hear=asked.db.get_one(Client, visit.client_id).is_to_hear,
        stops=_stops(asked, visit),
        workers=offers.workers_at(asked.db, visit.session_id),
        names=offers.needs_at(asked.db, visit.session_id),
        conflict=_conflict(asked, visit, said) if said else None,
        typed=typed,
        problems=problems or {},
        notice=notice,
        alert=open_alert(asked.db, visit.session_id),
        hold_on=waits_for_coordinator(asked.db, visit.session_id, asked.now),
    )
