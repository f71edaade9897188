"""Which words would tell a stranger something, or pass for somebody real (S-10, S-11)."""

import re
import unicodedata
from collections.abc import Iterable

FORTY = 40

# Joiners belong into words of some scripts and hide others from a search.
JOINERS = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\u00ad")
INITIALS = re.compile(r"(?<=\b[^\W\d_])[.·]\s?(?=[^\W\d_]\b)")

# A scheme, a host, an address: whatever a phone would underline.
LINK = re.compile(r"://|\bwww\b|@|[^\W\d_]\.[^\W\d_]{2,}", re.IGNORECASE)


def first_forty(text: str) -> str:
    """What is read of a message without opening it."""
    return text[:FORTY]


def has_link(text: str) -> bool:
    return LINK.search(text) is not None


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for a list: `bank` is that word, `abus*` however it ends, `*abus*` inside too.

    Without words it is found nowhere.
    """
    forms: dict[tuple[bool, bool], set[str]] = {}
    for word in map(plain, words):
        if body := word.strip("*").split():
            within = (word.startswith("*"), word.endswith("*"))
            forms.setdefault(within, set()).add(r"\s+".join(map(re.escape, body)))
    return re.compile("|".join(_any_of(forms[key], *key) for key in sorted(forms)) or r"(?!)")


def telling_word(text: str, telling: re.Pattern[str]) -> str | None:
    """The first word of the list in `text`, however it is written; None where there is none."""
    read = plain(text)
    # Initials are words too: with full stops between them, or without.
    for form in dict.fromkeys((read, INITIALS.sub("", read))):
        if found := telling.search(form):
            return found[0]
    return None


def plain(text: str) -> str:
    """As words are compared: no capitals, no joiners, one way to write each letter."""
    return unicodedata.normalize("NFKC", text.translate(JOINERS)).casefold()


def _any_of(forms: Iterable[str], within_before: bool, within_after: bool) -> str:
    """Bounds stand once for all words that share them: tried word by word they take long."""
    before = "" if within_before else r"(?<!\w)"
    after = "" if within_after else r"(?!\w)"
    return f"{before}(?:{'|'.join(sorted(forms))}){after}"
