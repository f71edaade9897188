"""What was typed, within limits: every field is cleaned and cut once, before any form reads it."""

import asyncio
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, TypeVar
from urllib.parse import parse_qsl
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

MOST_BYTES = 32 * 1024
MOST_FIELDS = 120
MOST_CHARACTERS = 600
MOST_VALUES = 20

# Whoever sends a form slower than this sends it to keep the door busy.
LONGEST_SENDING = 15

# Each field's name with all that was typed or ticked under it, in order.
Typed: TypeAlias = Mapping[str, list[str]]


Choice = TypeVar("Choice")


class Problems(dict[str, str]):
    """Field name to the code of what to mend there; templates hold the words."""


async def read_form(request: Request) -> dict[str, list[str]]:
    """The url-encoded body's fields. Answers 415 for another kind of body, 413 for too much."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await read_body(request)
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


async def read_body(request: Request) -> bytes:
    """No more is read than a form may have, whatever length was claimed, and not for ever."""
    body = bytearray()
    try:
        async with asyncio.timeout(LONGEST_SENDING):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise HTTPException(413)
    except (ClientDisconnect, TimeoutError):
        raise HTTPException(400) from None
    return bytes(body)


def _gathered(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    typed: dict[str, list[str]] = {}
    for name, value in pairs:
        values = typed.setdefault(name[:60], [])
        if len(values) < MOST_VALUES:
            values.append(clean(value)[:MOST_CHARACTERS])
    return typed


def clean(text: str) -> str:
    """Composed, trimmed, and without characters that cannot be seen (joiners of scripts stay)."""
    seen = "".join(filter(_is_kept, text.replace("\t", " ")))
    return unicodedata.normalize("NFC", seen).strip()


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


def chosen(
    typed: Typed,
    name: str,
    among: Iterable[Choice],
    *,
    gone: Iterable[object] = (),
    named: Callable[[Any], str] = lambda each: str(each.id),
) -> Choice | None:
    """The one among these that a field names. None where nothing is chosen, or one of those that
    are `gone`: somebody chose it from a page of before. Whatever else it names is not theirs, and
    is answered with 404 as in an address (P-01)."""
    text = one(typed, name)
    found = next((each for each in among if named(each) == text), None)
    if found is None and text and text not in (named(each) for each in gone):
        raise HTTPException(404)
    return found


def as_id(text: str) -> UUID | None:
    """The id that a field holds; None where it holds none."""
    try:
        return UUID(text)
    except ValueError:
        return None
