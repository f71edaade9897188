"""Every message, in every language, style and choice of elements, read and measured."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from typing import NamedTuple

import pytest

from bookings.contact.wording.rules.parts import is_plain
from bookings.contact.wording.rules.terms import (
    ELEMENTS_OF,
    Channel,
    Chosen,
    Element,
    Kind,
    Preview,
    Problem,
    Style,
    Values,
)
from bookings.contact.wording.versions import short_day
from bookings.contact.wording.wordbook import Wordbook
from portal.i18n import Languages, find_folder, load_languages
from tests.catalogues.lengths import ROOM, every_choice, longest_day

# As long as every translation leaves room for.
VALUES = Values(at=time(10, 5), place="Quay Xor", phrase="Zyl Vyre")
assert len(VALUES.place) == len(VALUES.phrase) == len(ROOM)

LANGUAGES = {
    "ar",
    "bn",
    "cy",
    "en",
    "fa",
    "gu",
    "hi",
    "ne",
    "pa",
    "pl",
    "pt",
    "ro",
    "so",
    "ta",
    "ur",
}

# Signs that look like plain ones and cost ninety septets of a hundred and sixty.
TYPOGRAPHIC = set("‘’‚“”„–—…\u00a0\u2009\u200b\u202f")
LEFT_OVER = re.compile(r"%\(|\{\{|\}\}|None|Undefined|<|>|&[a-z#]")


class Message(NamedTuple):
    """One message as it would be sent."""

    tag: str
    chosen: Chosen
    preview: Preview


@pytest.fixture(scope="module")
def languages() -> Languages:
    return load_languages(find_folder("locales"), "messages")


@pytest.fixture(scope="module")
def days(languages: Languages) -> dict[str, date]:
    return {tag: longest_day(language) for tag, language in languages.items()}


@pytest.fixture(scope="module")
def messages(wordbook: Wordbook, days: dict[str, date]) -> list[Message]:
    """All that can be said, on the day that takes most room; drawn once."""
    return [
        Message(tag, chosen, preview)
        for tag, day in days.items()
        for chosen in choices(tag)
        for preview in wordbook.previews(chosen, replace(VALUES, day=day))
    ]


def choices(tag: str) -> Iterator[Chosen]:
    """An email holds the text's own words: with its subject it is read for a few choices only."""
    yield from every_choice(tag, Channel.TEXT)
    when = frozenset({Element.DAY, Element.TIME})
    for chosen in every_choice(tag, Channel.EMAIL):
        if chosen.elements <= when or chosen.elements == ELEMENTS_OF[chosen.kind]:
            yield chosen


@pytest.fixture(scope="module")
def written(languages: Languages, days: dict[str, date]) -> dict[str, str]:
    """The day as each language writes it."""
    return {tag: short_day(days[tag], language) for tag, language in languages.items()}


def test_there_are_messages_in_every_language(
    messages: list[Message], languages: Languages
) -> None:
    assert set(languages) == LANGUAGES == {each.tag for each in messages}
    assert len(messages) > 5_000


def test_s_08_a_message_holds_every_element_that_she_allowed_and_no_other(
    messages: list[Message], written: dict[str, str]
) -> None:
    for tag, chosen, preview in messages:
        shown = {
            Element.DAY: written[tag],
            Element.TIME: "10:05",
            Element.PLACE: VALUES.place,
            Element.PHRASE: VALUES.phrase,
        }
        told = {each for each, value in shown.items() if value in preview.text}
        assert told == chosen.elements - {Element.REPLY}, preview
        hinted = {each for each, value in shown.items() if value in preview.subject}
        assert hinted <= chosen.elements & {Element.DAY, Element.TIME}, preview


def test_s_08_an_answer_is_asked_for_only_where_she_allowed_it(messages: list[Message]) -> None:
    """Everything else alike, the one line is all that differs."""
    lines = {(m.tag, m.preview.text) for m in messages}
    asking = [m for m in messages if m.chosen.elements == {Element.REPLY, Element.PHRASE}]
    assert asking
    for tag, _, preview in asking:
        without, _, last = preview.text.rpartition("\n")
        assert (tag, without) in lines
        assert last != VALUES.phrase


def test_s_10_s_11_no_message_tells_or_links_by_text_subject_or_first_forty(
    messages: list[Message],
) -> None:
    """Each says something, too, but a bare reminder of nothing."""
    for tag, chosen, preview in messages:
        found = set(preview.problems) - {Problem.NOT_REVIEWED}
        silent = chosen.style is Style.BARE and chosen.kind is Kind.REMINDER
        assert found <= ({Problem.NOTHING_TO_SAY} if silent else set()), (tag, chosen, preview)


def test_s_14_every_message_fits_one_part_on_the_longest_day(messages: list[Message]) -> None:
    for tag, chosen, preview in messages:
        silent = Problem.NOTHING_TO_SAY in preview.problems
        assert preview.parts == 1 or (silent and not preview.text), (tag, chosen, preview)


def test_s_14_no_sign_takes_a_plain_text_out_of_its_alphabet(messages: list[Message]) -> None:
    for tag, _, preview in messages:
        assert not TYPOGRAPHIC & set(preview.subject + preview.text), (tag, preview)
        assert tag not in {"en", "so"} or is_plain(preview.text), preview


def test_s_16_a_message_is_a_line_for_its_subject_and_plain_text(messages: list[Message]) -> None:
    """No markup, no calendar, nothing left of a template."""
    for _, chosen, preview in messages:
        whole = f"{preview.subject}\n{preview.text}"
        assert not LEFT_OVER.search(whole), preview
        assert "BEGIN:" not in whole.upper()
        assert "\n" not in preview.subject
        assert not preview.subject or chosen.channel is Channel.EMAIL


def test_values_stand_in_order_whichever_way_a_language_runs(
    messages: list[Message], languages: Languages
) -> None:
    """A phone turns about what runs left to right within a line: so such a value has its own line,
    and every other line begins the way the language runs, or holds figures alone."""
    turned = {tag for tag, language in languages.items() if language.direction == "rtl"}
    assert turned == {"ar", "fa", "ur"}
    for tag, _, preview in messages:
        for line in preview.text.splitlines() if tag in turned else ():
            ways = [unicodedata.bidirectional(sign) for sign in line]
            strong = {way for way in ways if way in {"L", "R", "AL"}}
            assert line in {VALUES.place, VALUES.phrase} or "L" not in strong, preview


def test_the_order_is_the_same_in_every_language(
    messages: list[Message], written: dict[str, str]
) -> None:
    """Day before time, time before place, place before phrase."""
    for tag, chosen, preview in messages:
        values = [written[tag], "10:05", VALUES.place, VALUES.phrase]
        found = [preview.text.find(value) for value in values]
        assert [at for at in found if at >= 0] == sorted(at for at in found if at >= 0), chosen
