"""How an entry is chained to the one before it, so that a change or a gap shows."""

import hashlib
from datetime import UTC, datetime
from uuid import UUID

BEGINNING = b"\0" * 32


def digest(before: bytes, number: int, at: datetime, who: str, verb: str, about: UUID) -> bytes:
    """32 bytes over the entry and the digest before it."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    text = "\x1f".join((str(number), moment, who, verb, about.hex))
    return hashlib.sha256(before + text.encode()).digest()
