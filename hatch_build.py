"""Puts the htmx that the build brought into the package, under a dull name; none is committed."""

import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIER = "django_htmx"
SCRIPT = "static/django_htmx/htmx-2.min.js"
TARGET = "portal/static/h.js"


class HtmxHook(BuildHookInterface[Any]):
    """Runs before the files are gathered, for wheels and editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Copy the script from the build environment. Raises FileNotFoundError where it lacks."""
        script, target = _find_script(), Path(self.root) / TARGET
        # Left alone where it is right already: a portal may be serving it while this builds.
        if not target.exists() or target.read_bytes() != script.read_bytes():
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(script, target)


def _find_script() -> Path:
    # The carrier is found, not imported: importing it would want Django set up.
    carrier = find_spec(CARRIER)
    if carrier is None or carrier.origin is None:
        raise FileNotFoundError(f"the build environment has no {CARRIER}")
    return Path(carrier.origin).parent / SCRIPT
