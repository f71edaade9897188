"""Which worker is late or has gone, and the plan that was shown for it."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from bookings.day.rules.welcome import clock_time
from portal.web.forms import Typed, as_id, one

GONE = "gone"
LATE = tuple(str(minutes) for minutes in range(5, 65, 5))


@dataclass(frozen=True, slots=True)
class TroubleForm:
    """`minutes` is None for a worker who has gone. No worker where none was chosen, or where how
    late is not among the choices."""

    worker_id: UUID | None
    minutes: int | None
    since: time | None
    mark: str

    @classmethod
    def read(cls, typed: Typed) -> "TroubleForm":
        late = one(typed, "late")
        minutes = int(late) if late in LATE else None
        known = late in (*LATE, GONE)
        worker_id = as_id(one(typed, "worker")) if known else None
        return cls(worker_id, minutes, clock_time(one(typed, "since")), one(typed, "mark")[:60])
