"""A reason, or what came of asking, in one line; and where a reason leads back to."""

import re
from dataclasses import dataclass

from portal.web.forms import Problems, Typed, one

LONGEST_WORDS = 240
# Pages of ours that are about one person: what a form brings back must lead nowhere else.
OURS = re.compile(r"(/[a-z][a-z_-]*|/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})+")


@dataclass(frozen=True, slots=True)
class WordsForm:
    """Something that must be said."""

    words: str

    @classmethod
    def read(cls, typed: Typed) -> "WordsForm | Problems":
        words = " ".join(one(typed, "words").split())
        if len(words) > LONGEST_WORDS:
            return Problems(words="too_long")
        return cls(words) if words else Problems(words="say_it")


def way_back(typed: Typed) -> str:
    """The page that was asked for, or the list of cases where what came is no page of ours."""
    to = one(typed, "to")
    return to if OURS.fullmatch(to) and len(to) <= 200 else "/cases"
