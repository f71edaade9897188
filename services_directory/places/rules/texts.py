"""Sets that one column keeps as a text: areas with commas, closed words with spaces; what has not
been said is None, and not the same as none."""

from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from typing import TypeVar

Kind = TypeVar("Kind", bound=Enum)


@lru_cache(maxsize=4096)
def as_areas(text: str) -> tuple[str, ...]:
    """The areas of "Northside, The North", from the small to the large, none twice."""
    names = (" ".join(name.split()) for name in text.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


@lru_cache(maxsize=4096)
def as_words(text: str | None) -> frozenset[str] | None:
    """The words of "deaf jewish"; None where nothing was said."""
    return None if text is None else frozenset(text.split())


@lru_cache(maxsize=4096)
def as_kinds(text: str | None, kind: type[Kind]) -> frozenset[Kind] | None:
    """The members of a closed list whose values stand there; None where nothing was said."""
    return None if text is None else frozenset(kind(word) for word in text.split())


def as_text(words: Iterable[str] | None) -> str | None:
    """Words as one text, in order; None for what has not been said."""
    return None if words is None else " ".join(sorted(words))
