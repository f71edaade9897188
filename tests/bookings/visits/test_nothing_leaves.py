"""Nothing is sent but by the carriers, which are the only code that could, and a fresh portal has
chosen none of them; a whole journey opens no line."""

import ast
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bookings.visits.walking import book, come_back
from tests.browsing import Browser

ROOT = Path(__file__).parent.parent.parent.parent
PACKAGES = ("portal", "services_directory", "bookings")

# Whatever opens a line to somewhere else, starts a program that could, or sends mail.
OUTWARD = {
    *("aiohttp", "aiosmtplib", "boto3", "ftplib", "grpc", "http.client", "httpx", "httpx2"),
    *("logging.config", "logging.handlers", "starlette.testclient", "webbrowser"),
    *("imaplib", "nntplib", "paramiko", "poplib", "pycurl", "requests", "sendgrid", "smtplib"),
    *("socket", "socketserver", "ssl", "subprocess", "telnetlib", "twilio", "urllib.request"),
    *("urllib3", "websockets", "xmlrpc"),
}
CALLS = {
    *("system", "popen", "urlopen", "execv", "spawnv", "create_subprocess_exec"),
    *("execve", "execvp", "fork", "posix_spawn", "spawnl", "spawnvp"),
    *("create_connection", "open_connection", "open_unix_connection", "sock_connect"),
}

# The only modules that may, each by the library that it is for.
CARRIERS = {
    "portal/outbox/carriers/twilio.py": {"requests", "twilio", "urllib3"},
    "portal/outbox/carriers/email.py": {"smtplib", "ssl"},
}

# What comes with the portal: a library beside these needs a look at what it sends.
LIBRARIES = {
    *("alembic", "anyio", "argon2", "babel", "cryptography", "holidays", "icalendar", "jinja2"),
    *(
        "jinja2_fragments",
        "markupsafe",
        "phonenumbers",
        "psycopg",
        "pyotp",
        "pysqlite3",
        "requests",
        "segno",
    ),
    *("sqlalchemy", "starlette", "twilio", "urllib3", "uvicorn", "webauthn"),
}

# What fetches a module, or runs a text, past the lines that this reads.
UNSEEN = {"import_module", "__import__", "exec", "eval"}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ways_out(source: str) -> list[str]:
    """What a module imports or calls that could reach somewhere else."""
    tree = ast.parse(source)
    names = list(imported(tree))
    modules = [name for name in names if _is_outward(name) or name.rpartition(".")[2] in CALLS]
    calls = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in CALLS
    ]
    return modules + calls + _unseen(tree)


def _unseen(tree: ast.AST) -> list[str]:
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    named = (f.id if isinstance(f, ast.Name) else getattr(f, "attr", "") for f in called)
    return [name for name in named if name in UNSEEN]


def _is_outward(module: str) -> bool:
    parts = module.split(".")
    return any(".".join(parts[:count]) in OUTWARD for count in range(1, len(parts) + 1))


def test_s_53_no_module_but_the_carriers_could_send_anything() -> None:
    """S-53. The server listens and the database is asked, both through their libraries."""
    sources = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    assert len(sources) > 80
    found = {str(path.relative_to(ROOT)): ways_out(path.read_text("utf-8")) for path in sources}
    out = {name: {way.partition(".")[0] for way in ways} for name, ways in found.items() if ways}
    assert out == CARRIERS


def test_s_53_only_libraries_that_were_looked_at_are_used() -> None:
    known = {*PACKAGES, *LIBRARIES, *sys.stdlib_module_names}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            names = imported(ast.parse(path.read_text("utf-8")))
            assert {name.partition(".")[0] for name in names} <= known, path


@pytest.mark.parametrize(
    "source",
    [
        "import smtplib",
        "from urllib.request import urlopen",
        "from urllib import request",
        "import http.client as c",
        "from twilio.rest import Client",
        "import os\nos.system('mail')",
        "from os import system",
        "from asyncio import open_connection",
        "import logging.handlers",
        "def later():\n    import socket",
        "import importlib\nimportlib.import_module('smtplib')",
        "from importlib import import_module\nimport_module('smtplib')",
        "__import__('smtplib')",
        "exec('import smtplib')",
    ],
)
def test_s_53_the_rule_sees_a_way_out(source: str) -> None:
    assert ways_out(source)


def test_s_53_nothing_else_that_sends_comes_with_the_portal() -> None:
    """Not as a dependency of its own: the lines of pyproject name one library of the kind."""
    lines = (ROOT / "pyproject.toml").read_text("utf-8").split("[dependency-groups]")[0]
    assert lines.count("twilio") == 1
    for name in ("smtp", "requests", "httpx", "sentry", "boto", "sendgrid"):
        assert name not in lines


class LineOpened(BaseException):
    """Somebody was called. Not an Exception, so that nothing can swallow it."""


def test_s_53_a_whole_journey_opens_no_line(
    phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But to the database, whose libraries go past Python's sockets."""

    def refuse(*_arguments: Any, **_named: Any) -> None:
        raise LineOpened

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    kept = book(phone, needs={"need": ["housing", "legal"]})
    phone.press("leave")
    come_back(phone, kept)
    phone.press("cancel")
    phone.press()
    with pytest.raises(LineOpened), socket.socket() as line:
        line.connect(("127.0.0.1", 9))
