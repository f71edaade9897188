"""What is sealed opens with its key, in its place and unchanged; else not at all."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import keyring
from portal.keyring import CannotOpen, Keyring, UnsafeKeys

ROW = uuid4()
PLACE = "clients.chosen_name"
OLD, NEW = b"o" * 32, b"n" * 32
RING = Keyring({1: OLD}, b"f" * 32)


@given(text=st.text(), padded_to=st.sampled_from([1, 16, 64]))
def test_any_text_opens_as_it_was_sealed(text: str, padded_to: int) -> None:
    sealed = RING.seal(text, PLACE, ROW, padded_to=padded_to)
    assert RING.open(sealed, PLACE, ROW) == text


@pytest.mark.parametrize("place", ["clients.phone", "children.chosen_name", "clients.chosen_nam"])
def test_another_column_or_table_does_not_open_it(place: str) -> None:
    sealed = RING.seal("Sunita", PLACE, ROW)
    assert RING.open(sealed, PLACE, ROW) == "Sunita"
    with pytest.raises(CannotOpen):
        RING.open(sealed, place, ROW)


def test_another_row_does_not_open_it() -> None:
    sealed = RING.seal("Sunita", PLACE, ROW)
    with pytest.raises(CannotOpen):
        RING.open(sealed, PLACE, uuid4())


def test_a_changed_byte_is_noticed_wherever_it_is() -> None:
    sealed = RING.seal("Sunita", PLACE, ROW, padded_to=16)
    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises(CannotOpen):
            RING.open(bytes(changed), PLACE, ROW)


@pytest.mark.parametrize("length", [0, 1, 5, 13, 28])
def test_a_value_cut_short_does_not_open(length: int) -> None:
    sealed = RING.seal("Sunita", PLACE, ROW)[:length]
    with pytest.raises(CannotOpen):
        RING.open(sealed, PLACE, ROW)


def test_without_its_key_a_value_does_not_open() -> None:
    sealed = RING.seal("Sunita", PLACE, ROW)
    for other in (Keyring({2: OLD}, b"f" * 32), Keyring({1: NEW}, b"f" * 32)):
        with pytest.raises(CannotOpen):
            other.open(sealed, PLACE, ROW)


def test_the_newest_key_seals_and_an_older_one_still_opens() -> None:
    before = RING.seal("Sunita", PLACE, ROW)
    rotated = Keyring({1: OLD, 2: NEW}, b"f" * 32)
    after = rotated.seal("Sunita", PLACE, ROW)
    assert (before[0], after[0]) == (1, 2)
    assert rotated.open(before, PLACE, ROW) == rotated.open(after, PLACE, ROW) == "Sunita"
    assert Keyring({2: NEW}, b"f" * 32).open(after, PLACE, ROW) == "Sunita"


def test_padding_hides_how_long_a_text_is_and_whether_there_is_any() -> None:
    lengths = {len(RING.seal("x" * count, PLACE, ROW, padded_to=64)) for count in range(64)}
    assert len(lengths) == 1
    assert len(RING.seal("x" * 64, PLACE, ROW, padded_to=64)) > lengths.pop()


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert len({RING.seal("Sunita", PLACE, ROW) for _ in range(50)}) == 50


def test_a_refusal_to_open_says_the_place_and_no_more() -> None:
    with pytest.raises(CannotOpen) as refusal:
        RING.open(RING.seal("Sunita", PLACE, ROW), "clients.phone", ROW)
    assert str(refusal.value) == "clients.phone"
    assert refusal.value.__suppress_context__


def test_a_fingerprint_finds_just_its_text_in_just_its_place() -> None:
    for prints in (RING.fingerprint, RING.slow_fingerprint):
        one = prints("word", "drafts.token")
        assert len(one) == 32
        assert one == prints("word", "drafts.token")
        assert one != prints("worD", "drafts.token")
        assert one != prints("word", "visits.phrase")


def test_no_fingerprint_can_be_made_without_the_key() -> None:
    other = Keyring({1: OLD}, b"g" * 32)
    assert RING.fingerprint("word", PLACE) != other.fingerprint("word", PLACE)
    assert RING.slow_fingerprint("word", PLACE) != other.slow_fingerprint("word", PLACE)
    assert RING.slow_fingerprint("word", PLACE) != RING.fingerprint("word", PLACE)


def test_a_keyring_never_shows_its_keys() -> None:
    shown = f"{RING!r} {RING}"
    assert "oooo" not in shown
    assert "ffff" not in shown


def test_where_no_keys_are_in_use_nothing_is_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert keyring.current() is keyring.current()
    monkeypatch.setattr(keyring, "_current", None)
    with pytest.raises(UnsafeKeys):
        keyring.current()
