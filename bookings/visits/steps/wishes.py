"""From what was typed to what is searched for: her answers as a wish for one session."""

import json
from datetime import datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from bookings.visits import forms
from bookings.visits.models import Visit
from bookings.visits.rules.journey import Journey
from bookings.visits.rules.plans import Wish
from portal.web.forms import Problems
from services_directory.sessions.queries import ComingSession

# Nobody can be in the building sooner than this after choosing on the phone.
ON_THE_WAY = timedelta(minutes=15)
UNSURE = "idva"

# The steps whose answers the morning needs, kept with the visit for the coordinator.
KEPT = ("needs", "hours", "asks", "company", "supporter")

Form = TypeVar("Form")


def answered(journey: Journey, step: str, form: type[Form]) -> Form | None:
    """What was answered on a step that she has passed; None where there are mistakes left."""
    answer = form.read(journey.typed.get(step, {}))  # type: ignore[attr-defined]
    return None if isinstance(answer, Problems) else answer


def needs_of(journey: Journey) -> tuple[str, ...]:
    """Her needs, most important first. Who is not sure talks it through with an adviser (V-09)."""
    return tuple(journey.needs) or (UNSURE,)


def called(journey: Journey) -> str:
    """What to call her: the name she typed, else the one that was suggested (V-01)."""
    name = answered(journey, "name", forms.Name)
    return (name.name if name else "") or journey.name_suggested


def packed_answers(journey: Journey) -> str:
    """What she asked for, as text to seal with the visit."""
    typed = {step: journey.typed[step] for step in KEPT if step in journey.typed}
    return json.dumps({"needs": list(needs_of(journey)), "typed": typed}, ensure_ascii=False)


def answers_of(visit: Visit) -> Journey:
    """A journey as far as a booked visit remembers it, to search again by."""
    kept = json.loads(visit.asks or "{}")
    return Journey(needs=kept.get("needs", []), typed=kept.get("typed", {}))


def wish_for(
    journey: Journey, session: ComingSession, *, soonest: datetime, zone: ZoneInfo
) -> Wish:
    """Her wish on the day of one session, in minutes since 1970, from `soonest` on."""
    hours = answered(journey, "hours", forms.Hours) or forms.Hours(None, None)
    asks = answered(journey, "asks", forms.Asks)
    starts = session.starts_at
    begins = max(soonest, _moment(starts, hours.not_before, zone) or starts)
    limit = gone_by(journey, starts, zone)
    return Wish(
        needs=needs_of(journey),
        not_before=minutes(begins),
        gone_by=None if limit is None else minutes(limit),
        gender=(asks.worker or None) if asks else None,
        language=(asks.speaks or None) if asks else None,
        welcome=not (asks and asks.no_welcome),
    )


def gone_by(journey: Journey, on: datetime, zone: ZoneInfo) -> datetime | None:
    """When she must be gone, on the day of that moment; None where she set no limit."""
    hours = answered(journey, "hours", forms.Hours)
    return _moment(on, hours.gone_by, zone) if hours else None


def _moment(on: datetime, wall: time | None, zone: ZoneInfo) -> datetime | None:
    return None if wall is None else datetime.combine(on.astimezone(zone).date(), wall, zone)


def minutes(at: datetime) -> int:
    """Whole minutes since 1970; a started minute counts as the next."""
    return -(-int(at.timestamp()) // 60)
