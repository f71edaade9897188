"""The phrase is drawn by chance, and read however she types it; no stranger gains by that."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookings.visits.rules.phrase import (
    bits,
    draw,
    is_one_slip,
    read_among,
    read_digits,
    read_phrase,
)
from portal.i18n import find_folder, load_languages

WORDS = load_languages(find_folder("locales"))["en"].words
PHRASE = "apple caravan dragon zebra"


def last(choices: Sequence[str]) -> str:
    return choices[-1]


def test_v_12_a_phrase_is_four_different_words_of_the_list() -> None:
    assert draw(WORDS, last) == WORDS[-4:]


@pytest.mark.parametrize(("length", "count"), [(1302, 4), (1140, 4), (1120, 5), (400, 5), (302, 6)])
def test_v_12_a_shorter_list_takes_more_words_and_is_as_hard_to_guess(
    length: int, count: int
) -> None:
    words = WORDS[:length]
    assert len(draw(words)) == count
    assert 36 <= bits(words) < 44


def test_a_list_too_short_for_six_words_is_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        draw(WORDS[:150])


def test_v_12_a_language_without_a_list_gets_twelve_digits_in_groups() -> None:
    assert draw((), last) == ("9999", "9999", "9999")
    assert bits(()) > 36


def test_a_phrase_is_drawn_anew_each_time() -> None:
    assert len({draw(WORDS) for _ in range(50)}) == 50


@given(st.randoms(use_true_random=False), st.sampled_from([WORDS, ()]))
def test_what_is_drawn_is_what_is_read(chance: Random, words: tuple[str, ...]) -> None:
    phrase = " ".join(draw(words, chance.choice))
    assert read_phrase(phrase, words) == phrase


@pytest.mark.parametrize(
    "typed",
    [
        "APPLE Caravan  dragon\tzebra ",
        "apple-caravan, dragon. zebra",
        "“apple” ‘caravan’ – dragon… zebra!",
        "ａｐｐｌｅ caravan dragon zebra",
        "ap\u200bp\u2060le cara\u00advan dragon \u200fzebra",
        "zebra dragon apple caravan",
        "appel caravann drgon zbera",
        "applé caravan dragon zebras",
    ],
)
def test_case_signs_order_and_a_slip_in_each_word_are_forgiven(typed: str) -> None:
    assert read_phrase(typed, WORDS) == PHRASE


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "apple caravan dragon",
        "apple caravan dragon zebra river",
        "apple apple dragon zebra",
        "apple appel dragon zebra",
        "aplpee caravan dragon zebra",
        "apple caravan dragon nosuch",
        "applecaravandragonzebra",
    ],
)
def test_what_can_be_no_phrase_is_none(typed: str) -> None:
    assert read_phrase(typed, WORDS) is None


@pytest.mark.parametrize("typed", ["ÁPPLÉ câravan drâgøn žebra", "ąpplę cáravãn đragõn zebŗa"])
def test_accents_are_forgiven_where_they_come_by_themselves(typed: str) -> None:
    """A phone that mends words puts them there, and leaves them out."""
    assert read_phrase(typed, WORDS) == PHRASE


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("ŻABKA łąka ŁOŚ ćma śledź", "cma laka los sledz zabka"),
        ("șapcă țară ŞOAREC ţânţar mâță", "mata sapca soarec tantar tara"),
        ("maçã leão pêra avó coração", "avo coracao leao maca pera"),
        ("tŷ dŵr môr ŵyn siân", "dwr mor sian ty wyn"),
    ],
)
def test_letters_of_our_languages_are_read_without_their_marks(typed: str, drawn: str) -> None:
    words = (*WORDS[:500], *drawn.split())
    assert read_phrase(typed, words) == drawn


def test_a_slip_between_two_words_of_the_list_is_not_guessed_at() -> None:
    words = (*WORDS, "bread", "broad")
    assert read_phrase("brad apple river zebra", words) is None
    assert read_phrase("bread apple river zebra", words) == "apple bread river zebra"


@pytest.mark.parametrize(
    "typed",
    ["1234 5678 9012", "123456789012", "1234-5678-9012", "١٢٣٤ ٥٦٧٨ ٩٠١٢", "१२३४५६७८९०१२"],
)
@pytest.mark.parametrize("words", [(), WORDS])
def test_twelve_digits_are_read_in_any_script_and_language(
    typed: str, words: tuple[str, ...]
) -> None:
    assert read_phrase(typed, words) == "1234 5678 9012"


@pytest.mark.parametrize("typed", ["1234 5678 901", "1234 5678 9012 3", "1234 5678 901x"])
def test_more_or_fewer_than_twelve_digits_are_no_phrase(typed: str) -> None:
    assert read_phrase(typed, ()) is None


@pytest.mark.parametrize(
    "typed", ["4711", " 4 7 1 1 ", "47-11", "٤٧١١", "۴۷۱۱", "４７１１", "४७११"]
)
def test_her_own_digits_are_read_in_any_script(typed: str) -> None:
    assert read_digits(typed) == "4711"


@pytest.mark.parametrize("typed", ["0000", "1234"])
def test_no_four_digits_of_hers_are_refused(typed: str) -> None:
    assert read_digits(typed) == typed


@pytest.mark.parametrize("typed", ["", "471", "47112", "47a1", "four", "½711"])
def test_anything_but_four_digits_is_none(typed: str) -> None:
    assert read_digits(typed) is None


@given(st.text("abc", max_size=4), st.text("abc", max_size=4))
def test_a_slip_is_one_letter_more_less_other_or_two_swapped(typed: str, word: str) -> None:
    slips = {word[:at] + word[at + 1 :] for at in range(len(word))}
    slips |= {word[:at] + new + word[at:] for at in range(len(word) + 1) for new in "abc"}
    slips |= {word[:at] + new + word[at + 1 :] for at in range(len(word)) for new in "abc"}
    slips |= {word[:at] + word[at : at + 2][::-1] + word[at + 2 :] for at in range(len(word))}
    assert is_one_slip(typed, word) == (typed in slips - {word})


@given(st.text(max_size=60))
def test_whatever_is_typed_stands_for_one_phrase_at_most(typed: str) -> None:
    phrase = read_phrase(typed, WORDS)
    assert phrase is None or read_phrase(phrase, WORDS) == phrase


def test_v_12_words_are_read_in_whichever_language_they_were_given() -> None:
    """Whoever booked in one language may come back on a phone that speaks another."""
    own, other = WORDS[:400], WORDS[400:800]
    typed = " ".join(other[:5])
    assert read_phrase(typed, own) is None
    assert read_among(typed.upper(), [own, other]) == typed
    assert read_among(typed + "x", [own, (), other]) == typed
    assert read_among(" ".join([own[0], *other[:4]]), [own, other]) is None
    assert read_among("5027 1234 5678", [own, other]) == "5027 1234 5678"


def test_v_12_a_list_that_has_the_words_comes_before_one_that_has_them_with_a_slip() -> None:
    typed = WORDS[:400]
    near = tuple(f"{word}x" for word in typed)
    said = " ".join(typed[:5])
    assert read_among(said, [near]) == " ".join(sorted(near[:5]))
    assert read_among(said, [near, typed]) == said
