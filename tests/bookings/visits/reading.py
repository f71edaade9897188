"""How hard English words are to read: plain counting, the same on every machine."""

import re
from dataclasses import dataclass

# Where one thought ends: a colon and a line of its own begin another.
ENDS = re.compile(r"(?<=[.:;?!…])[”’)]*\s+|\n")
PLACE = re.compile(r"%\(\w+\)[sd]")
WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*|\d[\d:.]*")
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiou]l)e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyscgzxh])es$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str

    @property
    def words(self) -> list[str]:
        return WORD.findall(PLACE.sub("Robin", self.text))


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text; what has no word is none."""
    parts = (Sentence(part.strip()) for part in ENDS.split(text))
    return [part for part in parts if part.words]


def syllables(word: str) -> int:
    """By its groups of vowels; a number counts as one."""
    parts = re.split(r"[’'-]", word.casefold())
    return max(1, sum(len(VOWELS.findall(SILENT.sub("", part))) for part in parts if part))


def grade(read: list[Sentence]) -> float:
    """The Flesch-Kincaid grade: years at school, of which a child of nine has three or four."""
    words = [word for sentence in read for word in sentence.words]
    longness = sum(map(syllables, words)) / len(words)
    return 0.39 * len(words) / len(read) + 11.8 * longness - 15.59
