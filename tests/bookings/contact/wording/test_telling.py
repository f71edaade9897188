"""A word that tells is found however it is written, and words that only look like it are not."""

import pytest

from bookings.contact.wording.rules.telling import (
    first_forty,
    has_link,
    pattern_of,
    telling_word,
)
from bookings.contact.wording.rules.terms import Problem
from bookings.contact.wording.wordbook import Wordbook
from portal.settings.words import TELLING_WORDS

LIST = pattern_of(["bank", "abus*", "*هسپتال*", "royal mail", "nhs"])


@pytest.mark.parametrize(
    "text",
    [
        "Your bank",
        "BANK",
        "ＢＡＮＫ",
        "ba\u200bnk",
        "abusive",
        "بالهسپتال",
        "Royal\nMail",
        "royal  mail",
        "N.H.S.",
        "n. h. s",
    ],
)
def test_s_10_a_telling_word_is_found_however_it_is_written(text: str) -> None:
    assert telling_word(text, LIST) is not None


@pytest.mark.parametrize("text", ["banks of the river", "Disabuse", "mail", "", "in his hands"])
def test_a_word_that_only_looks_like_it_is_not_found(text: str) -> None:
    assert telling_word(text, LIST) is None


def test_an_empty_list_finds_nothing() -> None:
    assert telling_word("anything", pattern_of(["", " ", "*"])) is None


@pytest.mark.parametrize(
    "text", ["https://a", "go to www now", "a@b", "see town.example", "town.uk/x", "x.org"]
)
def test_what_a_phone_would_underline_is_a_link(text: str) -> None:
    assert has_link(text)


@pytest.mark.parametrize("text", ["Now. Then", "qua., 25 de nov., 10:00", "10.30", "St. Ann's"])
def test_a_full_stop_alone_makes_no_link(text: str) -> None:
    assert not has_link(text)


def test_the_first_forty_characters_are_what_shows_unopened() -> None:
    assert first_forty("a" * 39 + "bc") == "a" * 39 + "b"


@pytest.mark.parametrize("word", TELLING_WORDS)
def test_what_may_not_stand_on_a_page_may_not_stand_in_a_message(
    wordbook: Wordbook, word: str
) -> None:
    assert Problem.TELLING in wordbook.sender_problems(f"The {word}")


REAL_ONES = (
    *("NHS Trust", "Dr Brown", "Hill School", "Met Police", "Lloyds", "Royal Mail", "DPD"),
    *("policja", "szpital", "heddlu", "spitalul", "ਪੁਲਿਸ", "ہسپتال", "بالشرطة", "પોલીસ"),
    *("अस्पताल", "प्रहरी", "booliiska", "بیمارستان", "காவல்துறை", "escola", "হাসপাতালে"),
)


@pytest.mark.parametrize("name", REAL_ONES)
def test_s_10_s_11_no_sender_is_called_like_a_real_body(wordbook: Wordbook, name: str) -> None:
    assert Problem.TELLING in wordbook.sender_problems(name)


def test_s_11_a_sender_is_neither_the_portal_nor_an_address(wordbook: Wordbook) -> None:
    assert wordbook.sender_problems("Tuesday  Desk") == (Problem.TELLING,)
    assert wordbook.sender_problems("town.example") == (Problem.LINK,)
    assert wordbook.sender_problems("Rosie") == ()
