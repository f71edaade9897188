"""Served in earnest by two processes: every line of the log is JSON and repeats nobody (P-07)."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest

from portal import serving
from portal.clock import Clock
from portal.db.engine import Database
from portal.keyring import make_keys
from portal.migrations import migrate
from portal.settings import read_settings

CANARY = "canary-9c2b"
ALLOWED = {"time", "level", "event", "method", "route", "status", "milliseconds", "error", "at"}


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        return int(unused.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    make_keys(tmp_path / "portal.keys")
    migrate(f"sqlite:///{tmp_path}/portal.db")
    own = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(__file__).parent.parent.parent),
        "PORTAL_DATABASE_URL": f"sqlite:///{tmp_path}/portal.db",
        "PORTAL_KEYS_FILE": str(tmp_path / "portal.keys"),
        "PORTAL_PUBLIC_URL": f"http://localhost:{port}",
        "PORTAL_PORT": str(port),
    }
    command = [sys.executable, "-W", "default", "-m", "portal", "serve", "--processes", "2"]
    with (
        (tmp_path / "out").open("w") as out,
        (tmp_path / "log").open("w") as log,
        subprocess.Popen(command, env=own, stdout=out, stderr=log, text=True) as running,
    ):
        try:
            wait_for(port, running)
            yield running
        finally:
            running.send_signal(signal.SIGTERM)


def wait_for(port: int, server: "subprocess.Popen[str]") -> None:
    for _ in range(300):
        assert server.poll() is None
        with suppress(httpx2.TransportError):
            httpx2.get(f"http://127.0.0.1:{port}/favicon.ico")
            return
        time.sleep(0.1)
    pytest.fail("the server did not answer")


def send_garbage(port: int) -> None:
    """What is no request at all, and one that breaks off in the middle."""
    for raw in (f"{CANARY}\r\n\r\n", f"GET /{CANARY} HTTP/1.1\r\n{CANARY}", "POST / HTTP/1.1\r\n"):
        with socket.create_connection(("127.0.0.1", port)) as wire:
            wire.sendall(raw.encode())


def test_no_line_of_the_whole_server_repeats_anybody_and_of_itself_it_says_nothing(
    server: "subprocess.Popen[str]", port: int, tmp_path: Path
) -> None:
    """One server for both: that it begins takes longer than all that it is asked."""
    send_garbage(port)
    carried = {"cookie": f"s={CANARY}", "user-agent": CANARY, "referer": CANARY}
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", headers=carried) as client:
        for _ in range(8):
            answer = client.get(f"/?{CANARY}={CANARY}")
            assert answer.status_code == 200
            says_nothing_of_itself(answer)
        assert client.get(f"/{CANARY}").status_code == 404
        form = {"go": CANARY, "called": CANARY}
        assert client.post("/", data=form).status_code == 303
        assert client.post("/", data=form, headers={"origin": CANARY}).status_code == 403
    server.send_signal(signal.SIGTERM)
    assert server.wait(20) in (0, -signal.SIGTERM)
    text = (tmp_path / "log").read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["status"] for line in lines if line["event"] == "request"].count(200) == 8
    assert set().union(*lines) <= ALLOWED
    assert CANARY not in text
    assert (tmp_path / "out").read_text() == ""


def says_nothing_of_itself(answer: httpx2.Response) -> None:
    assert "server" not in answer.headers
    assert "x-powered-by" not in answer.headers
    assert answer.headers["content-security-policy"]


def test_v_21_every_process_sweeps_what_was_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logs_as_before: None
) -> None:
    """V-21: in the quiet night, when nobody comes whose visit would sweep."""
    make_keys(tmp_path / "portal.keys")
    url = f"sqlite:///{tmp_path}/portal.db"
    monkeypatch.setenv("PORTAL_DATABASE_URL", url)
    monkeypatch.setenv("PORTAL_KEYS_FILE", str(tmp_path / "portal.keys"))
    swept: list[str] = []

    def sweeping(database: Database, _clock: Clock) -> threading.Event:
        swept.append(str(database.engine.url))
        return threading.Event()

    monkeypatch.setattr(serving, "keep_sweeping", sweeping)
    serving.from_environment()
    assert swept == [url]


@pytest.mark.parametrize(("processes", "sends"), [(1, True), (2, False)])
def test_one_process_sends_what_waits_and_several_leave_that_to_another(
    monkeypatch: pytest.MonkeyPatch, logs_as_before: None, processes: int, sends: bool
) -> None:
    """Told to end, the one still settles the message that it has in hand."""
    served: list[str] = []
    monkeypatch.setattr("uvicorn.run", lambda *given, **_more: served.append(given[0]))
    monkeypatch.setattr(os, "environ", dict(os.environ))
    before = signal.getsignal(signal.SIGTERM)
    try:
        serving.run(read_settings({}), processes=processes)
        if sends:
            with pytest.raises(SystemExit):
                signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert served == [serving.FACTORY_ALONE if sends else serving.FACTORY]


def test_a_process_that_is_slow_to_begin_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, logs_as_before: None
) -> None:
    """Ended after five seconds and begun anew, it would never answer on a busy machine."""
    told: list[object] = []
    monkeypatch.setattr(
        "uvicorn.run", lambda *_given, **more: told.append(more["timeout_worker_healthcheck"])
    )
    monkeypatch.setattr(os, "environ", dict(os.environ))
    serving.run(read_settings({}), processes=2)
    assert told == [serving.PATIENCE]
    assert serving.PATIENCE >= 30
