"""What she asks for, who comes, and what opens her visit again."""

from dataclasses import dataclass
from datetime import time
from typing import ClassVar

from bookings.visits.forms.reading import among, line_in, time_in
from bookings.visits.rules.company import ChildComing
from bookings.visits.rules.plans import MOST_NEEDS
from portal.web.forms import Problems, Typed, one, ticked

MOST_CHILDREN = 8
UNBORN = "unborn"
AGES = (UNBORN, *(str(years) for years in range(18)))
WORKERS = ("woman", "man")
LONGEST_NAME = 40
LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True)
class Nothing:
    """A step that asks nothing."""

    fields: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def read(cls, typed: Typed) -> "Nothing | Problems":
        return cls()


@dataclass(frozen=True, slots=True)
class Needs:
    """What would help. Nothing ticked means the same as "I am not sure" (V-09)."""

    needs: tuple[str, ...]
    unsure: bool

    fields: ClassVar[tuple[str, ...]] = ("need", "unsure")

    @classmethod
    def read(cls, typed: Typed) -> "Needs | Problems":
        needs = tuple(dict.fromkeys(typed.get("need", [])))[:MOST_NEEDS]
        return cls(needs, ticked(typed, "unsure") or not needs)


@dataclass(frozen=True, slots=True)
class Hours:
    """When she can come and when she must be gone; either may be left open."""

    not_before: time | None
    gone_by: time | None

    fields: ClassVar[tuple[str, ...]] = ("not_before", "gone_by")

    @classmethod
    def read(cls, typed: Typed) -> "Hours | Problems":
        problems = Problems()
        not_before = time_in(typed, "not_before", problems)
        gone_by = time_in(typed, "gone_by", problems)
        if not_before and gone_by and gone_by <= not_before:
            problems["gone_by"] = "gone_before_coming"
        return problems or cls(not_before, gone_by)


@dataclass(frozen=True, slots=True)
class Asks:
    """Who should see her and what would make it easier. All of it may be left open (V-20)."""

    worker: str
    speaks: str
    no_welcome: bool
    interpreter: bool
    language: str
    dialect: str
    interpreter_is: str
    from_outside: bool
    welsh: bool
    sign_language: bool
    access: str

    fields: ClassVar[tuple[str, ...]] = (
        "worker",
        "speaks",
        "no_welcome",
        "tongue",
        "dialect",
        "interpreter_is",
        "from_outside",
        "welsh",
        "sign_language",
        "access",
    )

    @classmethod
    def read(cls, typed: Typed) -> "Asks | Problems":
        problems = Problems()
        language = line_in(typed, "tongue", LONGEST_NAME, problems)
        dialect = line_in(typed, "dialect", LONGEST_NAME, problems)
        wants = bool(language or dialect or one(typed, "interpreter_is")) or ticked(
            typed, "from_outside"
        )
        if wants and not language:
            problems["tongue"] = "which_language"
        access = line_in(typed, "access", LONGEST_TEXT, problems)
        return problems or cls(
            among(typed, "worker", WORKERS),
            one(typed, "speaks")[:20],
            ticked(typed, "no_welcome"),
            wants,
            language,
            dialect,
            among(typed, "interpreter_is", WORKERS),
            ticked(typed, "from_outside"),
            ticked(typed, "welsh"),
            ticked(typed, "sign_language"),
            access,
        )


@dataclass(frozen=True, slots=True)
class Company:
    """Who comes: her age band (V-28), each child, and whoever is with her (V-20)."""

    band: str
    children: tuple[ChildComing, ...]
    companion: str
    bands: ClassVar[tuple[str, ...]] = ("adult", "16-17", "under-16", "for-other")

    fields: ClassVar[tuple[str, ...]] = (
        "band",
        "companion",
        "row",
        *(f"child_{number}_age" for number in range(MOST_CHILDREN)),
        *(f"child_{number}_creche" for number in range(MOST_CHILDREN)),
    )

    @classmethod
    def read(cls, typed: Typed) -> "Company | Problems":
        problems = Problems()
        companion = line_in(typed, "companion", LONGEST_NAME, problems)
        rows = [_child(typed, number) for number in range(MOST_CHILDREN)]
        children = tuple(child for child in rows if child is not None)
        return problems or cls(among(typed, "band", cls.bands), children, companion)


def _child(typed: Typed, number: int) -> ChildComing | None:
    age = one(typed, f"child_{number}_age")
    if age not in AGES:
        return None
    years = None if age == UNBORN else int(age)
    return ChildComing(years, years is not None and ticked(typed, f"child_{number}_creche"))


@dataclass(frozen=True, slots=True)
class Supported:
    """How old somebody is for whom another books (V-28)."""

    band: str

    fields: ClassVar[tuple[str, ...]] = ("band",)

    @classmethod
    def read(cls, typed: Typed) -> "Supported":
        return cls(among(typed, "band", Company.bands[:3]))


@dataclass(frozen=True, slots=True)
class Choice:
    """A whole visit chosen among those shown: session and slots by short codes, arrival and end
    in minutes since 1970. What cannot be read is a choice of nothing."""

    session: str
    arrive: int
    leave: int
    slots: tuple[str, ...]
    code: str = ""

    fields: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def read(cls, typed: Typed) -> "Choice":
        parts = one(typed, "plan").split(".")[:24]
        hours = [int(part) for part in parts[1:3] if part.isdecimal() and len(part) < 12]
        if len(parts) < 4 or len(hours) != 2 or hours[0] >= hours[1]:
            return cls("", 0, 0, ())
        return cls(parts[0], hours[0], hours[1], tuple(parts[3:]), ".".join(parts))


@dataclass(frozen=True, slots=True)
class StopChoice:
    """Another time for one stop, by its short code."""

    slot: str

    fields: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def read(cls, typed: Typed) -> "StopChoice":
        return cls(one(typed, "slot"))


@dataclass(frozen=True, slots=True)
class Name:
    """What to call her; empty means the name that was suggested (V-01)."""

    name: str

    fields: ClassVar[tuple[str, ...]] = ("called",)

    @classmethod
    def read(cls, typed: Typed) -> "Name | Problems":
        problems = Problems()
        name = line_in(typed, "called", LONGEST_NAME, problems)
        return problems or cls(" ".join(name.split()))


@dataclass(frozen=True, slots=True)
class Wait:
    """What to call whoever waits, and whether a part of what she asked for is enough."""

    name: str
    part: bool

    fields: ClassVar[tuple[str, ...]] = ("called", "part")

    @classmethod
    def read(cls, typed: Typed) -> "Wait | Problems":
        name = Name.read(typed)
        return name if isinstance(name, Problems) else cls(name.name, ticked(typed, "part"))
