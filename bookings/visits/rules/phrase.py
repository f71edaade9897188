"""The phrase that opens a visit again: drawn by chance, and read kindly however she types it.

Four words out of some 1,300, in any order, are at least 36 bits; twelve digits, where her language
has no list, are nearly 40. Her own four digits add 13. So the words keep strangers out, and the
digits keep out whoever saw the words.
"""

import math
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeAlias

WORDS_IN_PHRASE = 4
GROUPS_IN_PHRASE = 3
DIGITS_IN_GROUP = 4
DIGITS_OF_HER_OWN = 4

Choose: TypeAlias = Callable[[Sequence[str]], str]


def draw(words: Sequence[str], choose: Choose = secrets.choice) -> tuple[str, ...]:
    """Four different words in alphabetical order, or three groups of digits where `words` is empty.

    What is drawn, joined by spaces, is what `read_phrase` makes of it (V-12).
    """
    if not words:
        return tuple(_digits(choose) for _ in range(GROUPS_IN_PHRASE))
    left, drawn = list(words), []
    for _ in range(WORDS_IN_PHRASE):
        drawn.append(choose(left))
        left.remove(drawn[-1])
    return tuple(sorted(drawn))


def _digits(choose: Choose) -> str:
    return "".join(choose("0123456789") for _ in range(DIGITS_IN_GROUP))


def bits(words: Sequence[str]) -> float:
    """How hard a drawn phrase is to guess: the logarithm, to base two, of how many there are."""
    if not words:
        return GROUPS_IN_PHRASE * DIGITS_IN_GROUP * math.log2(10)
    return math.log2(math.comb(len(words), WORDS_IN_PHRASE))


def read_phrase(typed: str, words: Sequence[str]) -> str | None:
    """The phrase that she means, as it is stored; None where it can be none (V-12).

    Order is forgiven, since people keep the words and lose their order; so is one slip in each
    word. Neither helps a guesser: what is typed is read by the public list alone, and still
    stands for one phrase at most. Digits are read in every language, lists or none.
    """
    plain = _plain(typed)
    digits = _only_digits(plain)
    if digits is not None:
        return _in_groups(digits)
    meant = {_meant(word, words) for word in plain.split()[: WORDS_IN_PHRASE + 1]}
    if None in meant or len(plain.split()) != WORDS_IN_PHRASE or len(meant) != WORDS_IN_PHRASE:
        return None
    return " ".join(sorted(word for word in meant if word))


def read_among(typed: str, lists: Sequence[Sequence[str]]) -> str | None:
    """As `read_phrase`, whichever of these lists the words were drawn from: she may come back in
    another language. A list that has them as they were typed comes before one that has them with a
    slip; else the first in order."""
    said = set(_plain(typed).split())
    exact = [words for words in lists if said <= set(words)]
    found = (read_phrase(typed, words) for words in (*exact, *lists))
    return next((phrase for phrase in found if phrase is not None), None)


def read_digits(typed: str) -> str | None:
    """Her own four digits in ASCII, whatever script she types them in; None where not just four.

    Any four will do, 1234 too: what is refused here she must replace with something that she may
    not remember, and what people put in its place is next on every guesser's list. The page
    advises; the limit on guessing protects.
    """
    digits = _only_digits(_plain(typed))
    return digits if digits is not None and len(digits) == DIGITS_OF_HER_OWN else None


def _plain(typed: str) -> str:
    """Small letters, digits and single spaces. Invisible signs vanish; all others part words."""
    text = unicodedata.normalize("NFKC", typed).casefold()
    kept = (_kept(sign) for sign in unicodedata.normalize("NFKC", text))
    return " ".join("".join(kept).split())


def _kept(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Cf":
        return ""
    return sign if kind[0] in "LMN" else " "


def _only_digits(plain: str) -> str | None:
    digits = [unicodedata.decimal(sign, None) for sign in plain.replace(" ", "")]
    if not digits or None in digits:
        return None
    return "".join(str(digit) for digit in digits)


def _in_groups(digits: str) -> str | None:
    if len(digits) != GROUPS_IN_PHRASE * DIGITS_IN_GROUP:
        return None
    starts = range(0, len(digits), DIGITS_IN_GROUP)
    return " ".join(digits[start : start + DIGITS_IN_GROUP] for start in starts)


def _meant(typed: str, words: Sequence[str]) -> str | None:
    """The word of the list that is typed, or the only one that it is a single slip away from."""
    if typed in words:
        return typed
    near = [word for word in words if is_one_slip(typed, word)]
    return near[0] if len(near) == 1 else None


def is_one_slip(typed: str, word: str) -> bool:
    """One letter more, one less, one other, or two neighbours swapped."""
    if abs(len(typed) - len(word)) > 1 or typed == word:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(typed, word, strict=False)) if a != b),
        min(len(typed), len(word)),
    )
    rest, wanted = typed[start:], word[start:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return wanted in (rest[1:], swapped) or rest[1:] == wanted[1:] or rest == wanted[1:]
