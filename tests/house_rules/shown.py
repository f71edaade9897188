"""What of an answer a person sees or hears, and what of that no catalogue and nobody wrote."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from babel import Locale

from portal.i18n import find_folder
from tests.catalogues.bare import SHOWN

LETTERS = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")

# Not in a catalogue, and rightly so.
SAID_SO_EVERYWHERE = (
    # The deployer's own words: what the service calls itself, and when its telephone is answered.
    "Advice morning",
    "Monday to Friday, 9:30 to 16:30",
    # A name of a charity, as it calls itself.
    "Childline",
)
# Never shown, a key to press, or said to be of another language: a message as it would be sent, a
# phrase, an example to be typed as it stands.
ASIDE = re.compile(
    r"""<(script|style|title|noscript|kbd)\b.*?</\1>"""
    r"""|<(?!html)(\w+)\b[^>]*\s(?:translate="no"|lang="[^"]*").*?</\2>""",
    re.DOTALL,
)
TAG = re.compile(r"<[^>]*>")
SAID = re.compile(rf"""\s(?:{"|".join(sorted(SHOWN))})="([^"]*)\"""")

# The first letters of somebody's name, on a paper that all can see; a secret for another program.
SIGNS = re.compile(r"[A-Z](?: \d+)?|[A-Z2-7]{32}")


def pieces(html: str) -> Iterator[str]:
    """Each text of a page, or of a part of one, and what is said of its elements."""
    shown = ASIDE.sub(" ", html)
    for text in (*SAID.findall(shown), *TAG.split(shown)):
        told = " ".join(unescape(text).split())
        if not SIGNS.fullmatch(told):
            yield told


class Known:
    """Each text is looked at once, on however many pages it stands."""

    def __init__(self, told: frozenset[str]) -> None:
        self._pattern = pattern_of(told)
        self.lacks = cache(self._lacks)

    def _lacks(self, text: str) -> bool:
        """Whether letters of the source are left when all that is known is taken out."""
        return bool(LETTERS.search(text) and LETTERS.search(self._pattern.sub("", text)))

    def bypassing(self, html: str) -> set[str]:
        """The texts of a page that neither a catalogue gave nor anybody wrote."""
        return {text for text in pieces(html) if self.lacks(text)}


def pattern_of(told: frozenset[str]) -> re.Pattern[str]:
    """All that somebody wrote, the longest first, and each line of it."""
    whole = {" ".join(text.split()) for text in (*told, *SAID_SO_EVERYWHERE, *_in_themselves())}
    lines = {" ".join(line.split()) for text in told for line in text.splitlines()}
    texts = sorted((text for text in whole | lines if LETTERS.search(text)), key=len, reverse=True)
    return re.compile("|".join(rf"(?<![A-Za-z]){re.escape(text)}(?![A-Za-z])" for text in texts))


def _in_themselves() -> Iterator[str]:
    """What each language calls itself: so that it is found by whoever reads no other."""
    for folder in find_folder("locales").iterdir():
        locale = Locale.parse(folder.name)
        yield locale.languages.get(locale.language, "")
