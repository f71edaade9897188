"""People and what is written down of them. Those who do harm are in `models.harm`, and what totals
are made of in `models.equality`: neither is brought in from here."""

from bookings.people.models.children import ChildAdult, ChildFact, ChildNote
from bookings.people.models.clients import Child, Client
from bookings.people.models.described import AbuseEntry, CaseEvent, CaseNote
from bookings.people.models.facts import CaseFact
from bookings.people.models.links import CaseTurn, Link, LookedAt, Mark, SafeguardingLead, Side
from bookings.people.models.records import CaseRecord
from bookings.people.models.risk import RiskResult, RiskTool
from bookings.people.models.shut_out import ShutOut
from bookings.people.models.steps import ChildStep, PlanStep
from bookings.people.models.written import Written

__all__ = [
    "AbuseEntry",
    "CaseEvent",
    "CaseFact",
    "CaseNote",
    "CaseRecord",
    "CaseTurn",
    "Child",
    "ChildAdult",
    "ChildFact",
    "ChildNote",
    "ChildStep",
    "Client",
    "Link",
    "LookedAt",
    "Mark",
    "PlanStep",
    "RiskResult",
    "RiskTool",
    "SafeguardingLead",
    "ShutOut",
    "Side",
    "Written",
]
