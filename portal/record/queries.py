"""Reading the record back: is the chain whole?"""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.record.models import Entry, Head
from portal.record.rules import BEGINNING

_IN_ORDER = sa.select(Entry).order_by(Entry.number).execution_options(yield_per=1000)


def first_break(db: Session) -> int | None:
    """The number of the first entry that another hand changed, cut or added; None if there is none.

    Entries cut from the end show as the first of them, since the head still counts them.
    """
    before, expected = BEGINNING, 1
    with db.scalars(_IN_ORDER) as entries:
        for entry in entries:
            if entry.digest != entry.chained_to(before):
                return expected
            before, expected = entry.digest, expected + 1
    head = db.get(Head, 1)
    ends = (head.number, head.digest) if head else (0, BEGINNING)
    return None if ends == (expected - 1, before) else min(ends[0] + 1, expected)
