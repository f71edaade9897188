"""What would go to somebody now, kind by kind: the same decision as at the moment of sending."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple, TypeAlias

from sqlalchemy.orm import Session

from bookings.contact.queries import is_flagged
from bookings.contact.rules.choices import Channel, Kind, Route
from bookings.contact.rules.decision import decide
from bookings.contact.rules.fields import Field
from bookings.contact.rules.outgoing import Outgoing
from bookings.contact.rules.preference import LIFE, NO_WORDS, Preference
from bookings.contact.rules.ringing import Ringing
from bookings.contact.rules.verdicts import Reason, Verdict, Withhold
from bookings.reaching.queries.people import alert_is_on
from bookings.visits.models import Visit, VisitStatus
from portal.outbox.queries.due import tries_about
from services_directory.sessions.models import ServiceSession

# Whoever sends knows more than this: what the words are, and how much went out today.
WouldBe: TypeAlias = Callable[[Session, Visit, Preference, Kind, Channel, datetime], Outgoing]

ADDRESSES = {Channel.TEXT: Field.MOBILE_NUMBER, Channel.EMAIL: Field.EMAIL_ADDRESS}


class WouldGo(NamedTuple):
    """One kind by one way, and what becomes of it at this moment."""

    kind: Kind
    channel: Channel
    verdict: Verdict


def would_go(
    db: Session, visit: Visit, preference: Preference, at: datetime, would_be: WouldBe
) -> list[WouldGo]:
    """Every kind of message: by text, and by e-mail where that was allowed."""
    channels = [Channel.TEXT]
    if preference.allows(Route.EMAIL):
        channels.append(Channel.EMAIL)
    return [
        WouldGo(
            kind,
            channel,
            decide(preference, would_be(db, visit, preference, kind, channel, at), at),
        )
        for channel in channels
        for kind in Kind
    ]


def one_reason(ringing: Ringing, found: Iterable[WouldGo]) -> Reason | None:
    """Why nothing at all may reach her, where it is the same for every way and kind."""
    verdicts = [ringing, *(each.verdict for each in found)]
    reasons = {each.reason if isinstance(each, Withhold) else None for each in verdicts}
    return reasons.pop() if len(reasons) == 1 else None


def as_approved(
    db: Session, visit: Visit, preference: Preference, kind: Kind, channel: Channel, at: datetime
) -> Outgoing:
    """The message in the words that she approved; without approval it has none, and goes nowhere
    (S-09)."""
    begins = db.get_one(ServiceSession, visit.session_id).starts_at
    to = preference.text(ADDRESSES[channel])
    return Outgoing(
        kind=kind,
        channel=channel,
        to=to,
        wording=preference.approved.get((kind, channel), NO_WORDS),
        is_reviewed=True,
        fits_one_part=True,
        useful_until=at + LIFE if kind is Kind.PLEASE_RING else begins,
        begins_at=begins,
        stands=visit.status is VisitStatus.BOOKED,
        sent_so_far=tries_about(db, visit.id),
        number_is_flagged=bool(to) and channel is Channel.TEXT and is_flagged(db, to),
        alert_is_on=alert_is_on(db, visit.id),
    )
