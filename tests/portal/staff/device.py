"""A device that makes passkeys and signs with them, and can be told to do it badly."""

import hashlib
import json
import os
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from starlette.testclient import TestClient
from webauthn.helpers import base64url_to_bytes, encode_cbor

ORIGIN = "http://localhost:8000"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
PIECE = 500

Fields = dict[str, list[str]]


def text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Device:
    """One passkey on one device. What it claims about itself can be changed before it answers."""

    origin: str = ORIGIN
    host: str = "localhost"
    flags: int = PRESENT | VERIFIED
    uses: int = 0
    user: bytes = b""
    credential: bytes = field(default_factory=lambda: os.urandom(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(self, told: dict[str, Any]) -> Fields:
        """The answer to a page that asks for a new passkey."""
        self.user = base64url_to_bytes(told["ask"]["user"]["id"])
        client = self._client("webauthn.create", told["ask"]["challenge"])
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._new()}
        return _pieces(
            question=told["question"],
            id=text(self.credential),
            client=text(client),
            attestation=text(encode_cbor(attestation)),
        )

    def sign(self, told: dict[str, Any], prefix: str = "") -> Fields:
        """The answer to a page that asks somebody to sign in, or to show who changes something."""
        self.uses += 1
        client = self._client("webauthn.get", told["ask"]["challenge"])
        seen = self._seen(self.flags)
        signed = self.key.sign(seen + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        answer = _pieces(
            question=told["question"],
            id=text(self.credential),
            client=text(client),
            authenticator=text(seen),
            signature=text(signed),
            user=text(self.user),
        )
        return {f"{prefix}{name}": pieces for name, pieces in answer.items()}

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _seen(self, flags: int) -> bytes:
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([flags]) + self.uses.to_bytes(4, "big")

    def _new(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32)}
        length = len(self.credential).to_bytes(2, "big")
        made = bytes(16) + length + self.credential + encode_cbor(public)
        return self._seen(self.flags | ATTESTED) + made


def _pieces(**values: str) -> Fields:
    """As the page's script sends them."""
    return {
        name: [value[at : at + PIECE] for at in range(0, len(value), PIECE)]
        for name, value in values.items()
    }


def asked(browser: TestClient, path: str) -> dict[str, Any]:
    answer = browser.post(path)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def add_to(browser: TestClient, device: Device, **more: str) -> int:
    """Add a passkey to the account that is signed in here; gives the answer's status."""
    fields = device.make(asked(browser, "/staff/account/ceremony"))
    return browser.post("/staff/account/passkeys", data={**fields, **more}).status_code


def proof_by(browser: TestClient, device: Device) -> Fields:
    """What a passkey adds to a form that changes how somebody signs in."""
    return device.sign(asked(browser, "/staff/ceremony"), "proof_")


def sign_in(browser: TestClient, device: Device) -> int:
    """Sign in with the passkey; gives the answer's status."""
    fields = device.sign(asked(browser, "/staff/ceremony"))
    return browser.post("/staff/passkey", data=fields).status_code
