"""What a welcome's form begins with: the limit, and all that was said where it is opened again."""

from bookings.day.models import Arrival
from bookings.day.queries.avoided import avoided_by
from bookings.day.queries.welcome import replies_of
from bookings.visits.models import Visit
from portal.web.page import PageRequest


def said_before(asked: PageRequest[Arrival]) -> dict[str, list[str]]:
    """What the form begins with: her limit, and all that was said where it was done before."""
    arrival, zone = asked.subject, asked.house.settings.timezone
    visit = asked.db.get_one(Visit, arrival.visit_id)
    typed: dict[str, list[str]] = {}
    if visit.gone_by is not None:
        typed["gone_by"] = [f"{visit.gone_by.astimezone(zone):%H:%M}"]
    if arrival.welcomed_at is not None:
        typed |= _whole_welcome(asked, arrival)
    return typed


def _whole_welcome(asked: PageRequest[Arrival], arrival: Arrival) -> dict[str, list[str]]:
    avoided = avoided_by(asked.db, arrival.visit_id)
    typed = {
        "alone": [arrival.alone.value if arrival.alone else ""],
        "why_not_alone": [arrival.why_not_alone or ""],
        **_somebody("came_with", arrival.came_with),
        **_somebody("keep_out", arrival.keep_out),
        "avoids_is": ["somebody" if avoided else "nobody"],
        "avoids": [str(each) for each in avoided],
    }
    for each in replies_of(asked.db, arrival):
        typed[f"reply_{each.question.value}"] = [each.reply.value]
        typed[f"words_{each.question.value}"] = [each.words or ""]
    return typed


def _somebody(name: str, words: str | None) -> dict[str, list[str]]:
    return {f"{name}_is": ["somebody" if words else "nobody"], name: [words or ""]}
