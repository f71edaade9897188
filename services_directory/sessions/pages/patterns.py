"""The weekly patterns: their list, and one of them with its desks, seats and dates (C-01)."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from portal.access import Actor
from portal.web.forms import Problems, Typed, one
from portal.web.page import PageRequest
from services_directory.sessions.actions.patterns import (
    AlreadyThere,
    ChangedMeanwhile,
    DateIsTaken,
    add_pattern,
    change_pattern,
)
from services_directory.sessions.actions.wanted import PatternRefused
from services_directory.sessions.actions.words import Planned
from services_directory.sessions.forms import patterns as forms
from services_directory.sessions.models import ExceptionKind, Nation, Purpose, Schedule
from services_directory.sessions.pages.presses import ALREADY, PRESSES, Asked
from services_directory.sessions.queries import patterns as queries
from services_directory.sessions.rules.dates import WEEKDAYS

LIST, ONE = "services_directory/sessions/patterns.html", "services_directory/sessions/pattern.html"


def show_patterns(asked: PageRequest[Actor]) -> Response:
    return _list(asked, {}, Problems())


def press_new(asked: PageRequest[Actor]) -> Response:
    """A new pattern, at a place that stays its own; its desks are added on its page."""
    read = forms.read_week(asked.typed)
    place = forms.chosen(asked.typed, "place", [each.id for each in queries.places(asked.db)])
    if isinstance(read, Problems) or place is None:
        missing = Problems({} if place else {"place": "choose_one"})
        return _list(asked, asked.typed, Problems(missing | _problems(read)))
    week = {name: getattr(read, name) for name in read.__slots__}
    zone = asked.house.settings.timezone.key
    schedule = Schedule(location_id=place, timezone=zone, **week)
    try:
        add_pattern(asked.db, schedule, by=asked.actor, at=asked.now)
    except PatternRefused as refused:
        return _list(asked, asked.typed, Problems(), refused=refused.problems)
    return asked.done(f"/plan/{schedule.id}")


def show_pattern(asked: Asked) -> Response:
    return _one(asked)


def press_pattern(asked: Asked) -> Response:
    """One button. What it changed, and what it could not, is told on the same page."""
    go = one(asked.typed, "go")
    if go not in PRESSES:
        return _one(asked)
    change = PRESSES[go](asked)
    if isinstance(change, Problems):
        return _one(asked, problems=change)
    seen = int(one(asked.typed, "seen")) if one(asked.typed, "seen")[:6].isdecimal() else -1
    try:
        report = change_pattern(
            asked.db, asked.subject.id, seen, change, by=asked.actor, at=asked.now
        )
    except ChangedMeanwhile:
        return _one(asked, status=409, notice="changed_meanwhile")
    except PatternRefused as refused:
        return _one(asked, status=422, refused=refused.problems)
    except AlreadyThere:
        return _one(asked, problems=Problems({ALREADY.get(go, "day"): "already_there"}))
    except DateIsTaken as taken:
        problems = Problems({"day" if go == "date" else "exception": "date_is_taken"})
        return _one(asked, problems=problems, taken=taken.session_id)
    return _one(asked, report=report)


def _list(
    asked: PageRequest[Any], typed: Typed, problems: Problems, refused: tuple[str, ...] = ()
) -> Response:
    return asked.show(
        LIST,
        fragment="content",
        status=422 if problems or refused else 200,
        here="plan",
        refused=refused,
        patterns=queries.patterns(asked.db, asked.actor),
        blank=Schedule(),
        places=queries.places(asked.db),
        nations=list(Nation),
        weekdays=WEEKDAYS,
        typed=typed,
        problems=problems,
    )


def _one(
    asked: Asked,
    *,
    status: int = 200,
    problems: Problems | None = None,
    notice: str = "",
    refused: tuple[str, ...] = (),
    taken: UUID | None = None,
    report: Planned | None = None,
) -> Response:
    unsaved = bool(problems or notice or refused)
    at = f"{one(asked.typed, 'go')} {one(asked.typed, 'about')}" if unsaved else ""
    return asked.show(
        ONE,
        fragment="content",
        status=422 if problems else status,
        here="plan",
        pattern=asked.subject,
        at=at.strip(),
        typed=asked.typed if unsaved else {},
        problems=problems or {},
        notice=notice,
        refused=refused,
        taken=taken,
        report=report,
        services=queries.services(asked.db, asked.now),
        workers=queries.workers(asked.db),
        rooms=queries.rooms_at(asked.db, asked.subject.location_id),
        nations=list(Nation),
        weekdays=WEEKDAYS,
        purposes=list(Purpose),
        kinds=list(ExceptionKind),
    )


def _problems(read: object) -> Problems:
    return read if isinstance(read, Problems) else Problems()
