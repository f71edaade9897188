"""What a button at the creche sends: which child, and with whom. A child goes with somebody on
the child's own list, chosen by id; no name can be typed for it (S-46)."""

from dataclasses import dataclass
from uuid import UUID

from portal.web.forms import Problems, Typed, as_id, one

LONGEST_NAME, LONGEST_WHY = 60, 200
BROUGHT = "brought"


@dataclass(frozen=True, slots=True)
class CrecheForm:
    """`to` is BROUGHT for whoever brought the child, or the id of somebody who was named; `why` is
    what a coordinator says who lets a child go while somebody dangerous is here."""

    go: str
    child_id: UUID | None
    to: str
    why: str

    @classmethod
    def read(cls, typed: Typed) -> "CrecheForm":
        why = " ".join(one(typed, "why").split())[:LONGEST_WHY]
        return cls(one(typed, "go")[:20], as_id(one(typed, "child")), one(typed, "to")[:40], why)


@dataclass(frozen=True, slots=True)
class NameForm:
    """The name of whoever brings a child, or may fetch one; as a child is brought, also of somebody
    else who may fetch that child (`fetches`)."""

    name: str
    fetches: str = ""

    @classmethod
    def read(cls, typed: Typed) -> "NameForm | Problems":
        name, fetches = (" ".join(one(typed, each).split()) for each in ("name", "fetches"))
        if not name or len(name) > LONGEST_NAME:
            return Problems(name="missing" if not name else "too_long")
        return Problems(fetches="too_long") if len(fetches) > LONGEST_NAME else cls(name, fetches)
