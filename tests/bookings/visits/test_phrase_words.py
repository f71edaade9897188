"""The list of words: easy to say, hard to confuse, and nothing that could alarm, hint or hurt."""

from collections import Counter
from itertools import combinations
from pathlib import Path

from bookings.visits.rules.phrase import bits, is_one_slip, read_phrase
from portal.i18n import find_folder, load_languages

WORDS = load_languages(find_folder("locales"))["en"].words


def words_in(name: str) -> list[str]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def test_the_list_is_long_enough_for_36_bits_in_any_order() -> None:
    assert len(WORDS) >= 1296
    assert bits(WORDS) > 36


def test_every_word_is_short_and_of_plain_letters() -> None:
    odd = [w for w in WORDS if not (3 <= len(w) <= 7 and w.isascii() and w.isalpha())]
    assert odd == []


def test_every_word_stands_once_in_order_as_it_is_read() -> None:
    assert list(WORDS) == sorted(set(WORDS))
    four = " ".join(WORDS[:4])
    assert read_phrase(four, WORDS) == four


def test_no_two_words_begin_with_the_same_four_letters() -> None:
    beginnings = Counter(word[:4] for word in WORDS)
    assert [start for start, times in beginnings.items() if times > 1] == []


def test_no_slip_turns_a_word_into_another() -> None:
    assert [pair for pair in combinations(WORDS, 2) if is_one_slip(*pair)] == []


def test_no_word_is_the_plural_of_another() -> None:
    words = set(WORDS)
    ends = (("", "s"), ("", "es"), ("y", "ies"), ("f", "ves"), ("fe", "ves"))
    plurals = {w.removesuffix(end) + more for w in words for end, more in ends if w.endswith(end)}
    assert plurals & words == set()


def test_no_two_words_sound_alike() -> None:
    groups = [set(group.split("/")) for group in words_in("sound_alike.txt")]
    assert [both for group in groups if len(both := group & set(WORDS)) > 1] == []


def test_no_word_could_alarm_or_hint_or_hurt() -> None:
    never = words_in("never_in_a_phrase.txt")
    begins = tuple(word.removesuffix("-") for word in never if word.endswith("-"))
    assert set(WORDS) & set(never) == set()
    assert [word for word in WORDS if word.startswith(begins)] == []
