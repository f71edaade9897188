"""House rules that are read off every step of the journey."""

from tests.bookings.visits.conftest import toured

__all__ = ["toured"]
