"""The tables of the weekly session: its pattern, its dates, and what is claimed of them."""

from services_directory.sessions.models.claims import Claim
from services_directory.sessions.models.dated import Desk, ServiceSession, SessionStatus, Slot
from services_directory.sessions.models.desk_patterns import DeskPattern, Presence, Purpose, Seat
from services_directory.sessions.models.patterns import (
    ExceptionKind,
    Nation,
    Schedule,
    ScheduleException,
)
from services_directory.sessions.models.workers import Gender, Room, Worker

__all__ = [
    "Claim",
    "Desk",
    "DeskPattern",
    "ExceptionKind",
    "Gender",
    "Nation",
    "Presence",
    "Purpose",
    "Room",
    "Schedule",
    "ScheduleException",
    "Seat",
    "ServiceSession",
    "SessionStatus",
    "Slot",
    "Worker",
]
