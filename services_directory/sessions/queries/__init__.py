"""What the layers above ask about sessions, answered by flat selects built once."""

from services_directory.sessions.queries.coming import ComingSession, coming_sessions
from services_directory.sessions.queries.free import FreeSlot, free_slots, run_out

__all__ = ["ComingSession", "FreeSlot", "coming_sessions", "free_slots", "run_out"]
