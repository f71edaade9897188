"""Languages that somebody speaks, kept as one text: short codes, in order, none twice."""

from collections.abc import Iterable
from functools import lru_cache

# To be ticked: what most people at such mornings speak. For any other there are interpreters.
TO_TICK = (
    *("en", "am", "ar", "bn", "cs", "cy", "es", "fa", "fr", "gu", "hi", "hu", "ku", "ne", "pa"),
    *("pl", "ps", "pt", "ro", "so", "sq", "ta", "ti", "tr", "uk", "ur", "vi", "yo", "zh"),
)


def as_text(codes: Iterable[str]) -> str:
    """Language codes ("pa", "en") as one text ("en pa")."""
    return " ".join(sorted({code.strip().lower() for code in codes} - {""}))


@lru_cache(maxsize=512)
def as_codes(text: str) -> frozenset[str]:
    """The codes in such a text."""
    return frozenset(text.split())
