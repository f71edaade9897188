"""What a button at the creche sends: which child, and with whom. A child goes with somebody on
the child's own list, chosen by id; no name can be typed for it (S-46)."""

from dataclasses import dataclass
from uuid import UUID

from bookings.day.forms.replan import as_id
from portal.web.forms import Problems, Typed, one

LONGEST_NAME = 60
BROUGHT = "brought"


@dataclass(frozen=True, slots=True)
class CrecheForm:
    """`to` is BROUGHT for whoever brought the child, or the id of somebody who was named."""

    go: str
    child_id: UUID | None
    to: str

    @classmethod
    def read(cls, typed: Typed) -> "CrecheForm":
        return cls(one(typed, "go")[:20], as_id(one(typed, "child")), one(typed, "to")[:40])


@dataclass(frozen=True, slots=True)
class NameForm:
    """The name of whoever brings a child, or may fetch one."""

    name: str

    @classmethod
    def read(cls, typed: Typed) -> "NameForm | Problems":
        name = " ".join(one(typed, "name").split())
        if not name or len(name) > LONGEST_NAME:
            return Problems(name="missing" if not name else "too_long")
        return cls(name)
