"""A mail server on loopback, and a certificate for it that nobody else has signed."""

import socket
import ssl
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "localhost"
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


class Inbox:
    """What the mail server took, and what it says to senders, recipients and words."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.to_recipient = self.to_words = self.to_sender = "250 OK"
        hears = {"MAIL": self.hear_sender, "RCPT": self.hear_recipient, "DATA": self.hear_words}
        for command, hear in hears.items():
            setattr(self, f"handle_{command}", hear)

    async def hear_sender(
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _more: Any
    ) -> str:
        envelope.mail_from = address
        return self.to_sender

    async def hear_recipient(
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _more: Any
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def hear_words(self, server: Any, _session: Session, envelope: Envelope) -> str:
        if self.to_words == "hangs up":
            server.transport.close()
        if self.to_words.startswith("250"):
            content = envelope.original_content or b""
            self.taken.append(message_from_bytes(content, policy=policy.default))
        return self.to_words


class MailHost(Controller):
    """A server for an inbox; with a context it insists on TLS and on the password "right"."""

    def __init__(self, inbox: Inbox, context: ssl.SSLContext | None = None) -> None:
        self.context = context
        super().__init__(inbox, hostname="127.0.0.1", port=unused_port())

    def factory(self) -> SMTP:
        insists = self.context is not None
        return SMTP(
            self.handler,
            tls_context=self.context,
            require_starttls=insists,
            auth_required=insists,
            authenticator=_knows,
            hostname=HOST,
        )


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        return int(unused.getsockname()[1])


def _knows(*asked: Any) -> AuthResult:
    return AuthResult(success=asked[-1].password == b"right", handled=False)


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """For localhost, signed by itself: the certificate's file and the key's."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    number = x509.random_serial_number()
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), number)
        .not_valid_before(EPOCH)
        .not_valid_after(EPOCH + timedelta(days=40_000))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    form, kept = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    private = key.private_bytes(form, kept, serialization.NoEncryption())
    (folder / "cert").write_bytes(made.public_bytes(form))
    (folder / "key").write_bytes(private)
    return folder / "cert", folder / "key"
