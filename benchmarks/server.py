"""Starts what is measured, says when it answers and what it weighs, and ends it again."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple

import psutil

from benchmarks.browser import Phone
from benchmarks.load import Answer, Talk, Unanswered, converse

ROOT = Path(__file__).parent.parent
SLOWEST_START = 60


class Weight(NamedTuple):
    """Bytes of memory of all processes: what each has mapped, shared pages counted in every one;
    shared pages divided among those that share them; and what is nobody else's."""

    rss: int
    pss: int
    uss: int


@dataclass(frozen=True, slots=True)
class Server:
    """A server on a port of this machine, ours to end."""

    port: int
    root: psutil.Process
    first_answer: float

    def weight(self) -> Weight:
        """Of the server's processes, its supervisor among them."""
        each = [one.memory_full_info() for one in self._family()]
        return Weight(*(sum(getattr(one, name) for one in each) for name in Weight._fields))

    def worked(self) -> float:
        """Seconds of a processor that the server's processes have had so far."""
        each = [one.cpu_times() for one in self._family()]
        return sum(one.user + one.system for one in each)

    def _family(self) -> list[psutil.Process]:
        return [self.root, *self.root.children(recursive=True)]


@contextmanager
def running(
    command: Sequence[str], settings: Mapping[str, str], log: Path, *, path: str = "/"
) -> Iterator[Server]:
    """Run `python -m …` with these settings until the block ends. Raises Unanswered.

    It is given once `path` has been answered with 200.
    """
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if "PORTAL_" not in name}
    began = perf_counter()
    with log.open("ab") as output:
        started = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env={**environment, **settings, "PORTAL_PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        _await_answer(started, port, path, log)
        yield Server(port, psutil.Process(started.pid), perf_counter() - began)
    finally:
        _end(started)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _await_answer(started: "subprocess.Popen[bytes]", port: int, path: str, log: Path) -> None:
    gives_up = perf_counter() + SLOWEST_START
    while perf_counter() < gives_up and started.poll() is None:
        try:
            if answers(port, [Phone().look(path)])[0].status == 200:
                return
        except ConnectionRefusedError:
            sleep(0.005)
    raise Unanswered(f"no server at port {port}: {log.read_text()[-2000:]}")


def _end(started: "subprocess.Popen[bytes]") -> None:
    """Ask it to end, then see that nothing of it is left."""
    if started.poll() is not None:
        return
    ours = psutil.Process(started.pid).children(recursive=True)
    started.terminate()
    try:
        started.wait(10)
    except subprocess.TimeoutExpired:
        started.kill()
        started.wait()
    for left in psutil.wait_procs(ours, 5)[1]:
        left.kill()


def answers(port: int, requests: Sequence[bytes]) -> list[Answer]:
    """What a server answers to each of these, one after the other."""
    heard: list[Answer] = []

    def asking() -> Talk:
        for request in requests:
            answer = yield request
            heard.append(answer)

    converse(port, [asking()])
    return heard
