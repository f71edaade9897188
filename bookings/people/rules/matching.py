"""Whether two rows may be about one person: by names, days of birth and numbers, kindly spelled.

A name gives several keys, which are kept as fingerprints only. What agrees is told; what follows
from it is a person's to say, but where name and day agree to the letter (C-08).
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from datetime import date
from enum import Enum


class Key(Enum):
    """What two people have in common."""

    WHOLE = "whole"
    SOUND = "sound"
    LETTERS = "letters"
    INITIALS = "initials"
    BORN = "born"
    BORN_NEARLY = "born_nearly"
    NUMBER = "number"


class Likeness(Enum):
    """What comes of it."""

    EXACT = "exact"
    PERHAPS = "perhaps"
    NONE = "none"


_ALONE = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}


def _table(letters: str, heard: str) -> dict[str, str]:
    """Each letter with what it is in Latin ones."""
    return dict(zip(letters, heard.split(), strict=True))


_CYRILLIC = _table(
    "абвгґдеєжзиіїйклмнопрстуфхцчшщыэюяё",
    "a b v g g d e e zh z i i i i k l m n o p r s t u f h ts ch sh sh y e iu ia e",
)
_GREEK = _table(
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    "a v g d e z i th i k l m n x o p r s s t i f h ps o",
)
_ARABIC = _table(
    "ابتثجحخدذرزسشصضطظعغفقکكلمنهوىيیةپچگڑٹڈےآأإؤئہھں",
    "a b t th j h kh d z r z s sh s d t z a gh f k k k l m n h u i i i h p ch g r t d i"
    " a a i u i h h n",
)
_SMALL_MARKS = {"ъ": "", "ь": "", "ء": "", "ـ": "", "'": "", "’": "", "ʼ": "", "`": "", ".": ""}
_LATIN = str.maketrans({**_ALONE, **_CYRILLIC, **_GREEK, **_ARABIC, **_SMALL_MARKS})

_SOUNDS = (
    ("chr", "kr"),
    ("tsch", "s"),
    ("sch", "s"),
    ("sz", "s"),
    ("cz", "s"),
    ("sh", "s"),
    ("ch", "s"),
    ("zh", "z"),
    ("rz", "z"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("kh", "k"),
    ("gh", "g"),
    ("ck", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("c", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("z", "s"),
    ("dj", "j"),
)
_VOWELS = "aeiouy"
# As in Fatimah or Kahn.
_SILENT = re.compile(f"(?<=[{_VOWELS}])h(?![{_VOWELS}])")


def folded(name: str) -> list[str]:
    """The words of a name in small plain letters, without accents, in their order."""
    spread = unicodedata.normalize("NFKD", name.casefold().translate(_LATIN))
    plain = "".join(each for each in spread if not unicodedata.combining(each)).translate(_LATIN)
    return "".join(each if each.isalpha() else " " for each in plain).split()


def sound(word: str) -> str:
    """Roughly how a plain word sounds: consonants alike that are heard alike, vowels only where a
    word begins with one, nothing doubled."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    word = _SILENT.sub("", word)
    kept = "".join(each for each in word[1:] if each not in _VOWELS)
    first = "a" if word[0] in _VOWELS else word[0]
    return "".join(
        each for place, each in enumerate(first + kept) if (first + kept)[place - 1 : place] != each
    )


def keys_of_name(name: str, born: date | None = None) -> set[tuple[Key, str]]:
    """The keys of one name of somebody; a name of one word alone says too little to be whole."""
    found: set[tuple[Key, str]] = set()
    for words in _readings(folded(name)):
        found |= {
            (Key.WHOLE, " ".join(sorted(words))),
            (Key.SOUND, " ".join(sorted(map(sound, words)))),
            (Key.LETTERS, "".join(sorted("".join(words)))),
        }
        if born is not None:
            found.add((Key.INITIALS, "".join(sorted(each[0] for each in words)) + str(born.year)))
    return found


def keys_of_day(born: date) -> set[tuple[Key, str]]:
    """The day itself; and what it shares with one whose day and month were swapped, or whose year
    is another."""
    swapped = "-".join(sorted((f"{born.month:02}", f"{born.day:02}")))
    return {
        (Key.BORN, born.isoformat()),
        (Key.BORN_NEARLY, f"{born.year}-{swapped}"),
        (Key.BORN_NEARLY, f"{born.month:02}-{born.day:02}"),
    }


def names_in(text: str) -> list[str]:
    """Names as they are listed in one field: divided by commas, semicolons or lines."""
    for mark in (";", "\n", "/"):
        text = text.replace(mark, ",")
    return [each.strip() for each in text.split(",") if each.strip()]


def likeness(shared: Collection[Key], *, both_born: bool) -> Likeness:
    """What the keys that two have in common come to; `both_born` where both days are known, so
    that days which differ speak against it."""
    named = Key.WHOLE in shared
    if named and (Key.BORN in shared or Key.NUMBER in shared):
        return Likeness.EXACT
    if Key.NUMBER in shared:
        return Likeness.PERHAPS
    nearly_named = named or Key.SOUND in shared or Key.LETTERS in shared
    near_in_days = not {Key.BORN, Key.BORN_NEARLY, Key.INITIALS}.isdisjoint(shared)
    if nearly_named and (near_in_days or not both_born):
        return Likeness.PERHAPS
    both = Key.BORN in shared and Key.INITIALS in shared
    return Likeness.PERHAPS if both else Likeness.NONE


def _readings(words: list[str]) -> Iterator[list[str]]:
    """All words; and the first with the last, since names between are often left out."""
    if len(words) > 1:
        yield words
    if len(words) > 2:
        yield [words[0], words[-1]]
