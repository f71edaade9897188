"""Reads the tables of LevelDB, in which browsers keep much of what they remember."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# A table ends in two handles (of the meta index and of the index), padded, and this mark.
FOOTER = 48
MARK = bytes.fromhex("57fb808b247547db")
SNAPPY = 1
ZLIB = (2, 4)


def values_in(table: Path) -> Iterator[bytes]:
    """Every key's tail and every value of one .ldb file, unpacked. Nothing where it is no table."""
    whole = table.read_bytes()
    if whole[-8:] != MARK:
        return
    reader = Reader(whole, len(whole) - FOOTER)
    reader.number(), reader.number()
    index = _block(whole, reader.number(), reader.number())
    for _, handle in _entries(index):
        at = Reader(handle)
        for key, value in _entries(_block(whole, at.number(), at.number())):
            yield key
            yield value


@dataclass(slots=True)
class Reader:
    """Reads numbers and runs of bytes, one after the other."""

    content: bytes
    at: int = 0

    def number(self) -> int:
        """Seven bits a byte, lowest first."""
        value = shift = 0
        while True:
            byte = self.content[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def take(self, count: int) -> bytes:
        self.at += count
        return self.content[self.at - count : self.at]


def _block(whole: bytes, start: int, length: int) -> bytes:
    body, packing = whole[start : start + length], whole[start + length]
    if packing == SNAPPY:
        return unpacked(body)
    return zlib.decompress(body, -15 if packing == ZLIB[1] else 15) if packing in ZLIB else body


def _entries(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each entry's key, without what it shares with the one before, and its value."""
    restarts = int.from_bytes(block[-4:], "little")
    reader, end = Reader(block), len(block) - 4 * (restarts + 1)
    while reader.at < end:
        reader.number()
        own, length = reader.number(), reader.number()
        yield reader.take(own), reader.take(length)


def unpacked(packed: bytes) -> bytes:
    """Snappy's format: runs as they are, and copies of what came before."""
    reader, out = Reader(packed), bytearray()
    reader.number()
    while reader.at < len(packed):
        tag = reader.take(1)[0]
        if tag & 3 == 0:
            out += reader.take(_run_length(tag >> 2, reader) + 1)
        else:
            _copy(out, *_length_and_distance(tag, reader))
    return bytes(out)


def _run_length(tag: int, reader: Reader) -> int:
    return tag if tag < 60 else int.from_bytes(reader.take(tag - 59), "little")


def _length_and_distance(tag: int, reader: Reader) -> tuple[int, int]:
    if tag & 3 == 1:
        return (tag >> 2 & 7) + 4, (tag >> 5) << 8 | reader.take(1)[0]
    return (tag >> 2) + 1, int.from_bytes(reader.take(2 if tag & 3 == 2 else 4), "little")


def _copy(out: bytearray, length: int, distance: int) -> None:
    for _ in range(length):
        out.append(out[-distance])
