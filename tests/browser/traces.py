"""What a browser's profile on disk remembers: every file searched as it is, and unpacked."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

from pysqlite3 import dbapi2 as sqlite

from tests.browser.leveldb import values_in

GZIP = b"\x1f\x8b\x08"
SQLITE = b"SQLite format 3\0"
# Files are laid out with much room, of which nothing is written in: twenty-four bytes of every
# twenty-five. No canary has such a gap.
ROOM = re.compile(rb"\0{17,}")
GAP = b"\0" * 16


@dataclass(frozen=True, slots=True)
class Trace:
    """Something found that should not be there."""

    what: str
    file: str
    how: str


def traces(folder: Path, canaries: Iterable[str]) -> set[Trace]:
    """Where any of these is found below a folder, in UTF-8, UTF-16 or as part of an address."""
    looked_for = {canary: _ways_to_write(canary) for canary in canaries}
    return {
        Trace(canary, str(path.relative_to(folder)), how)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
        for how, content in _closed_up(path)
        for canary, ways in looked_for.items()
        if any(way in content for way in ways)
    }


def _ways_to_write(canary: str) -> list[bytes]:
    """In small letters, as all that is searched."""
    spelt = {canary, quote(canary), quote_plus(canary), canary.encode("unicode_escape").decode()}
    return sorted(word.encode(code).lower() for word in spelt for code in ("utf-8", "utf-16-le"))


def _closed_up(path: Path) -> Iterator[tuple[str, bytes]]:
    """Every reading of the file, with its empty room left out."""
    return ((how, ROOM.sub(GAP, content)) for how, content in _readings(path))


def _readings(path: Path) -> Iterator[tuple[str, bytes]]:
    """The file as it is, and whatever can be unpacked from it, in small letters."""
    try:
        whole = path.read_bytes()
    except FileNotFoundError:
        return
    yield "as it is", whole.lower()
    for start in re.finditer(re.escape(GZIP), whole):
        yield "gzip", _gunzipped(whole[start.start() :]).lower()
    if whole.startswith(SQLITE):
        yield "sqlite", b"\n".join(_cells(path)).lower()
    if path.suffix == ".ldb":
        yield "leveldb", b"\n".join(values_in(path)).lower()


def _gunzipped(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(packed)
    except zlib.error:
        return b""


def _cells(path: Path) -> Iterator[bytes]:
    """Every cell of every table, long ones too, which lie in pieces in the file."""
    with sqlite.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as found:
        found.text_factory = bytes
        tables = found.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in tables:
            for row in found.execute(f'SELECT * FROM "{name.decode()}"'):
                yield from (str(c).encode() if not isinstance(c, bytes) else c for c in row)
    found.close()
