"""The tries of the last day, by fingerprints: no address and no word is ever stored."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from portal.db.base import Row
from portal.db.columns import fingerprint_column
from portal.limits.rules import Gate


class Try(Row):
    """One try that went ahead at `moment`, or, until it is `taken`, the promise of that moment.

    Where none is promised, it stands in line: `moment` is `IN_LINE` after it last asked, and
    the id, which begins with when it came, says who is before whom.
    """

    __tablename__ = "tries"

    gate: Mapped[Gate]
    network: Mapped[bytes] = fingerprint_column()
    about: Mapped[bytes | None] = fingerprint_column()
    moment: Mapped[datetime]
    taken: Mapped[bool]

    __table_args__ = (
        sa.Index(None, "gate", "network", "moment"),
        sa.Index(None, "gate", "about", "moment"),
        sa.Index(None, "gate", "moment"),
        sa.Index(None, "taken", "moment"),
    )
