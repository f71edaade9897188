"""All that speaks against a message as it would be sent; nothing is mended or cut."""

import re
from collections.abc import Iterator

from bookings.contact.wording.catalogues import Tongue
from bookings.contact.wording.rules import parts, telling
from bookings.contact.wording.rules.terms import (
    LONGEST_VALUE,
    Channel,
    Chosen,
    Problem,
    Said,
    Values,
)


def problems_of(
    said: Said, chosen: Chosen, values: Values, tongue: Tongue, own: re.Pattern[str]
) -> Iterator[Problem]:
    """S-08, S-10, S-11, S-14. `own` are the portal's words that must not stand in it."""
    yield from _problems_of_values(chosen, values)
    if not said.text or (chosen.channel is Channel.EMAIL and not said.subject):
        yield Problem.NOTHING_TO_SAY
    never = telling.pattern_of(map(_however_it_ends, values.never))
    yield from discreet(said.subject, tongue.telling, own, never)
    yield from discreet(said.text, tongue.telling, own, never)
    if chosen.channel is Channel.TEXT and parts.parts(said.text) > 1:
        yield Problem.TOO_LONG


def discreet(text: str, *telling_words: re.Pattern[str]) -> Iterator[Problem]:
    """The one check that body, subject, sender and first forty characters pass alike (S-11)."""
    shown = dict.fromkeys((text, telling.first_forty(text)))
    if any(telling.telling_word(each, words) for each in shown for words in telling_words):
        yield Problem.TELLING
    if telling.has_link(text):
        yield Problem.LINK


def _however_it_ends(name: str) -> str:
    """Names take endings in many languages, and where words end is not seen in every script."""
    return name if name.isascii() else f"*{name}*"


def _problems_of_values(chosen: Chosen, values: Values) -> Iterator[Problem]:
    """What she allowed must be there: she was shown the message with it (S-09)."""
    for element in chosen.said:
        value = values.of(element)
        if not value:
            yield Problem.VALUE_LACKS
        elif isinstance(value, str) and not _is_fit(value):
            yield Problem.VALUE_UNFIT


def _is_fit(value: str) -> bool:
    """One short line. Joiners aside, nothing that cannot be seen."""
    seen = value.translate(telling.JOINERS)
    return len(value) <= LONGEST_VALUE and value == value.strip() and seen.isprintable()
