"""One frozen dataclass for each form of her journey: what was typed becomes answers or problems.

`fields` are those that are kept as typed; nothing else that is sent is kept.
"""

import re
from dataclasses import dataclass
from datetime import time
from typing import ClassVar

from bookings.visits.rules.company import ChildComing
from bookings.visits.rules.phrase import read_digits
from bookings.visits.rules.plans import MOST_NEEDS
from portal.web.forms import Problems, Typed, one, ticked

MOST_CHILDREN = 8
UNBORN = "unborn"
AGES = (UNBORN, *(str(years) for years in range(18)))
WORKERS = ("woman", "man")
CLOCK_TIME = re.compile("[0-9]{2}:[0-9]{2}")
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
        not_before = _time(typed, "not_before", problems)
        gone_by = _time(typed, "gone_by", problems)
        if not_before and gone_by and gone_by <= not_before:
            problems["gone_by"] = "gone_before_coming"
        return problems or cls(not_before, gone_by)


def _time(typed: Typed, name: str, problems: Problems) -> time | None:
    text = one(typed, name)
    if not text:
        return None
    try:
        if CLOCK_TIME.fullmatch(text):
            return time.fromisoformat(text)
    except ValueError:
        pass
    problems[name] = "time_unreadable"
    return None


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
        "sign_language",
        "access",
    )

    @classmethod
    def read(cls, typed: Typed) -> "Asks | Problems":
        problems = Problems()
        language = _text(typed, "tongue", LONGEST_NAME, problems)
        dialect = _text(typed, "dialect", LONGEST_NAME, problems)
        wants = bool(language or dialect or one(typed, "interpreter_is")) or ticked(
            typed, "from_outside"
        )
        if wants and not language:
            problems["tongue"] = "which_language"
        access = _text(typed, "access", LONGEST_TEXT, problems)
        return problems or cls(
            _among(typed, "worker", WORKERS),
            one(typed, "speaks")[:20],
            ticked(typed, "no_welcome"),
            wants,
            language,
            dialect,
            _among(typed, "interpreter_is", WORKERS),
            ticked(typed, "from_outside"),
            ticked(typed, "sign_language"),
            access,
        )


def _text(typed: Typed, name: str, longest: int, problems: Problems) -> str:
    """One line, whatever was typed: a list that people read by lines must not be forged."""
    text = " ".join(one(typed, name).split())
    if len(text) > longest:
        problems[name] = "too_long"
    return text


def _among(typed: Typed, name: str, choices: tuple[str, ...]) -> str:
    text = one(typed, name)
    return text if text in choices else ""


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
        companion = _text(typed, "companion", LONGEST_NAME, problems)
        rows = [_child(typed, number) for number in range(MOST_CHILDREN)]
        children = tuple(child for child in rows if child is not None)
        return problems or cls(_among(typed, "band", cls.bands), children, companion)


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
        return cls(_among(typed, "band", Company.bands[:3]))


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
        name = _text(typed, "called", LONGEST_NAME, problems)
        return problems or cls(" ".join(name.split()))


@dataclass(frozen=True, slots=True)
class Digits:
    """Four digits of her own, and where she likes four that open nothing (V-14), as typed."""

    digits: str
    second: str

    fields: ClassVar[tuple[str, ...]] = ("digits", "second")

    @classmethod
    def read(cls, typed: Typed) -> "Digits | Problems":
        digits = read_digits(one(typed, "digits"))
        return (
            Problems(digits="four_digits") if digits is None else cls(digits, one(typed, "second"))
        )


@dataclass(frozen=True, slots=True)
class PhraseAndDigits:
    """What she remembers, as she typed it. Whether it is right is no question of the form."""

    phrase: str
    digits: str

    fields: ClassVar[tuple[str, ...]] = ("words", "digits")

    @classmethod
    def read(cls, typed: Typed) -> "PhraseAndDigits | Problems":
        problems = Problems()
        if not one(typed, "words"):
            problems["words"] = "words_missing"
        if not one(typed, "digits"):
            problems["digits"] = "four_digits"
        return problems or cls(one(typed, "words")[:200], one(typed, "digits")[:20])
