"""What will reach her, said before she books, and written down with the booking."""

from typing import Any
from uuid import UUID

from bookings.contact.actions.approving import approve
from bookings.contact.actions.saying import say_online
from bookings.contact.rules.choices import Channel, Kind, SaidBy
from bookings.contact.rules.preference import Wording
from bookings.contact.rules.ringing import may_ring
from bookings.contact.rules.verdicts import Reason, Withhold
from bookings.visits import forms
from bookings.visits.actions.reminding import plan_reminder
from bookings.visits.actions.telling import tell_of_offer
from bookings.visits.models import Visit, WaitingPlace
from bookings.visits.steps import words
from bookings.visits.steps.ahead import Ahead
from bookings.visits.steps.reaching import CALLS, answers, approved_words, preference
from bookings.visits.steps.step import Asked


def said_view(asked: Asked, coming: Ahead) -> dict[str, Any]:
    """What will reach her, in a line: texts with when the first would come, calls, or nothing."""
    journey = asked.subject.journey
    form = forms.ContactWords.read(journey.typed.get("contact_words", {}))
    allowed = approved_words(journey)
    drawn = words.draw(asked, coming, form) if allowed else []
    messages = [each for each in drawn if each.kind in allowed]
    return {
        "texts": bool(allowed),
        "waits": coming.last_word is not None,
        "outlook": words.outlook(asked, coming, messages),
        "calls": journey.ways in CALLS,
        "no_call": _why_no_call(asked) if journey.ways in CALLS else None,
    }


def _why_no_call(asked: Asked) -> Reason | None:
    ringing = may_ring(preference(asked.subject.journey, asked.now), asked.now)
    return ringing.reason if isinstance(ringing, Withhold) else None


def keep(asked: Asked, visit: Visit) -> None:
    """Write down what she said, and the words that she allowed, with the visit itself (V-15)."""
    if _keep_all(asked, visit.client_id):
        plan_reminder(asked.db, visit, at=asked.now)


def keep_waiting(asked: Asked, place: WaitingPlace) -> None:
    """As `keep`, with her place in line. It was made before any phrase opened it (S-07)."""
    if _keep_all(asked, place.client_id):
        tell_of_offer(asked.db, place, at=asked.now)


def _keep_all(asked: Asked, client_id: UUID) -> bool:
    """Whether she said anything."""
    journey = asked.subject.journey
    said = answers(journey)
    if said:
        say_online(asked.db, client_id, said, at_booking=True, by=asked.actor, at=asked.now)
    for kind, wording in approved_words(journey).items():
        _approve(asked, client_id, kind, wording)
    return bool(said)


def _approve(asked: Asked, client_id: UUID, kind: Kind, wording: Wording) -> None:
    approve(
        asked.db,
        client_id,
        kind,
        Channel.TEXT,
        wording,
        said_by=SaidBy.ONLINE,
        at_booking=True,
        by=asked.actor,
        at=asked.now,
    )
