"""Who receives for which service of one's own organisation, who hears of what is late there, who is
away, and when it works (C-15, P-01)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from starlette.responses import Response

from bookings.handoffs.actions.teams import NotOfTheTeam, name_for, name_no_more, set_hours
from bookings.handoffs.forms.steps import of_step, on_the_page
from bookings.handoffs.forms.team import RUNGS, WEEK, HoursForm, PartForm
from bookings.handoffs.queries.staffed import Named, Staffed, all_staffed, staffed
from portal.access import Actor
from portal.web.forms import Problems, as_id, one
from portal.web.page import PageRequest
from services_directory.listings.models import Service

TEAMS, TEAM = "bookings/handoffs/receiver_teams.html", "bookings/handoffs/receiver_team.html"
HOURS = "hours"

Asked = PageRequest[Service]


def show_teams(asked: PageRequest[Actor]) -> Response:
    """Every service of one's own organisation, and where a handoff would find nobody."""
    found = all_staffed(asked.db, asked.actor)
    return asked.show(TEAMS, fragment="content", here="team", teams=found)


def show_team(asked: Asked) -> Response:
    """One service: its people, and its hours."""
    return _team(asked)


def press_team(asked: Asked) -> Response:
    """Say what somebody does for it, or when it works."""
    go = one(asked.typed, "go")
    problems = _set_hours(asked) if go == HOURS else _set_part(asked, as_id(go))
    if problems:
        return _team(asked, go=go, problems=on_the_page(go, problems))
    return asked.sent_to(f"/team/{asked.subject.id}")


def _set_part(asked: Asked, account_id: UUID | None) -> Problems:
    if account_id is None:
        return Problems(rung="choose_one")
    typed = of_step(asked.typed, str(account_id))
    form = PartForm.read(typed, asked.now, asked.house.settings.timezone)
    if isinstance(form, Problems):
        return form
    by, at = asked.actor, asked.now
    try:
        if form.part is None:
            name_no_more(asked.db, asked.subject, account_id, by=by, at=at)
        else:
            name_for(asked.db, asked.subject, account_id, form.part, by=by, at=at)
    except NotOfTheTeam:
        return Problems(rung="choose_one")
    return Problems()


def _set_hours(asked: Asked) -> Problems:
    form = HoursForm.read(of_step(asked.typed, HOURS))
    if isinstance(form, Problems):
        return form
    set_hours(asked.db, asked.subject, form.weekly, by=asked.actor, at=asked.now)
    return Problems()


def _team(asked: Asked, *, go: str = "", problems: Mapping[str, str] | None = None) -> Response:
    found = staffed(asked.db, asked.subject)
    typed = {**_typed_of(asked, found), **(asked.typed if problems else {})}
    return asked.show(
        TEAM,
        fragment="content",
        status=422 if problems else 200,
        here="team",
        team=found,
        rungs=RUNGS,
        week=range(WEEK),
        go=go,
        typed=typed,
        problems=problems or {},
    )


def _typed_of(asked: Asked, found: Staffed) -> dict[str, list[str]]:
    """What stands, as it would be typed."""
    zone = asked.house.settings.timezone
    typed: dict[str, list[str]] = {}
    for each in found.people:
        typed |= on_the_page(str(each.account.id), _part_of(each, zone, asked.now))
    for hours in found.hours:
        span = {"opens": [f"{hours.opens:%H:%M}"], "closes": [f"{hours.closes:%H:%M}"]}
        typed |= on_the_page(HOURS, on_the_page(str(hours.weekday), span))
    return typed


def _part_of(named: Named, zone: Any, now: Any) -> dict[str, list[str]]:
    away = named.part.away_until if named.part and named.is_away(now) else None
    return {
        "receives": ["yes"] if named.receives else [],
        "rung": [RUNGS[named.rung]] if named.rung is not None and named.rung < len(RUNGS) else [""],
        "back": [f"{away.astimezone(zone):%Y-%m-%d}" if away else ""],
    }
