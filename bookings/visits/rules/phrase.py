"""The phrase that opens a visit again: drawn by chance, and read kindly however she types it.

As many words are drawn as 36 bits take, in any order: four out of some 1,300, five out of a shorter
list, six out of the shortest. Twelve digits, where her language has no list, are nearly 40. Her own
four digits add 13. So the words keep strangers out, and the digits keep out whoever saw the words.
"""

import math
import secrets
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeAlias

LEAST_BITS = 36
FEWEST_WORDS, MOST_WORDS = 4, 6
GROUPS_IN_PHRASE = 3
DIGITS_IN_GROUP = 4
DIGITS_OF_HER_OWN = 4

# Letters that no normal form takes apart; the others are a letter and a mark above or below it.
WITHOUT_STROKES = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i"})

Choose: TypeAlias = Callable[[Sequence[str]], str]


def draw(words: Sequence[str], choose: Choose = secrets.choice) -> tuple[str, ...]:
    """Different words in alphabetical order, or three groups of digits where `words` is empty.

    What is drawn, joined by spaces, is what `read_phrase` makes of it (V-12).
    """
    if not words:
        return tuple(_digits(choose) for _ in range(GROUPS_IN_PHRASE))
    left, drawn = list(words), []
    for _ in range(words_drawn(words)):
        drawn.append(choose(left))
        left.remove(drawn[-1])
    return tuple(sorted(drawn))


def words_drawn(words: Sequence[str]) -> int:
    """How many words of this list make a phrase. Raises ValueError where even six are too few."""
    for count in range(FEWEST_WORDS, MOST_WORDS + 1):
        if math.comb(len(words), count) >= 2**LEAST_BITS:
            return count
    raise ValueError(f"{len(words)} words are too few to draw a phrase from")


def _digits(choose: Choose) -> str:
    return "".join(choose("0123456789") for _ in range(DIGITS_IN_GROUP))


def bits(words: Sequence[str]) -> float:
    """How hard a drawn phrase is to guess: the logarithm, to base two, of how many there are."""
    if not words:
        return GROUPS_IN_PHRASE * DIGITS_IN_GROUP * math.log2(10)
    return math.log2(math.comb(len(words), words_drawn(words)))


def read_phrase(typed: str, words: Sequence[str]) -> str | None:
    """The phrase that she means, as it is stored; None where it can be none (V-12).

    Order is forgiven, since people keep the words and lose their order; so are accents, and one
    slip in each word. Neither helps a guesser: what is typed is read by the public list alone, and
    still stands for one phrase at most. Digits are read in every language, lists or none.
    """
    plain = _plain(typed)
    digits = _only_digits(plain)
    if digits is not None:
        return _in_groups(digits)
    count = words_drawn(words) if words else 0
    if not count or len(plain.split()) != count:
        return None
    meant = {_meant(word, words) for word in plain.split()}
    if None in meant or len(meant) != count:
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
    """Small letters without accents, digits and single spaces. Invisible signs vanish; all others
    part words."""
    text = unicodedata.normalize("NFKC", typed).casefold()
    bare = unicodedata.normalize("NFKD", text).translate(WITHOUT_STROKES)
    return " ".join("".join(_kept(sign) for sign in bare).split())


def _kept(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind in ("Cf", "Mn"):
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
