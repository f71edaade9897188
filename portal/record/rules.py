"""What an entry says, as one line: the chain is made over these lines, in order."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

# What the first entry is chained to.
BEGINNING = b"\0" * 32


class Mark(NamedTuple):
    """Where the record ended at some moment; written down as `number:digest`."""

    number: int
    digest: bytes

    def __str__(self) -> str:
        return f"{self.number}:{self.digest.hex()}"


def read_mark(text: str) -> Mark:
    """A mark as it was written down. Raises ValueError."""
    number, _, digest = text.strip().partition(":")
    if not (number.isascii() and number.isdecimal() and len(digest) == 2 * len(BEGINNING)):
        raise ValueError("a mark of the record is NUMBER:DIGEST")
    return Mark(int(number), bytes.fromhex(digest))


def first_unkept(marks: Iterable[Mark], found: Mapping[int, bytes]) -> Mark | None:
    """The earliest mark that the record does not go through, as the chain was followed: what it
    stood for was cut off, or is another history's. None where it goes through all of them."""
    return next((mark for mark in sorted(marks) if found.get(mark.number) != mark.digest), None)


def line_of(number: int, at: datetime, who: str, verb: str, about: UUID) -> str:
    """The same entry gives the same line on every database; no other entry gives it."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return "\x1f".join((str(number), moment, who, verb, about.hex))
