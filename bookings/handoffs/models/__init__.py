"""What is passed on, to whom, on what, and what came of it."""

from bookings.handoffs.models.escalations import HandoffEscalation, Over
from bookings.handoffs.models.grounds import HandoffAgreement, HandoffDecision
from bookings.handoffs.models.handoffs import NO_RUNG, Handoff, HandoffStep
from bookings.handoffs.models.housing import HousingApplication, HousingConsents
from bookings.handoffs.models.introductions import Introduction
from bookings.handoffs.models.needs import HandoffNeed
from bookings.handoffs.models.packets import HandoffField, HandoffPacket
from bookings.handoffs.models.teams import ServiceHours, ServiceTeam

__all__ = [
    "NO_RUNG",
    "Handoff",
    "HandoffAgreement",
    "HandoffDecision",
    "HandoffEscalation",
    "HandoffField",
    "HandoffNeed",
    "HandoffPacket",
    "HandoffStep",
    "HousingApplication",
    "HousingConsents",
    "Introduction",
    "Over",
    "ServiceHours",
    "ServiceTeam",
]
