"""The phrase and the digits, as they are chosen and as they are typed again."""

from dataclasses import dataclass
from typing import ClassVar

from bookings.visits.rules.phrase import read_digits
from portal.web.forms import Problems, Typed, one


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
