"""Logs are lines of JSON on an allow-list of keys; nothing else can reach them (P-07, S-50)."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import TextIO

from portal.clock import utc_now

# What a line may say beside when, how grave and what. No address, no cookie, no words of anybody.
ALLOWED = ("method", "route", "status", "milliseconds", "error", "at")
OWN = "portal"
UNHANDLED = "unhandled"

# Method and route are our own words, as the routes declare them: there is nothing to escape.
_REQUEST = (
    '{"time": "%s", "level": "info", "event": "request", "method": "%s", "route": "%s", '
    '"status": %d, "milliseconds": %.1f}\n'
)


class AllowedKeysOnly(logging.Formatter):
    """Of our own errors, kind and place; of a library's record, its logger's name. No text."""

    def format(self, record: logging.LogRecord) -> str:
        moment, level = datetime.fromtimestamp(record.created, UTC), record.levelname.lower()
        if record.name == OWN and record.msg == UNHANDLED:
            extras = {key: getattr(record, key) for key in ALLOWED if hasattr(record, key)}
            return _line(moment, level, UNHANDLED, **extras)
        return _line(moment, level, "library", at=record.name)


def _line(moment: datetime, level: str, event: str, **extras: object) -> str:
    time = moment.isoformat(timespec="milliseconds")
    return json.dumps({"time": time, "level": level, "event": event, **extras})


def log_to(stream: TextIO = sys.stderr) -> None:
    """Send every logger of the process through the allow-list, libraries' and warnings too."""
    global _lines
    _lines = stream
    out = logging.StreamHandler(stream)
    out.setFormatter(AllowedKeysOnly())
    root = logging.getLogger()
    root.handlers[:] = [out]
    root.setLevel(logging.WARNING)
    logging.captureWarnings(True)


def log_request(method: str, route: str, status: int, seconds: float) -> None:
    """One line for a request: its route as declared, never its address as asked.

    Written past the loggers, which would take longer than a page from memory does.
    """
    if _lines is not None:
        time = utc_now().isoformat(timespec="milliseconds")
        _lines.write(_REQUEST % (time, method, route, status, seconds * 1000))


def log_error(error: BaseException) -> None:
    """Log kind and place of an error, never its words: they may hold what somebody typed."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    at = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    _log.error(UNHANDLED, extra={"error": type(error).__name__, "at": at})


_log = logging.getLogger(OWN)
_lines: TextIO | None = None
