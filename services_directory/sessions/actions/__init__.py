"""Sessions are planned; what is scarce in them is taken and given back."""

from services_directory.sessions.actions.claims import (
    SlotJustTaken,
    claim,
    keep,
    lock_sessions,
    mark_changed,
    release,
)
from services_directory.sessions.actions.plan import plan_sessions
from services_directory.sessions.actions.wanted import PatternRefused

__all__ = [
    "PatternRefused",
    "SlotJustTaken",
    "claim",
    "keep",
    "lock_sessions",
    "mark_changed",
    "plan_sessions",
    "release",
]
