"""Words that blame, and better ones. A prompt is gentle and stands in nobody's way (C-21)."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

ARROW = " -> "


class Prompt(NamedTuple):
    """A phrase, as it stands in the list, and what may be better."""

    phrase: str
    better: str


def prompts_in(lines: Iterable[str]) -> list[Prompt]:
    """The list as it is written: "phrase -> better phrase" on a line; one that begins with # says
    something of the list. Raises ValueError for a line that is neither."""
    found = []
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        phrase, arrow, better = line.partition(ARROW)
        if not (arrow and phrase.strip() and better.strip()):
            raise ValueError(f"not “phrase{ARROW}better”: {line}")
        found.append(Prompt(phrase.strip(), better.strip()))
    return found


def found_in(text: str, prompts: Sequence[Prompt]) -> list[Prompt]:
    """The prompts whose phrase stands in the text as words of their own, however it is written."""
    read = _plain(text)
    return [each for each in prompts if _pattern(each.phrase).search(read)]


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", " ", folded.replace("’", "'"))


def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(_plain(phrase))}(?!\w)")
