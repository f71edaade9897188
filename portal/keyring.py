"""Seals and opens what is personal, and fingerprints what must be found again.

The only importer of `cryptography`. The keys live in a file beside the database, never in it, so
that a stolen database alone opens nothing that is sealed. A key that is added to the file while the
portal runs is picked up: by whoever seals next, and by whoever meets what it sealed.
"""

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12

# Stands between text and padding: after it come zero bytes only.
END = b"\x80"


class UnsafeKeys(Exception):
    """The keys file is missing, malformed, or readable by others."""


class CannotOpen(Exception):
    """The sealed value was changed, moved to another place or row, or its key is gone."""


@dataclass(frozen=True, slots=True)
class _Source:
    """The file that keys were read from, and which state of it."""

    path: Path
    state: tuple[int, int, int]

    def has_changed(self) -> bool:
        try:
            return _state(self.path.stat()) != self.state
        except OSError:
            return False


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """The newest sealing key seals; every key still held opens."""

    sealing: dict[int, bytes]
    fingerprinting: bytes
    source: _Source | None = field(default=None, compare=False)

    @property
    def newest(self) -> int:
        """The number of the key that seals."""
        return max(self.sealing)

    def seal(self, text: str, place: str, row_id: UUID, *, padded_to: int = 1) -> bytes:
        """Key number, nonce, then AES-256-GCM of `text`, bound to `place` ("table.column") and row.

        The text is ended by a mark and padded to a multiple of `padded_to` bytes, so that its
        length says little: the empty text is as long as a short one.
        """
        plain = text.encode() + END
        plain += b"\0" * (-len(plain) % padded_to)
        return _newer(self)._closed(plain, place, row_id)

    def seal_anew(self, sealed: bytes, place: str, row_id: UUID) -> bytes:
        """The same text, padded as it was, under the newest key. Raises CannotOpen."""
        return self._closed(self._plain(sealed, place, row_id), place, row_id)

    def open(self, sealed: bytes, place: str, row_id: UUID) -> str:
        """The text that was sealed for just this place and row. Raises CannotOpen."""
        plain = self._plain(sealed, place, row_id)
        return plain[: plain.rindex(END)].decode()

    def _closed(self, plain: bytes, place: str, row_id: UUID) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        body = AESGCM(self.sealing[self.newest]).encrypt(nonce, plain, _bound_to(place, row_id))
        return bytes([self.newest]) + nonce + body

    def _plain(self, sealed: bytes, place: str, row_id: UUID) -> bytes:
        key = self._key_of(sealed)
        if key is None:
            raise CannotOpen(place)
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return AESGCM(key).decrypt(nonce, body, _bound_to(place, row_id))
        except (InvalidTag, ValueError):
            raise CannotOpen(place) from None

    def _key_of(self, sealed: bytes) -> bytes | None:
        """One that we do not hold may have been added since the file was read."""
        if not sealed:
            return None
        return self.sealing.get(sealed[0]) or _newer(self).sealing.get(sealed[0])

    def fingerprint(self, text: str, place: str) -> bytes:
        """32 bytes by which an exact value is found again without being stored."""
        return hmac.digest(self.fingerprinting, f"{place}\x1f{text}".encode(), "sha256")

    def slow_fingerprint(self, text: str, place: str) -> bytes:
        """As `fingerprint`, for what a person must remember: each guess costs 2 MB and some 5 ms,
        so that even database and keys together do not give the phrases away (V-12)."""
        salt = self.fingerprint("salt", place)
        stretched = hashlib.scrypt(text.encode(), salt=salt, n=2**11, r=8, p=1, dklen=KEY_BYTES)
        return self.fingerprint(stretched.hex(), place)


def _bound_to(place: str, row_id: UUID) -> bytes:
    return place.encode() + b"\x1f" + row_id.bytes


def make_keys(path: Path) -> None:
    """Write new keys with mode 0600. Raises FileExistsError: keys are never overwritten."""
    text = json.dumps({"sealing": {"1": new_key()}, "fingerprinting": new_key()}, indent=1)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())


def load_keys(path: Path) -> Keyring:
    """The keyring in a file that only its owner may read. Raises UnsafeKeys, saying why."""
    try:
        with path.open("rb") as file:
            status, content = os.fstat(file.fileno()), file.read()
    except OSError as error:
        raise UnsafeKeys(f"{path}: {error.strerror}") from None
    if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UnsafeKeys(f"{path}: others can read it; its mode must be 0600")
    return _read(path, content, _Source(path.absolute(), _state(status)))


def _state(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_ino, status.st_size


def _read(path: Path, content: bytes, source: _Source) -> Keyring:
    try:
        keys = json.loads(content)
        sealing = {int(number): _key(value) for number, value in keys["sealing"].items()}
        fingerprinting = _key(keys["fingerprinting"])
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        raise UnsafeKeys(f"{path}: is not a keys file") from None
    if not sealing or not all(0 < number < 256 for number in sealing):
        raise UnsafeKeys(f"{path}: key numbers must be 1 to 255")
    return Keyring(sealing, fingerprinting, source)


def _newer(ring: Keyring) -> Keyring:
    """What the file holds by now, in use from here on. The keys that are held where it is as it
    was, cannot be read, or holds the keys of another portal."""
    if ring.source is None:
        return ring
    held = _current if _current is not None and _is_of(_current, ring) else ring
    if held.source is None or not held.source.has_changed():
        return held
    try:
        found = load_keys(ring.source.path)
    except UnsafeKeys:
        return held
    if not _is_of(found, ring):
        return held
    if held is _current:
        use(found)
    return found


def _is_of(other: Keyring, ring: Keyring) -> bool:
    """Whether both were read from one file, and are one portal's."""
    paths = {each.source.path if each.source else None for each in (other, ring)}
    return len(paths) == 1 and other.fingerprinting == ring.fingerprinting


def new_key() -> str:
    """A key as it stands in the file."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return key


_current: Keyring | None = None


def use(keyring: Keyring) -> None:
    """The keyring of this process, set once where it is put together."""
    global _current
    _current = keyring


def current() -> Keyring:
    """The keyring in use. Raises UnsafeKeys where none was set."""
    if _current is None:
        raise UnsafeKeys("no keys are in use")
    return _current


def fingerprint(text: str, place: str) -> bytes:
    """`Keyring.fingerprint` by the keyring in use."""
    return current().fingerprint(text, place)


def slow_fingerprint(text: str, place: str) -> bytes:
    """`Keyring.slow_fingerprint` by the keyring in use."""
    return current().slow_fingerprint(text, place)
