"""What a refuge's worker types of a place. What is left out is not said, and is asked there; no
word that leads to its door is taken (S-29)."""

from collections.abc import Iterable
from typing import Any

from portal.web.forms import Problems, Typed, one, ticked
from services_directory.places.models import LONGEST_AREAS, LONGEST_NOTE, Place
from services_directory.places.rules import (
    COMMUNITIES,
    Access,
    Funding,
    Gender,
    Support,
    leads_to_a_door,
)
from services_directory.places.rules.texts import as_areas, as_text
from services_directory.sessions.rules.languages import TO_TICK

# Each count with the most that it can be.
COUNTS = {"people": 20, "rooms": 10, "boys_until": 18}
YES_OR_NO = ("takes_pets", "is_self_contained")
TICKS: dict[str, tuple[str, ...]] = {
    "access": tuple(each.value for each in Access),
    "funding": tuple(each.value for each in Funding),
    "support": tuple(each.value for each in Support),
    "languages": TO_TICK,
    "only_for": COMMUNITIES,
    "by_and_for": COMMUNITIES,
}

# To say that there is none is not the same as to say nothing.
NONE_OF_THESE = ("access", "support")
ALWAYS_SAID = ("only_for", "by_and_for")

# What is said of words that lead to its door.
NO_DOOR = {"areas": "only_an_area", "note": "leads_there"}


def read_place(typed: Typed) -> dict[str, Any] | Problems:
    """The columns of a place, or what is to be mended beside which field."""
    problems = Problems()
    said: dict[str, Any] = {
        "areas": ", ".join(as_areas(one(typed, "areas"))),
        "note": " ".join(one(typed, "note").split()),
        "is_free": _yes_or_no(typed, "is_free"),
        "gender": next((each for each in Gender if each.value == one(typed, "gender")), None),
    }
    said |= {name: count_in(typed, name, most, problems) for name, most in COUNTS.items()}
    said |= {name: _yes_or_no(typed, name) for name in YES_OR_NO}
    said |= {name: _ticks(typed, name, words, problems) for name, words in TICKS.items()}
    _look_at_words(said, problems)
    if said["is_free"] is None:
        problems["is_free"] = "choose_one"
    return problems or said


def typed_of(place: Place) -> dict[str, list[str]]:
    """A place as its form would have been filled in."""
    typed = {"areas": [place.areas], "note": [place.note]}
    typed |= {name: _shown(getattr(place, name)) for name in COUNTS}
    typed |= {name: _shown(getattr(place, name)) for name in ("is_free", *YES_OR_NO)}
    typed["gender"] = [place.gender.value if place.gender else ""]
    for name in TICKS:
        text = getattr(place, name)
        typed[name] = (text or "").split()
        typed[f"no_{name}"] = ["yes"] if text == "" else []
    return typed


def _look_at_words(said: dict[str, Any], problems: Problems) -> None:
    for name, longest in (("areas", LONGEST_AREAS), ("note", LONGEST_NOTE)):
        if len(said[name]) > longest:
            problems[name] = "too_long"
        if leads_to_a_door(said[name]):
            problems[name] = NO_DOOR[name]
    if not said["areas"]:
        problems["areas"] = "missing"


def count_in(typed: Typed, name: str, most: int, problems: Problems) -> int | None:
    """A whole number up to `most`; None where nothing was typed, or what cannot be one was."""
    text = one(typed, name)
    least = 0 if name == "boys_until" else 1
    if not text:
        return None
    if len(text) <= 2 and text.isascii() and text.isdecimal() and least <= int(text) <= most:
        return int(text)
    problems[name] = "number_unfit"
    return None


def ticked_of(typed: Typed, name: str, words: Iterable[str]) -> list[str]:
    """The words of a closed list that were ticked."""
    return [word for word in words if word in typed.get(name, [])]


def _yes_or_no(typed: Typed, name: str) -> bool | None:
    return {"yes": True, "no": False}.get(one(typed, name))


def _ticks(typed: Typed, name: str, words: Iterable[str], problems: Problems) -> str | None:
    """What was ticked as one text; nothing ticked is nothing said."""
    chosen = ticked_of(typed, name, words)
    has_none = name in NONE_OF_THESE and ticked(typed, f"no_{name}")
    if chosen and has_none:
        problems[name] = "some_or_none"
    return as_text(chosen) if chosen or has_none or name in ALWAYS_SAID else None


def _shown(value: object) -> list[str]:
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return ["" if value is None else str(value)]
