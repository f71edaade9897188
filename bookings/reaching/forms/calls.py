"""What came of a call, as it is typed."""

from dataclasses import dataclass

from bookings.reaching.rules.calls import FREEZES, Came
from portal.web.forms import Problems, Typed, one

LONGEST_WORDS = 240


@dataclass(frozen=True, slots=True)
class CameForm:
    """How the call went; where somebody else heard a voice, what was said to them."""

    came: Came
    words: str

    @classmethod
    def read(cls, typed: Typed) -> "CameForm | Problems":
        problems = Problems()
        words = read_words(typed, problems)
        try:
            came = Came(one(typed, "came"))
        except ValueError:
            return Problems(**problems, came="choose_one")
        if came in FREEZES and not words:
            problems["words"] = "what_was_said"
        return problems or cls(came, words)


def read_words(typed: Typed, problems: Problems) -> str:
    words = " ".join(one(typed, "words").split())
    if len(words) > LONGEST_WORDS:
        problems["words"] = "too_long"
    return words
