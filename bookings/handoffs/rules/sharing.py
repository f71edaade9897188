"""Whether a packet may go at all: what of it rests on her agreement and what on a lawful reason,
kept apart (C-23, S-32, S-39)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeAlias
from uuid import UUID

from bookings.handoffs.rules import agreement as agreeing
from bookings.handoffs.rules import without as deciding
from bookings.handoffs.rules.agreement import Agreement
from bookings.handoffs.rules.beforehand import Before, unheard
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.packet import Packet
from bookings.handoffs.rules.without import WithoutHer


class Missing(Enum):
    """What is not there at all: of one that she avoids, anybody who may read it (S-28)."""

    ANYTHING_TO_SEND = "anything_to_send"
    AGREEMENT = "agreement"
    LAWFUL_DECISION = "lawful_decision"
    ANOTHER_PLACE = "another_place"


Lack: TypeAlias = Missing | agreeing.Lack | deciding.Lack | Before


@dataclass(frozen=True, slots=True)
class Share:
    """On what a packet goes, to a service by its id."""

    packet: Packet
    recipient: UUID
    agreement: Agreement | None = None
    without: WithoutHer | None = None
    heard: Collection[Before] = ()


def lacking(share: Share, now: datetime) -> Iterator[Lack]:
    """Why it may not go, in the order in which it can be mended; nothing where it may. What rests
    on a lawful reason never waits for what rests on her agreement: it is a packet of its own."""
    packet = share.packet
    if not packet.entries:
        yield Missing.ANYTHING_TO_SEND
    if packet.rests_on_agreement and not _is_childs(packet):
        yield from unheard(packet.desk, share.heard)
        yield from _of_agreement(share, now)
    if _needs_decision(packet):
        yield from _of_decision(share)


def may_go(share: Share, now: datetime) -> bool:
    """Whether nothing is missing: what `state.Said.may_go` says."""
    return not any(True for _ in lacking(share, now))


def _of_agreement(share: Share, now: datetime) -> Iterator[Lack]:
    if share.agreement is None:
        yield Missing.AGREEMENT
    else:
        yield from agreeing.lacking(share.agreement, share.packet, share.recipient, now)


def _of_decision(share: Share) -> Iterator[Lack]:
    if share.without is None:
        yield Missing.LAWFUL_DECISION
    else:
        yield from deciding.lacking(share.without, share.packet)


def _needs_decision(packet: Packet) -> bool:
    """A child's packet always does, whatever she said: it says why, and whether she was told."""
    has_lawful = any(entry.lawful is not None for entry in packet.entries)
    return has_lawful or _is_childs(packet)


def _is_childs(packet: Packet) -> bool:
    return packet.desk is DeskKind.CHILDRENS_SOCIAL_CARE
