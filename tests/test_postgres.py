"""The throw-away PostgreSQL leaves nothing behind, not even after a run that was killed."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.postgres import DIRECTORY_VARIABLE

RUN = """
import signal
from tests.postgres import shared_cluster
cluster = shared_cluster()
cluster.create()
print(cluster.directory, flush=True)
signal.pause()
"""


def server_of(directory: Path) -> Path:
    """Where the machine lists the server's process for as long as it lives."""
    return Path("/proc") / (directory / "data" / "postmaster.pid").read_text().split()[0]


def goes(path: Path) -> bool:
    """Whether it goes within half a minute: the machine may be busy."""
    for _ in range(300):
        if not path.exists():
            return True
        time.sleep(0.1)
    return False


def test_a_cluster_goes_with_the_run_that_was_killed() -> None:
    environment = {name: value for name, value in os.environ.items() if name != DIRECTORY_VARIABLE}
    command = [sys.executable, "-c", RUN]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as run:
        try:
            assert run.stdout is not None
            directory = Path(run.stdout.readline().strip())
            server = server_of(directory)
            assert server.exists()
        finally:
            run.kill()
    assert directory.name.startswith(f"pg-{run.pid}-")
    assert goes(directory)
    assert goes(server)
