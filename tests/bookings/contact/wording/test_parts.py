"""A text's parts are counted as phones count them, by two who do not know each other's ways."""

from hypothesis import given
from hypothesis import strategies as st

from bookings.contact.wording.rules.parts import is_plain, length, parts

# The table of the standard, a column of sixteen a line; the escape is left out.
COLUMNS = (
    "@£$¥èéùìòÇ\nØø\rÅå",
    "Δ_ΦΓΛΩΠΨΣΘΞ" + "ÆæßÉ",
    " !\"#¤%&'()*+,-./",
    "0123456789:;<=>?",
    "¡ABCDEFGHIJKLMNO",
    "PQRSTUVWXYZÄÖÑÜ§",
    "¿abcdefghijklmno",
    "pqrstuvwxyzäöñüà",
)
ESCAPED = "\f^{}\\[~]|€"

ANY_SIGN = st.one_of(
    st.sampled_from("".join(COLUMNS)),
    st.sampled_from(ESCAPED),
    st.sampled_from("żșਜ👋’"),
    st.characters(exclude_categories=["Cs"]),
)
PLAIN = st.text(st.sampled_from("ab" + ESCAPED), min_size=60, max_size=500)
OTHER = st.text(st.sampled_from("aż👋"), min_size=30, max_size=300)


def atoms(text: str) -> tuple[list[bytes], int, int]:
    """What may not be torn apart, each as its own bytes, and how many bytes one part and each of
    several hold. A septet counts as a byte here, a unit of UCS-2 as two."""
    if all(sign in "".join(COLUMNS) or sign in ESCAPED for sign in text):
        return [b"\x1b." if sign in ESCAPED else b"." for sign in text], 160, 153
    return [sign.encode("utf-16-be") for sign in text], 140, 134


def counted(text: str) -> int:
    """The oracle: lays one thing after the other into parts, and counts the parts."""
    things, whole, each = atoms(text)
    if len(b"".join(things)) <= whole:
        return min(len(text), 1)
    laid = [b""]
    for thing in things:
        if len(laid[-1] + thing) > each:
            laid.append(b"")
        laid[-1] += thing
    return len(laid)


@given(st.text(ANY_SIGN, max_size=400) | PLAIN | OTHER)
def test_s_14_parts_are_counted_exactly(text: str) -> None:
    assert parts(text) == counted(text)


def test_s_14_the_edges_of_one_part_are_where_the_standard_has_them() -> None:
    assert [parts("a" * count) for count in (0, 1, 160, 161, 306, 307)] == [0, 1, 1, 2, 2, 3]
    assert [parts("ż" * count) for count in (70, 71, 134, 135)] == [1, 2, 2, 3]


def test_s_14_an_escaped_sign_takes_two_septets_and_an_emoji_two_units() -> None:
    assert length("€" * 80) == 160
    assert (parts("€" * 80), parts("€" * 80 + "a")) == (1, 2)
    assert length("👋" * 35) == 70
    assert (parts("👋" * 35), parts("👋" * 35 + "a")) == (1, 2)


def test_neither_an_escape_nor_a_pair_is_torn_apart() -> None:
    assert parts("a" * 152 + "€" + "a" * 152) == 3
    assert parts("a" * 66 + "👋" + "a" * 66) == 3


def test_one_curly_quote_takes_a_text_out_of_its_alphabet() -> None:
    assert is_plain("See you at Ann's")
    assert not is_plain("See you at Ann’s")
