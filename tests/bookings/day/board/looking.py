"""What a page asks for again by itself, and what was written down of those who looked."""

import sqlalchemy as sa

from portal.record.models import Entry
from tests.bookings.day.board.morning import Morning


def read(morning: Morning, verb: str) -> int:
    """How often a reading was recorded."""
    with morning.town.reading() as db:
        counted = sa.select(sa.func.count()).select_from(Entry).where(Entry.verb == verb)
        return db.scalar(counted) or 0


def poll_of(text: str) -> str:
    """The address that the rows are asked for again at."""
    return text.partition('hx-get="')[2].partition('"')[0]
