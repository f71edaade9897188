"""Sharing without her agreement: a lawful reason for each field, and never one person alone for
longer than a day (C-23, S-32, S-39)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import PacketField
from bookings.handoffs.rules.outcomes import says_something
from bookings.handoffs.rules.packet import LawfulReason, Packet

REVIEW_WITHIN = timedelta(hours=24)


class Lack(Enum):
    """What is missing before it may go."""

    NECESSITY = "necessity"
    PROPORTION = "proportion"
    SECOND_PERSON = "second_person"
    WHETHER_SHE_KNOWS = "whether_she_knows"
    WHY_SHE_DOES_NOT = "why_she_does_not"
    CHILD_REASON = "child_reason"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why one field must go: the lawful reason, and why nothing less would do."""

    reason: LawfulReason
    necessity: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class WithoutHer:
    """A decision to share. `she_knows` is None until somebody has said; `second` agreed before it
    went, `reviewed_by` afterwards."""

    grounds: Mapping[PacketField, Ground]
    proportion: str = field(repr=False)
    decided_by: UUID
    decided_at: datetime
    she_knows: bool | None
    why_not: str = field(default="", repr=False)
    second: UUID | None = None
    reviewed_by: UUID | None = None
    reviewed_at: datetime | None = None


def reasons_of(grounds: Mapping[PacketField, Ground]) -> dict[PacketField, LawfulReason]:
    """What `packet.freeze` takes: no field without a necessity has a reason (S-32)."""
    return {
        field: ground.reason
        for field, ground in grounds.items()
        if says_something(ground.necessity)
    }


def lacking(decision: WithoutHer, packet: Packet) -> Iterator[Lack]:
    """What must yet be said. An adult's agreement is nowhere among it, and where a child or a life
    is at risk no second person is waited for (S-39, C-23)."""
    decided = reasons_of(decision.grounds)
    lawful = [entry for entry in packet.entries if entry.lawful is not None]
    if any(decided.get(entry.field) is not entry.lawful for entry in lawful):
        yield Lack.NECESSITY
    if not says_something(decision.proportion):
        yield Lack.PROPORTION
    if not has_second(decision) and not may_go_alone(decision, packet.desk):
        yield Lack.SECOND_PERSON
    if decision.she_knows is None:
        yield Lack.WHETHER_SHE_KNOWS
    if decision.she_knows is False and not says_something(decision.why_not):
        yield Lack.WHY_SHE_DOES_NOT
    if packet.desk is DeskKind.CHILDRENS_SOCIAL_CARE and packet.rests_on_agreement:
        yield Lack.CHILD_REASON


def may_go_alone(decision: WithoutHer, desk: DeskKind) -> bool:
    """One person may decide where a life is at risk, or refers a child who is, each field for that;
    somebody else looks at it within 24 hours."""
    urgent = {LawfulReason.LIFE_AT_RISK}
    if desk is DeskKind.CHILDRENS_SOCIAL_CARE:
        urgent.add(LawfulReason.CHILD_AT_RISK)
    reasons = {ground.reason for ground in decision.grounds.values()}
    return bool(reasons) and reasons <= urgent


def has_second(decision: WithoutHer) -> bool:
    """Whether somebody other than who decided agreed to it."""
    return decision.second not in (None, decision.decided_by)


def review_due(decision: WithoutHer) -> datetime | None:
    """By when somebody else must have looked at it; None where a second person did before or has
    since. Whoever decided cannot review (C-23)."""
    is_reviewed = decision.reviewed_at is not None
    by_another = decision.reviewed_by not in (None, decision.decided_by)
    if has_second(decision) or (is_reviewed and by_another):
        return None
    return decision.decided_at + REVIEW_WITHIN
