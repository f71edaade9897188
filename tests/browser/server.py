"""A portal of the tests' own at http://localhost, and the dull site that its exit leads to."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from socketserver import BaseServer
from time import monotonic, sleep

import uvicorn

from portal import i18n
from portal.app import create_app
from portal.db.engine import Database
from portal.settings import Settings, read_settings
from portal.web.headers import GuardedApplication
from services_directory.sessions.actions import plan_sessions
from services_directory.sessions.actions.demonstration import furnish

# A Tuesday in summer: the next session is tomorrow.
BEGINS = datetime(2026, 6, 16, 8, 0, tzinfo=UTC)
WEEKS = 12


class RunningClock:
    """Runs as the machine does, from a day of the tests' own, and can be put forward."""

    def __init__(self) -> None:
        self._ahead = timedelta(0)
        self._began = monotonic()

    def __call__(self) -> datetime:
        return BEGINS + self._ahead + timedelta(seconds=monotonic() - self._began)

    def put_forward(self, span: timedelta) -> None:
        self._ahead += span


class SlowClock(RunningClock):
    """Goes on by a moment with each look at it and by nothing else, so that on a slow machine the
    time is what it is on a quick one."""

    MOMENT = timedelta(milliseconds=1)

    def __init__(self) -> None:
        super().__init__()
        self._looks = count(1)

    def __call__(self) -> datetime:
        return BEGINS + self._ahead + next(self._looks) * self.MOMENT


@dataclass(slots=True)
class Portal:
    """A portal that answers, and what the tests may ask it behind its back."""

    address: str
    database: Database
    clock: RunningClock
    server: uvicorn.Server
    thread: threading.Thread

    def stop(self) -> None:
        """Answer nobody any more."""
        self.server.should_exit = True
        self.thread.join(10)


@contextmanager
def serving(
    database_url: str,
    exit_url: str,
    languages: i18n.Languages | None = None,
    *,
    clock: RunningClock | None = None,
    weeks: int = WEEKS,
) -> Iterator[Portal]:
    """A portal at a free port of localhost, with the directory and sessions of the demo."""
    database, clock = Database(database_url), clock or RunningClock()
    furnished(database, clock(), weeks)
    with standing(database, database_url, exit_url, languages, clock=clock) as portal:
        yield portal


@contextmanager
def standing(
    database: Database,
    database_url: str,
    exit_url: str,
    languages: i18n.Languages | None = None,
    *,
    clock: RunningClock | None = None,
) -> Iterator[Portal]:
    """A portal at a free port of localhost with what is in this database, which it closes."""
    clock = clock or RunningClock()
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://localhost:{listening.getsockname()[1]}"
    app = create_app(
        chosen(database_url, address, exit_url), database, clock=clock, languages=languages
    )
    portal = _started(app, listening, address, database, clock)
    yield portal
    portal.stop()
    database.close()


def furnished(database: Database, at: datetime, weeks: int) -> None:
    with database.writing() as db:
        furnish(db, valid_from=at.date())
        plan_sessions(db, at=at, weeks=weeks)


def chosen(database_url: str, address: str, exit_url: str) -> Settings:
    """As a deployer would choose, but for an exit site on this machine, which has no https."""
    settings = read_settings(
        {
            "PORTAL_DATABASE_URL": database_url,
            "PORTAL_PUBLIC_URL": address,
            "PORTAL_PHONE": "01632 960 010",
            "PORTAL_PHONE_HOURS": "Monday to Friday, 9:30 to 16:30",
        }
    )
    return replace(settings, exit_url=exit_url)


def _started(
    app: GuardedApplication,
    listening: socket.socket,
    address: str,
    database: Database,
    clock: RunningClock,
) -> Portal:
    server, thread = _answering(app, listening)
    return Portal(address, database, clock, server, thread)


def _answering(
    app: GuardedApplication, listening: socket.socket
) -> tuple[uvicorn.Server, threading.Thread]:
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        sleep(0.01)
    return server, thread


@contextmanager
def answering(app: GuardedApplication) -> Iterator[str]:
    """An application that a test has put together, at a free port of localhost: its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server, thread = _answering(app, listening)
    yield f"http://localhost:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@dataclass(slots=True)
class OtherSite:
    """A site that is not ours, what it was asked with, and pages that it can be told to serve."""

    address: str
    asked: list[dict[str, str]] = field(default_factory=list)
    pages: dict[str, bytes] = field(default_factory=dict)


DULL = b"<!doctype html><meta charset='utf-8'><title>Weather</title><h1>Light rain</h1>"
GZIP = b"\x1f\x8b"


@contextmanager
def in_a_thread(server: BaseServer) -> Iterator[None]:
    """A server of the tests' own answers meanwhile."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield
    server.shutdown()
    server.server_close()
    thread.join(10)


@contextmanager
def other_site() -> Iterator[OtherSite]:
    """A site at http://127.0.0.1: another site than localhost to every browser."""
    site = OtherSite("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _answering_for(site))
    site.address = f"http://127.0.0.1:{server.server_port}"
    with in_a_thread(server):
        yield site


def _answering_for(site: OtherSite) -> type[BaseHTTPRequestHandler]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append({"path": self.path, **dict(self.headers.items())})
            body = site.pages.get(self.path.partition("?")[0], DULL)
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            if body.startswith(GZIP):
                self.send_header("content-encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    return Answer
