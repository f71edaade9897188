"""People and what is written down of them."""

from bookings.people.models.clients import Child, Client
from bookings.people.models.facts import CaseFact
from bookings.people.models.records import CaseRecord
from bookings.people.models.written import Written

__all__ = ["CaseFact", "CaseRecord", "Child", "Client", "Written"]
