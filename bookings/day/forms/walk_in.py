"""What is typed of somebody who walks in, or for whom a coordinator books."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from bookings.day.rules.welcome import clock_time
from bookings.visits.rules.plans import MOST_NEEDS, WELCOME
from portal.web.forms import Problems, Typed, as_id, one

LONGEST_NAME = 40
WITHOUT_TIMES = "none"


@dataclass(frozen=True, slots=True)
class WalkIn:
    """A name, needs in the order of the directory, and a limit. `take` is the code of a plan,
    WITHOUT_TIMES, or empty while there is still to choose; `session` the one to book ahead for."""

    name: str
    needs: tuple[str, ...]
    gone_by: time | None
    take: str
    session: UUID | None

    @classmethod
    def read(cls, typed: Typed) -> "WalkIn | Problems":
        problems = Problems()
        name = one(typed, "name") or one(typed, "suggested")
        if len(name) > LONGEST_NAME:
            problems["name"] = "too_long"
        gone_by = clock_time(one(typed, "gone_by"))
        if one(typed, "gone_by") and gone_by is None:
            problems["gone_by"] = "time_unreadable"
        needs = tuple(dict.fromkeys(typed.get("need", [])))[:MOST_NEEDS]
        take, session = one(typed, "take"), as_id(one(typed, "session"))
        kept = tuple(need for need in needs if need != WELCOME)
        return problems or cls(" ".join(name.split()), kept, gone_by, take, session)
