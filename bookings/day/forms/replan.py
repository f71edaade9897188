"""Which worker is late or has gone, and the plan that was shown for it."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from portal.web.forms import Typed, one

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
        return cls(worker_id, minutes, _wall(one(typed, "since")), one(typed, "mark")[:60])


def as_id(text: str) -> UUID | None:
    """The id that a field holds; None where it holds none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _wall(text: str) -> time | None:
    try:
        wall = time.fromisoformat(text) if text else None
    except ValueError:
        return None
    return wall.replace(tzinfo=None) if wall else None
