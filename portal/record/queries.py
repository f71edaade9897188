"""Reading the record back: is the chain whole?"""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.record.models import Entry, Head
from portal.record.rules import BEGINNING, digest

_IN_ORDER = sa.select(Entry).order_by(Entry.number).execution_options(yield_per=1000)


def first_break(db: Session) -> int | None:
    """The number of the first entry that was changed, cut or added by another hand; None if none.

    A cut tail shows as the number after the last entry.
    """
    before, expected = BEGINNING, 1
    for entry in db.scalars(_IN_ORDER):
        same = digest(before, expected, entry.at, entry.who, entry.verb, entry.about)
        if entry.number != expected or entry.digest != same:
            return expected
        before, expected = entry.digest, expected + 1
    head = db.get(Head, 1)
    ends = (head.number, head.digest) if head else (0, BEGINNING)
    return None if ends == (expected - 1, before) else expected
