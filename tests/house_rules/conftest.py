"""House rules that are read off every step of the journey."""

from tests.bookings.visits.conftest import toured, town_file

__all__ = ["toured", "town_file"]
