"""What somebody asked for when booking, read from the text that was kept with the visit."""

import json
from dataclasses import dataclass
from datetime import time
from typing import Any


@dataclass(frozen=True, slots=True)
class AskedFor:
    """Whom she would see, what is to be arranged, and from when she can come (V-20)."""

    worker_is: str = ""
    speaks: str = ""
    not_before: time | None = None
    interpreter: bool = False
    language: str = ""
    dialect: str = ""
    interpreter_is: str = ""
    from_outside: bool = False
    welsh: bool = False
    signs: bool = False
    access: str = ""
    companion: str = ""


def read_asks(text: str | None) -> AskedFor:
    """Nothing was asked where the text is empty or cannot be read: a morning must go on."""
    try:
        typed = json.loads(text or "{}").get("typed", {})
    except (ValueError, AttributeError):
        return AskedFor()
    asks, company, hours = (_fields(typed, step) for step in ("asks", "company", "hours"))
    language, dialect = _last(asks, "tongue"), _last(asks, "dialect")
    return AskedFor(
        worker_is=_last(asks, "worker"),
        speaks=_last(asks, "speaks"),
        not_before=_wall(_last(hours, "not_before")),
        interpreter=bool(language or dialect),
        language=language,
        dialect=dialect,
        interpreter_is=_last(asks, "interpreter_is"),
        from_outside=_last(asks, "from_outside") == "yes",
        welsh=_last(asks, "welsh") == "yes",
        signs=_last(asks, "sign_language") == "yes",
        access=_last(asks, "access"),
        companion=_last(company, "companion"),
    )


def _fields(typed: Any, step: str) -> dict[str, Any]:
    found = typed.get(step, {}) if isinstance(typed, dict) else {}
    return found if isinstance(found, dict) else {}


def _last(fields: dict[str, Any], name: str) -> str:
    values = fields.get(name) or [""]
    return values[-1] if isinstance(values, list) and isinstance(values[-1], str) else ""


def _wall(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None
