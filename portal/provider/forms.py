"""What a provider posts, read as it was signed: nothing is trimmed, cut or composed before that."""

from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import parse_qsl

from portal.web.forms import clean

MOST_FIELDS = 120
LONGEST_NAME = 64
LONGEST_NUMBER = 40

Fields: TypeAlias = list[tuple[str, str]]


class NotUnderstood(Exception):
    """A field is missing, or is not what it should be."""


@dataclass(frozen=True, slots=True)
class StatusNews:
    """How a message fared. `reference` is the provider's name for it."""

    status: str
    code: int | None
    reference: str


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody texted, from which number, by the provider's own name for it."""

    number: str
    words: str
    told_as: str
    opted_out: str


def read_fields(body: bytes) -> Fields:
    """The url-encoded fields in their order. Raises NotUnderstood."""
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise NotUnderstood from None


def read_status(fields: Fields) -> StatusNews:
    """Raises NotUnderstood."""
    given = dict(fields)
    code = given.get("ErrorCode", "")
    if code and not (code.isascii() and code.isdigit() and len(code) < 7):
        raise NotUnderstood
    status = _needed(given, "MessageStatus", LONGEST_NAME)
    reference = given.get("MessageSid", "")
    if len(reference) > LONGEST_NAME or not reference.isalnum():
        raise NotUnderstood
    return StatusNews(status, int(code) if code else None, reference)


def read_said(fields: Fields) -> Said:
    """Raises NotUnderstood."""
    given = dict(fields)
    return Said(
        clean(_needed(given, "From", LONGEST_NUMBER)),
        clean(given.get("Body", "")),
        _needed(given, "MessageSid", LONGEST_NAME),
        given.get("OptOutType", ""),
    )


def _needed(given: dict[str, str], name: str, longest: int) -> str:
    value = given.get(name, "")
    if not value or len(value) > longest:
        raise NotUnderstood
    return value
