"""The coming sessions, and calling one off with everybody whom it concerns in view (S-56)."""

from starlette.responses import Response

from bookings.day.actions.planning import NobodyAtTheDoor, call_off_with_door
from bookings.day.forms.planning import read_call_off
from bookings.day.queries.planning import PlannedDate, affected, coming_dates
from portal.access import Actor
from portal.web.forms import Problems
from portal.web.page import PageRequest
from services_directory.sessions.actions import PatternRefused
from services_directory.sessions.actions.calling_off import DayIsGiven, HasBegun, NotHeld
from services_directory.sessions.actions.patterns import ChangedMeanwhile

CALENDAR, DATE = "bookings/day/calendar.html", "bookings/day/date.html"
BESIDE: dict[type[Exception], tuple[str, str]] = {
    NobodyAtTheDoor: ("at_the_door", "who_is_there"),
    DayIsGiven: ("instead", "day_is_given"),
    NotHeld: ("instead", "not_held"),
}


def show_calendar(asked: PageRequest[Actor]) -> Response:
    """Twelve weeks in numbers, and nobody's name."""
    dates = coming_dates(asked.db, asked.actor, asked.now)
    return asked.show(CALENDAR, fragment="content", here="plan", dates=dates)


def show_date(asked: PageRequest[PlannedDate]) -> Response:
    return _date(asked)


def press_off(asked: PageRequest[PlannedDate]) -> Response:
    """Call it off, or say what is missing; who booked since the page was opened is shown first."""
    form = read_call_off(asked.typed)
    if isinstance(form, Problems):
        return _date(asked, problems=form)
    try:
        call_off_with_door(
            asked.db,
            asked.subject,
            seen=form.seen,
            instead=form.instead,
            at_the_door=form.at_the_door,
            by=asked.actor,
            at=asked.now,
        )
    except ChangedMeanwhile:
        return _date(asked, notice="changed_meanwhile")
    except HasBegun:
        return _date(asked, notice="has_begun")
    except PatternRefused as refused:
        return _date(asked, refused=refused.problems)
    except tuple(BESIDE) as refused:
        name, code = BESIDE[type(refused)]
        return _date(asked, problems=Problems({name: code}))
    return asked.done(f"/plan/date/{asked.subject.id}")


def _date(
    asked: PageRequest[PlannedDate],
    *,
    problems: Problems | None = None,
    notice: str = "",
    refused: tuple[str, ...] = (),
) -> Response:
    """That it was looked at is recorded: the page names people."""
    asked.note("people of a date seen", asked.subject.id)
    people = affected(asked.db, asked.actor, asked.subject.id)
    return asked.show(
        DATE,
        fragment="content",
        status=422 if problems or refused else 409 if notice else 200,
        here="plan",
        session=asked.subject,
        people=people,
        has_begun=asked.subject.starts_at <= asked.now,
        typed=asked.typed,
        problems=problems or {},
        notice=notice,
        refused=refused,
    )
