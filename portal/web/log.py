"""Logs are lines of JSON on an allow-list of keys; nothing else can reach them (P-07, S-50)."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

from portal.clock import utc_now

# What a line may say. No address, no query, no cookie, no words that anybody typed.
ALLOWED = ("event", "method", "route", "status", "milliseconds", "error", "at", "count", "level")
EVENTS = frozenset({"request", "unhandled", "started", "stopped", "refused"})


class AllowedKeysOnly(logging.Formatter):
    """A record becomes its moment, level, a known event and allowed extras; its text is dropped."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.msg if record.msg in EVENTS else "library",
        }
        for key in ALLOWED[1:-1]:
            if hasattr(record, key):
                line[key] = getattr(record, key)
        if line["event"] == "library":
            line["at"] = record.name
        return json.dumps(line)


def log_to(stream: TextIO = sys.stderr) -> None:
    """Send every logger of the process through the allow-list, libraries' too."""
    global _lines
    _lines = stream
    out = logging.StreamHandler(stream)
    out.setFormatter(AllowedKeysOnly())
    root = logging.getLogger()
    root.handlers[:] = [out]
    root.setLevel(logging.WARNING)
    logging.getLogger("portal").setLevel(logging.INFO)


def log_request(method: str, route: str, status: int, seconds: float) -> None:
    """One line for a request: its route as declared, never its address as asked.

    Written past the loggers, which would take longer than a page from memory does.
    """
    if _lines is None:
        return
    line = {
        "time": utc_now().isoformat(timespec="milliseconds"),
        "level": "info",
        "event": "request",
        "method": method,
        "route": route,
        "status": status,
        "milliseconds": round(seconds * 1000, 1),
    }
    _lines.write(json.dumps(line) + "\n")


_lines: TextIO | None = None
