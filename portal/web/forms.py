"""What was typed, within limits: every field is cleaned and cut once, before any form reads it."""

import unicodedata
from collections.abc import Mapping
from typing import TypeAlias
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

MOST_BYTES = 32 * 1024
MOST_FIELDS = 120
MOST_CHARACTERS = 2000

# Each field's name with all that was typed or ticked under it, in order.
Typed: TypeAlias = Mapping[str, list[str]]


class Problems(dict[str, str]):
    """Field name to the code of what to mend there; templates hold the words."""


async def read_form(request: Request) -> dict[str, list[str]]:
    """The url-encoded body's fields. Answers 415 for another kind of body, 413 for too much."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if not body:
        return {}
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    try:
        pairs = parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
        )
    except ValueError:
        raise HTTPException(413) from None
    return _gathered(pairs)


def _gathered(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    typed: dict[str, list[str]] = {}
    for name, value in pairs:
        typed.setdefault(name[:60], []).append(clean(value)[:MOST_CHARACTERS])
    return typed


def clean(text: str) -> str:
    """Composed, trimmed, and without characters that cannot be seen (joiners of scripts stay)."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(filter(_is_kept, composed)).strip()


def _is_kept(character: str) -> bool:
    if character in "\n\u200c\u200d":
        return True
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def one(typed: Typed, name: str) -> str:
    """The last value under `name`, or the empty text."""
    values = typed.get(name)
    return values[-1] if values else ""


def ticked(typed: Typed, name: str) -> bool:
    return one(typed, name) == "yes"
