"""The only module that asks the machine what time it is."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]


def utc_now() -> datetime:
    """The moment it is, aware, in UTC."""
    return datetime.now(UTC)
