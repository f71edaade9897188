"""What an entry says, as one line: the chain is made over these lines, in order."""

from datetime import UTC, datetime
from uuid import UUID

# What the first entry is chained to.
BEGINNING = b"\0" * 32


def line_of(number: int, at: datetime, who: str, verb: str, about: UUID) -> str:
    """The same entry gives the same line on every database; no other entry gives it."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return "\x1f".join((str(number), moment, who, verb, about.hex))
