"""Plain text by SMTP under verified TLS, or not at all: no attachment, no invitation (S-16)."""

import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from email.utils import make_msgid

from portal.outbox.rules.outcomes import Accepted, Busy, Doubtful, Meaning, Outcome, Refused
from portal.outbox.rules.verdicts import Send

IMPLICIT_TLS = 465
PATIENCE_SECONDS = 15.0
WAIT = timedelta(minutes=5)
PASSING, LASTING = 400, 500


@dataclass(frozen=True, slots=True)
class MailServer:
    """Who takes our mail, and the address that it comes from: neutral, as the wording is (S-11)."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)


class Email:
    """One mail server. Mail cannot be called back and has no end of validity: it may be read
    whenever somebody looks, and its words must be safe then."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    def carry(self, send: Send, word: str) -> Outcome:
        """Hand the mail over once. Until its words are sent, every failure is certain."""
        try:
            line = self._open()
        except smtplib.SMTPAuthenticationError as refusal:
            return Refused(Meaning.CONFIGURATION, refusal.smtp_code)
        except (ssl.SSLError, smtplib.SMTPNotSupportedError):
            return Refused(Meaning.CONFIGURATION)
        except (OSError, smtplib.SMTPException):
            return Busy(WAIT)
        try:
            return _hand_over(line, _written(send, self._server.sender))
        finally:
            line.close()

    def forget(self, reference: str) -> bool:
        """A mail server keeps no reference of ours."""
        return True

    def _open(self) -> smtplib.SMTP:
        """A line under TLS, signed in. Raises what smtplib raises, SMTPNotSupportedError where the
        server knows no TLS."""
        to = self._server
        if to.port == IMPLICIT_TLS:
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                to.host, to.port, timeout=PATIENCE_SECONDS, context=to.trust
            )
        else:
            line = smtplib.SMTP(to.host, to.port, timeout=PATIENCE_SECONDS)
        try:
            if to.port != IMPLICIT_TLS:
                line.starttls(context=to.trust)
            if to.user:
                line.login(to.user, to.password)
        except BaseException:
            line.close()
            raise
        return line


def _hand_over(line: smtplib.SMTP, mail: EmailMessage) -> Outcome:
    try:
        line.send_message(mail)
    except smtplib.SMTPSenderRefused as refusal:
        return _by_code(refusal.smtp_code, Meaning.CONFIGURATION)
    except smtplib.SMTPRecipientsRefused as refusal:
        (answer,) = refusal.recipients.values()
        return _by_code(answer[0], Meaning.FLAG)
    except smtplib.SMTPDataError as refusal:
        return _by_code(refusal.smtp_code, Meaning.UNKNOWN)
    except (OSError, smtplib.SMTPException):
        return Doubtful()
    return Accepted()


def _by_code(code: int, meaning: Meaning) -> Outcome:
    """A server that says "not now" has not taken it; what is no answer at all says nothing."""
    if code >= LASTING:
        return Refused(meaning, code)
    return Busy(WAIT) if code >= PASSING else Doubtful()


def _written(send: Send, sender: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, send.to, send.subject
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip(">"))
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(send.text)
    return mail
