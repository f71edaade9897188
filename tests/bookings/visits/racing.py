"""Two processes serve one town, and many phones tap at the same moment."""

import http.client
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from threading import Barrier
from time import monotonic, sleep
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from bookings.visits.models import Draft, Visit
from bookings.visits.queries.journeys import fingerprint
from bookings.visits.rules import journey as journeys
from bookings.visits.rules.journey import Journey
from portal.clock import utc_now
from portal.web.cookie import new_token
from tests.bookings.visits.walking import Fields

ROOT = Path(__file__).parent.parent.parent.parent
PROCESSES = 2
PATIENCE = 60
STEP = re.compile(r'name="step" value="(\w+)"')


@dataclass(frozen=True, slots=True)
class Tap:
    """One phone that presses: its cookie, its network, and what it sends."""

    cookie: str
    network: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Told:
    """What a tap was answered, and the step that it led to."""

    status: int
    step: str
    text: str


@dataclass(frozen=True, slots=True)
class Served:
    """The ports at which the processes answer."""

    ports: tuple[int, ...]

    def all_at_once(self, taps: Sequence[Tap]) -> list[Told]:
        """Every tap in a thread of its own, half of them at each process, let go together."""
        start = Barrier(len(taps))
        with ThreadPoolExecutor(len(taps)) as pool:
            numbers = zip(taps, cycle(self.ports), strict=False)
            waiting = [pool.submit(_tap, start, tap, port) for tap, port in numbers]
            return [each.result() for each in waiting]


def _tap(start: Barrier, tap: Tap, port: int) -> Told:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    line.connect()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"s={tap.cookie}",
        "HX-Request": "true",
        "Sec-Fetch-Site": "same-origin",
        "X-Forwarded-For": tap.network,
    }
    start.wait(PATIENCE)
    line.request("POST", "/", urlencode(tap.fields, doseq=True), headers)
    answer = line.getresponse()
    text = answer.read().decode()
    line.close()
    found = STEP.search(text)
    return Told(answer.status, found.group(1) if found else "", text)


@contextmanager
def two_processes(database_url: str, keys_file: Path) -> Iterator[Served]:
    """Serve this database from two processes on loopback until the block ends."""
    ports = tuple(_free_port() for _ in range(PROCESSES))
    servers = [_serve(port, database_url, keys_file) for port in ports]
    try:
        for port, server in zip(ports, servers, strict=True):
            _wait_for(port, server)
        yield Served(ports)
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(PATIENCE)


def _serve(port: int, database_url: str, keys_file: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "uvicorn", "--factory", "portal.serving:from_environment"]
    options = ["--port", str(port), "--proxy-headers", "--forwarded-allow-ips", "127.0.0.1"]
    environment = {
        "PATH": os.environ["PATH"],
        "PORTAL_DATABASE_URL": database_url,
        "PORTAL_KEYS_FILE": str(keys_file),
        "PORTAL_TRUSTED_PROXIES": "127.0.0.1",
    }
    started = [*command, *options, "--log-level", "error", "--no-access-log"]
    return subprocess.Popen(started, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = monotonic() + PATIENCE
    while monotonic() < until:
        assert server.poll() is None, "the server ended by itself"
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.05)
    raise AssertionError("the server never answered")


def stand(db: Session, journey: Journey, visit: Visit | None = None) -> str:
    """A journey that has come as far as this, maybe with a visit it holds or has booked; gives its
    cookie."""
    token, now = new_token(), utc_now()
    draft = Draft(token=fingerprint(token), began_at=now, seen_at=now)
    draft.content = journeys.write(journey)
    if visit is not None:
        draft.visit_id, draft.is_holder = visit.id, visit.held_until is None
    db.add(draft)
    return token
