"""What a measured process runs: the portal or the bare routes, behind one and the same server."""

import os
import sys
from datetime import timedelta

from portal import serving
from portal.limits import rules
from portal.migrations import is_current
from portal.settings import read_settings
from portal.web.headers import GuardedApplication

FACTORIES = {
    "portal": "benchmarks.served:portal",
    "bare": "benchmarks.bare:from_environment",
}


def portal() -> GuardedApplication:
    """The portal as it is, but for the pace of all bookings together: it is there to slow down
    such crowds as these, and would leave nothing to measure but its waiting."""
    rules.BOOKINGS_OF_ALL = rules.Pace(rules.BOOKINGS_OF_ALL.most, timedelta(microseconds=1))
    return serving.from_environment()


def main() -> None:
    """`python -m benchmarks.served portal|bare PROCESSES`; settings come from the environment."""
    name, processes = sys.argv[1:]
    settings = read_settings(os.environ)
    if name == "portal" and not is_current(settings.database_url):
        raise SystemExit("these are not this version's tables")
    serving.run(settings, processes=int(processes), factory=FACTORIES[name])


if __name__ == "__main__":
    main()
