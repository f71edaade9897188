"""The lists of words: easy to say, hard to confuse, and nothing that could alarm, hint or hurt."""

from collections import Counter
from fnmatch import fnmatchcase
from itertools import combinations
from pathlib import Path

import pytest

from bookings.visits.rules.phrase import bits, draw, is_one_slip, read_phrase, words_drawn
from portal.i18n import find_folder

LOCALES = find_folder("locales")
LISTS = {path.parent.name: path.read_text("utf-8").split() for path in LOCALES.glob("*/words.txt")}
WORDS = LISTS["en"]

every_list = pytest.mark.parametrize("tag", sorted(LISTS))


def lines_in(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]


def words_in(name: str) -> list[str]:
    return [word for line in lines_in(Path(__file__).with_name(name)) for word in line.split()]


def test_these_languages_have_words_and_the_others_digits() -> None:
    """V-12, V-30."""
    assert set(LISTS) == {"en", "cy", "pl", "pt", "ro", "so"}


@every_list
def test_v_12_every_list_is_long_enough_for_36_bits_in_any_order(tag: str) -> None:
    assert bits(LISTS[tag]) >= 36
    assert words_drawn(LISTS[tag]) == {"en": 4, "so": 6}.get(tag, 5)


@every_list
def test_every_word_is_short_and_of_letters_that_every_keyboard_has(tag: str) -> None:
    longest = 7 if tag == "en" else 8
    odd = [w for w in LISTS[tag] if not (3 <= len(w) <= longest and w.isascii() and w.isalpha())]
    assert odd == []


@every_list
def test_every_word_stands_once_in_order_as_it_is_read(tag: str) -> None:
    words = LISTS[tag]
    assert words == sorted(set(words))
    phrase = " ".join(draw(words))
    assert read_phrase(phrase, words) == phrase


@every_list
def test_no_two_words_begin_with_the_same_four_letters(tag: str) -> None:
    beginnings = Counter(word[:4] for word in LISTS[tag])
    assert [start for start, times in beginnings.items() if times > 1] == []


@every_list
def test_no_slip_turns_a_word_into_another(tag: str) -> None:
    assert [pair for pair in combinations(LISTS[tag], 2) if is_one_slip(*pair)] == []


def test_no_word_is_the_plural_of_another() -> None:
    words = set(WORDS)
    ends = (("", "s"), ("", "es"), ("y", "ies"), ("f", "ves"), ("fe", "ves"))
    plurals = {w.removesuffix(end) + more for w in words for end, more in ends if w.endswith(end)}
    assert plurals & words == set()


def test_no_two_words_sound_alike() -> None:
    groups = [set(group.split("/")) for group in words_in("sound_alike.txt")]
    assert [both for group in groups if len(both := group & set(WORDS)) > 1] == []


@every_list
def test_no_word_could_alarm_or_hint_or_hurt_whoever_reads_english(tag: str) -> None:
    never = words_in("never_in_a_phrase.txt")
    begins = tuple(word.removesuffix("-") for word in never if word.endswith("-"))
    assert set(LISTS[tag]) & set(never) == set()
    assert [word for word in LISTS[tag] if word.startswith(begins)] == []


@pytest.mark.parametrize("tag", sorted(LISTS.keys() - {"en"}))
def test_no_word_could_alarm_or_hint_or_hurt_in_its_own_language(tag: str) -> None:
    """Neither what may stand in no message, nor what would say more than a message does."""
    telling = [line for line in lines_in(LOCALES / tag / "telling.txt") if line]
    assert telling
    assert [w for w in LISTS[tag] if any(fnmatchcase(w, each) for each in telling)] == []
    assert set(LISTS[tag]) & never_in(tag) == set()


def never_in(tag: str) -> set[str]:
    lines = lines_in(Path(__file__).with_name("never_in_a_phrase_elsewhere.txt"))
    named = dict(line.split(": ", 1) for line in lines if line)
    assert len(named[tag].split()) > 40
    return set(named[tag].split())
