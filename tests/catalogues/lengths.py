"""Every message fits one part in every language, with room for a place and a phrase (S-14)."""

from collections.abc import Iterator
from datetime import date, time
from itertools import chain, combinations, product
from pathlib import Path

from bookings.contact.wording.rules.terms import (
    ELEMENTS_OF,
    Channel,
    Chosen,
    Element,
    Kind,
    Style,
    Values,
)
from bookings.contact.wording.versions import short_day
from bookings.contact.wording.wordbook import Wordbook
from portal.i18n import Language, load_languages

# What a translation must leave room for: a value that is longer may be refused.
ROOM = "8 signs."
ANY_NAME = "Tuesday desk"


def too_long(root: Path) -> Iterator[str]:
    """A line for each message that takes more than one part."""
    wordbook = Wordbook(root / "templates", root / "locales", ANY_NAME)
    for tag, language in load_languages(root / "locales", "messages").items():
        values = Values(longest_day(language), time(10), ROOM, ROOM)
        for chosen in every_choice(tag, Channel.TEXT):
            for preview in wordbook.previews(chosen, values):
                if preview.parts > 1:
                    yield f"{tag}: takes {preview.parts} parts: {preview.text!r}"


def every_choice(tag: str, *channels: Channel) -> Iterator[Chosen]:
    """All that somebody could choose in a language, without elements that a kind ignores."""
    for kind, channel, style in product(Kind, channels, Style):
        for elements in subsets(ELEMENTS_OF[kind]):
            yield Chosen(kind, channel, style, elements, tag)


def subsets(elements: frozenset[Element]) -> Iterator[frozenset[Element]]:
    sizes = range(len(elements) + 1)
    return map(frozenset, chain.from_iterable(combinations(elements, size) for size in sizes))


def longest_day(language: Language) -> date:
    """The day that takes most room, of every weekday in every month, with two figures."""
    days = (date(2026, month, day) for month in range(1, 13) for day in range(10, 17))
    return max(days, key=lambda day: len(short_day(day, language)))
