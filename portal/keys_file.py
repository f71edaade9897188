"""Changes the keys file while portals read it: whole or not at all, one change at a time.

A key is added long before the last one goes, and the last one never goes. The fingerprinting key
stays: what it made cannot be made again, since what was typed is not kept.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from portal.keyring import UnsafeKeys, load_keys, new_key

HIGHEST = 255


def add_key(path: Path) -> int:
    """Add a sealing key, which seals from now on; gives its number. Raises UnsafeKeys."""
    with _alone(path) as keys:
        number = max(map(int, keys["sealing"])) + 1
        if number > HIGHEST:
            raise UnsafeKeys(f"{path}: has had {HIGHEST} keys, and there is no number for another")
        keys["sealing"][str(number)] = new_key()
    return number


def retire_key(path: Path, number: int) -> None:
    """Take an old sealing key away: what it sealed never opens again. Raises UnsafeKeys."""
    with _alone(path) as keys:
        held = {int(each) for each in keys["sealing"]}
        if number not in held:
            raise UnsafeKeys(f"{path}: holds no key {number}")
        if number == max(held):
            raise UnsafeKeys(f"{path}: key {number} is the one that seals")
        sealing = keys["sealing"].items()
        keys["sealing"] = {each: key for each, key in sealing if int(each) != number}


@contextmanager
def _alone(path: Path) -> Iterator[dict[str, Any]]:
    """What the file holds, to be changed; written when the block ends well. Others wait."""
    real = path.resolve()
    folder = os.open(real.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        load_keys(real)
        keys: dict[str, Any] = json.loads(real.read_bytes())
        yield keys
        _replace(real, json.dumps(keys, indent=1) + "\n")
        os.fsync(folder)
    finally:
        os.close(folder)


def _replace(path: Path, text: str) -> None:
    """Beside it first, and its owner's as before: whoever reads it sees the old file or the new."""
    new, owner = path.with_name(f"{path.name}.new"), path.stat()
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        if (owner.st_uid, owner.st_gid) != (os.geteuid(), os.getegid()):
            os.fchown(descriptor, owner.st_uid, owner.st_gid)
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    load_keys(new)
    new.replace(path)
