"""Who carries messages out of the house, and how many at most. Nobody does until it is said (S-53).

Secrets stand in files of their own, never in the environment, where every program of the same
account can read them.
"""

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

from portal.settings.addresses import host, port
from portal.settings.numbers import at_most
from portal.settings.settings import CarrierChoice, Settings
from portal.settings.unsafe import UnsafeSettings
from portal.settings.words import line_of, neutral

ACCOUNT = re.compile(r"AC[0-9a-f]{32}")
UK_NUMBER = re.compile(r"\+44[0-9]{10}")
# Shown as who wrote; it cannot be answered.
NAME = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 ]{3,11}")
MAILBOX = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
# More about one visit is never allowed, fewer may be chosen (S-15).
MOST_A_VISIT = 2


def secret_in(path: Path) -> str:
    """The one line of a file that only its owner may read. Raises UnsafeSettings, quoting none."""
    try:
        with path.open() as file:
            mode, line = os.fstat(file.fileno()).st_mode, file.read(4096).strip()
    except (OSError, UnicodeDecodeError):
        raise UnsafeSettings(f"{path}: cannot be read") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UnsafeSettings(f"{path}: others can read it; its mode must be 0600")
    if not line or not line.isprintable():
        raise UnsafeSettings(f"{path}: must hold one line, the secret")
    return line


def missing(settings: Settings) -> list[str]:
    """What is needed for the carriers that were chosen, a line each."""
    is_twilio = settings.carrier is CarrierChoice.TWILIO
    needed = {
        "PORTAL_TWILIO_ACCOUNT": is_twilio and not settings.twilio_account,
        "PORTAL_TWILIO_TOKEN_FILE": is_twilio and settings.twilio_token_file is None,
        "PORTAL_TWILIO_SENDER": is_twilio and not settings.twilio_sender,
        "PORTAL_SMTP_SENDER": settings.smtp_host and not settings.smtp_sender,
        "PORTAL_SMTP_PASSWORD_FILE": settings.smtp_user and settings.smtp_password_file is None,
    }
    return [f"{name}: is needed for the carrier that was chosen" for name in needed if needed[name]]


def as_environment(settings: Settings) -> dict[str, str]:
    """The variables from which the same is read again."""
    given = {name: getattr(settings, field) for field, (name, _, _) in VARIABLES.items()}
    given["PORTAL_CARRIER"] = settings.carrier.value
    return {name: "" if value is None else str(value) for name, value in given.items()}


def _carrier(text: str) -> CarrierChoice:
    try:
        return CarrierChoice(text)
    except ValueError:
        choices = ", ".join(choice.value for choice in CarrierChoice)
        raise ValueError(f"must be one of {choices}") from None


def _account(text: str) -> str:
    if text and not ACCOUNT.fullmatch(text):
        raise ValueError("must be AC and 32 letters and digits, or empty")
    return text


def _sender(text: str) -> str:
    if text and not (UK_NUMBER.fullmatch(text) or NAME.fullmatch(text)):
        raise ValueError("must be a number such as +447…, or a name of 3 to 11 letters and digits")
    return neutral(text)


def _mailbox(text: str) -> str:
    if text and not MAILBOX.fullmatch(text):
        raise ValueError("must be an address such as desk@mornings.example, or empty")
    return neutral(text)


def _file(text: str) -> Path | None:
    return Path(text) if text else None


def _host(text: str) -> str:
    return host(text) if text else ""


def _user(text: str) -> str:
    return line_of(text, 120)


VARIABLES: dict[str, tuple[str, str, Callable[[str], object]]] = {
    "carrier": ("PORTAL_CARRIER", "console", _carrier),
    "twilio_account": ("PORTAL_TWILIO_ACCOUNT", "", _account),
    "twilio_token_file": ("PORTAL_TWILIO_TOKEN_FILE", "", _file),
    "twilio_sender": ("PORTAL_TWILIO_SENDER", "", _sender),
    "smtp_host": ("PORTAL_SMTP_HOST", "", _host),
    "smtp_port": ("PORTAL_SMTP_PORT", "587", port),
    "smtp_user": ("PORTAL_SMTP_USER", "", _user),
    "smtp_password_file": ("PORTAL_SMTP_PASSWORD_FILE", "", _file),
    "smtp_sender": ("PORTAL_SMTP_SENDER", "", _mailbox),
    "most_messages_a_day": ("PORTAL_MOST_MESSAGES_A_DAY", "60", at_most(10_000)),
    "most_messages_a_number": ("PORTAL_MOST_MESSAGES_A_NUMBER", "2", at_most(10)),
    "most_messages_a_visit": ("PORTAL_MOST_MESSAGES_A_VISIT", "2", at_most(MOST_A_VISIT)),
}
