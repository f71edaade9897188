"""In which languages messages can be said, who has read them, and which words tell in each.

Messages have catalogues of their own, `messages.po`: a language may have them long before her
pages are in it, and a page is never half in one because messages are.
"""

import gettext
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bookings.contact.wording.rules.telling import pattern_of
from portal.i18n import SOURCE, Language, load_languages

DOMAIN = "messages"

# Beside a language's catalogue: a word a line; a line that begins with # explains.
TELLING = "telling.txt"


class NotTranslated(Exception):
    """A wording lacks in a language: English in the middle of it would be no answer."""


class _Strict(gettext.NullTranslations):
    """Asked where a catalogue has no translation."""

    def gettext(self, message: str) -> str:
        raise NotTranslated(message)

    def pgettext(self, context: str, message: str) -> str:
        raise NotTranslated(message)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that messages may be said in, and its words that would tell (S-10)."""

    language: Language
    telling: re.Pattern[str]


def load_tongues(locales: Path) -> Mapping[str, Tongue]:
    """By tag in small letters. What tells in English tells in every language: names of real
    bodies are the same in all. Raises FileNotFoundError where a language has no list."""
    english = _words(locales / SOURCE / TELLING)
    found = {}
    for tag, language in load_languages(locales, DOMAIN).items():
        if tag != SOURCE:
            language.translations.add_fallback(_Strict())
        own = _words(locales / language.tag.replace("-", "_") / TELLING)
        found[tag] = Tongue(language, pattern_of([*english, *own]))
    return found


def _words(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
