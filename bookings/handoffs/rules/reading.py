"""When a packet may be read at all; asked anew at every request (S-36, R-17)."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from bookings.handoffs.rules.stages import SETTLED, WITH_THEM, Stage
from bookings.handoffs.rules.state import State
from bookings.handoffs.rules.steps import Who


class Unreadable(Enum):
    """Why not. None of these is told to whoever asks: to them it is not there."""

    NOT_YET_SENT = "not_yet_sent"
    NOT_RECEIVED = "not_received"
    CAME_BACK = "came_back"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    REPLACED = "replaced"
    NOT_THEIRS = "not_theirs"
    LEFT = "left"
    SHUT_OUT = "shut_out"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who would read, and on which side; `has_left` the job, or is `shut_out` by her (S-28)."""

    id: UUID
    side: Who
    has_left: bool = False
    is_shut_out: bool = False


@dataclass(frozen=True, slots=True)
class PacketStands:
    """What the packet stands on at this moment. `until` is None only for what no agreement carries;
    `withdrawn_at` counts only where `agreement.closes_on_withdrawal` says so."""

    until: datetime | None
    withdrawn_at: datetime | None = None
    is_replaced: bool = False


_THEIRS_TO_READ = frozenset({Stage.RECEIVED, Stage.ASKED}) | WITH_THEM | SETTLED


def why_not(state: State, packet: PacketStands, reader: Reader, now: datetime) -> Unreadable | None:
    """None where this reader may read this packet at this aware moment. A receiver reads once they
    have received it by name, and a colleague once it was handed over to them (R-04, R-16)."""
    if reader.has_left:
        return Unreadable.LEFT
    if reader.is_shut_out:
        return Unreadable.SHUT_OUT
    return _why_for_nobody(state, packet, now) or _why_not_on(reader, state)


def _why_for_nobody(state: State, packet: PacketStands, now: datetime) -> Unreadable | None:
    if state.stage is Stage.CLOSED:
        return Unreadable.CLOSED
    if state.stage is Stage.WITHDRAWN or _is_past(packet.withdrawn_at, now):
        return Unreadable.WITHDRAWN
    if state.stage is Stage.EXPIRED or _is_past(packet.until, now):
        return Unreadable.EXPIRED
    return Unreadable.REPLACED if packet.is_replaced else None


def _why_not_on(reader: Reader, state: State) -> Unreadable | None:
    if reader.side is Who.SENDER:
        return None
    if reader.side is not Who.RECEIVER:
        return Unreadable.NOT_THEIRS
    if state.is_shut:
        return Unreadable.CAME_BACK
    if state.stage not in _THEIRS_TO_READ:
        is_sent = state.stage is Stage.SENT
        return Unreadable.NOT_RECEIVED if is_sent else Unreadable.NOT_YET_SENT
    return None if reader.id == state.receiver else Unreadable.NOT_THEIRS


def _is_past(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now
