"""The keys file is its owner's alone, is never overwritten, and is whole or refused."""

import json
import os
import stat
from pathlib import Path
from uuid import uuid4

import pytest

from portal.keyring import UnsafeKeys, load_keys, make_keys

GOOD = "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "portal.keys"


def write(path: Path, content: object) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_new_keys_are_for_their_owner_alone(path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        make_keys(path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_new_keys_seal_and_open(path: Path) -> None:
    make_keys(path)
    row = uuid4()
    sealed = load_keys(path).seal("Sunita", "clients.chosen_name", row)
    assert load_keys(path).open(sealed, "clients.chosen_name", row) == "Sunita"


def test_no_two_files_hold_the_same_keys(path: Path, tmp_path: Path) -> None:
    make_keys(path)
    make_keys(tmp_path / "other.keys")
    one, other = load_keys(path), load_keys(tmp_path / "other.keys")
    keys = {*one.sealing.values(), *other.sealing.values(), one.fingerprinting}
    assert len({*keys, other.fingerprinting}) == 4


def test_keys_are_never_overwritten(path: Path) -> None:
    make_keys(path)
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        make_keys(path)
    assert path.read_bytes() == before


def test_keys_are_not_written_through_a_link(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        make_keys(path)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601, 0o644])
def test_keys_that_others_can_reach_are_refused(path: Path, mode: int) -> None:
    make_keys(path)
    assert load_keys(path).sealing
    path.chmod(mode)
    with pytest.raises(UnsafeKeys, match="others can read"):
        load_keys(path)


def test_missing_keys_are_refused(path: Path) -> None:
    with pytest.raises(UnsafeKeys, match="No such file"):
        load_keys(path)
    with pytest.raises(UnsafeKeys, match="directory"):
        load_keys(path.parent.parent)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "not keys",
        [],
        {},
        {"sealing": {"1": GOOD}},
        {"fingerprinting": GOOD},
        {"sealing": [GOOD], "fingerprinting": GOOD},
        {"sealing": {"one": GOOD}, "fingerprinting": GOOD},
        {"sealing": {"1": 7}, "fingerprinting": GOOD},
        {"sealing": {"1": GOOD[:-5]}, "fingerprinting": GOOD},
        {"sealing": {"1": "é" + GOOD}, "fingerprinting": GOOD},
        {"sealing": {"1": GOOD}, "fingerprinting": ""},
    ],
)
def test_a_file_that_holds_no_whole_keys_is_refused(path: Path, content: object) -> None:
    whole = {"sealing": {"1": GOOD}, "fingerprinting": GOOD}
    assert load_keys(write(path, whole)).sealing == {1: b"k" * 32}
    with pytest.raises(UnsafeKeys, match="is not a keys file") as refusal:
        load_keys(write(path, content))
    assert GOOD[:8] not in str(refusal.value)


def test_a_file_of_other_bytes_is_refused(path: Path) -> None:
    write(path, "").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnsafeKeys, match="is not a keys file"):
        load_keys(path)


@pytest.mark.parametrize("numbers", [[], ["0"], ["256"], ["1", "-1"]])
def test_keys_are_numbered_from_1_to_255(path: Path, numbers: list[str]) -> None:
    highest = {"sealing": {"255": GOOD}, "fingerprinting": GOOD}
    assert load_keys(write(path, highest)).sealing
    with pytest.raises(UnsafeKeys, match="1 to 255"):
        load_keys(write(path, {**highest, "sealing": dict.fromkeys(numbers, GOOD)}))
