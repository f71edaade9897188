"""A language of the tests' own: made from the source's words, longer, written right to left. What
still stands there in letters of the source never came through a catalogue."""

import gettext
import re

from babel import Locale

from portal import i18n

TAG = "ar"
LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ابثدهفغحيجكلمنوتقرسطضظعصزش" * 2,
)
PLACEHOLDER = re.compile(r"(%\([a-z_]+\)[sd])")
LONGER = 1.3


def languages() -> i18n.Languages:
    """The source, and its shadow in Arabic letters, which has no list of words for phrases."""
    return {**i18n.load_languages(i18n.find_folder("locales")), TAG: language()}


def language() -> i18n.Language:
    return i18n.Language(TAG, _Shadow(), Locale.parse(TAG))


def of_the_staffs() -> i18n.Languages:
    """For the staff's pages, which are in no language but two: the source, and its shadow under the
    names of one that runs each way."""
    source = i18n.only_the_source()
    shadows = {tag: i18n.Language(tag, _Shadow(), Locale.parse(tag)) for tag in ("ur", "pl")}
    return {**source, **shadows}


class _Shadow(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return shadow(message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        return shadow(one if count == 1 else many)


def shadow(message: str) -> str:
    """The message in other letters and a third longer; what is put into it stays as it is."""
    parts = PLACEHOLDER.split(message)
    turned = (part if n % 2 else part.translate(LETTERS) for n, part in enumerate(parts))
    return "".join(turned) + " ممم" * round(len(message) * (LONGER - 1) / 4)
