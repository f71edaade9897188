"""What the layers above ask about sessions, answered by flat selects built once."""

from services_directory.sessions.queries.coming import (
    ComingSession,
    coming_sessions,
    first_ids,
)
from services_directory.sessions.queries.free import FreeSlot, are_given, free_slots, run_out

__all__ = [
    "ComingSession",
    "FreeSlot",
    "are_given",
    "coming_sessions",
    "first_ids",
    "free_slots",
    "run_out",
]
