"""Where a run of tests keeps its files: in memory, where there is room. Nothing of them has to
outlive the machine, and on a disk each of some ten thousand commits is waited for."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
# A run leaves a few hundred megabytes; a container's own share is often less.
ROOM = 4 * 2**30


def keep_files() -> None:
    """From now on, in this process and in those that it starts. Where somebody chose a folder for
    what is temporary, it is theirs."""
    if "TMPDIR" in os.environ or not _has_room():
        return
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None


def _has_room() -> bool:
    try:
        return os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    except OSError:
        return False
