"""Her agreement: to exactly this, for this one, for this, until then; and told beforehand that they
may have to keep what they have read (V-29, C-23)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from bookings.handoffs.rules.fields import PacketField
from bookings.handoffs.rules.outcomes import says_something
from bookings.handoffs.rules.packet import Packet

# It is limited in time; she can agree again.
AT_LONGEST = timedelta(days=180)


class GivenHow(Enum):
    """How she gave it, having seen or heard exactly what goes."""

    READ_AND_SAID_YES = "read_and_said_yes"
    HEARD_AND_SAID_YES = "heard_and_said_yes"
    HEARD_THROUGH_INTERPRETER = "heard_through_interpreter"
    HEARD_ON_THE_PHONE = "heard_on_the_phone"
    SIGNED = "signed"


class Lack(Enum):
    """What an agreement lacks."""

    FIELDS = "fields"
    DIGEST = "digest"
    RECIPIENT = "recipient"
    PURPOSE = "purpose"
    UNTIL = "until"
    HOW = "how"
    WORDING = "wording"
    TOLD_THEY_MAY_KEEP = "told_they_may_keep"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What she agreed to. `recipient` is a service's id; `wording` names the version of the words
    she read or heard. `taken_by` wrote it down."""

    fields: tuple[PacketField, ...]
    digest: str
    recipient: UUID | None
    purpose: str = field(repr=False)
    given_at: datetime
    until: datetime | None
    how: GivenHow | None
    wording: str
    was_told_they_may_keep: bool
    taken_by: UUID
    withdrawn_at: datetime | None = None


def lacking(agreement: Agreement, packet: Packet, recipient: UUID, now: datetime) -> Iterator[Lack]:
    """Why this packet may not go to this one on this agreement, at an aware moment (V-24, V-29).

    It stands for the packet that she saw: one byte or one field more, and it is another.
    """
    found = {
        Lack.FIELDS: agreement.fields == agreed_fields(packet),
        Lack.DIGEST: agreement.digest == packet.digest,
        Lack.RECIPIENT: agreement.recipient == recipient,
        Lack.PURPOSE: says_something(agreement.purpose),
        Lack.UNTIL: _is_limited(agreement) and stands(agreement, now),
        Lack.HOW: agreement.how is not None,
        Lack.WORDING: bool(agreement.wording.strip()),
        Lack.TOLD_THEY_MAY_KEEP: agreement.was_told_they_may_keep,
        Lack.WITHDRAWN: not _is_withdrawn(agreement, now),
    }
    return (lack for lack in Lack if not found[lack])


def agreed_fields(packet: Packet) -> tuple[PacketField, ...]:
    """What she said yes to and what goes."""
    return tuple(entry.field for entry in packet.entries if entry.is_agreed)


def stands(agreement: Agreement, now: datetime) -> bool:
    """Whether it still holds: its time is not over, and she has not withdrawn it."""
    is_in_time = agreement.until is not None and now < agreement.until
    return is_in_time and not _is_withdrawn(agreement, now)


def closes_on_withdrawal(packet: Packet) -> bool:
    """Whether her withdrawing shuts the receiver's view, all of it, at once: where any field rests
    on her agreement alone. What may go without it is then sent as a packet of its own (V-29)."""
    return bool(packet.rests_on_agreement)


def _is_withdrawn(agreement: Agreement, now: datetime) -> bool:
    return agreement.withdrawn_at is not None and agreement.withdrawn_at <= now


def _is_limited(agreement: Agreement) -> bool:
    until = agreement.until
    return until is not None and agreement.given_at < until <= agreement.given_at + AT_LONGEST
