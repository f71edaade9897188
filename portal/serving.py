"""Puts the portal behind a server, in one process or several."""

import ctypes
import os
import signal
import sys

import uvicorn

from portal import keyring
from portal.app import create_app
from portal.clock import utc_now
from portal.db.engine import Database
from portal.delivering import keep_delivering, post_room
from portal.settings import Settings, outward, read_settings
from portal.sweeping import keep_sweeping
from portal.web.headers import GuardedApplication
from portal.web.log import log_to

# What serves, told by name: one process sends messages too; of several, none does.
FACTORY = "portal.serving:from_environment"
FACTORY_ALONE = "portal.serving:alone_from_environment"

# Each process is asked whether it still works. On a slow or busy machine it takes some seconds to
# say so first: after the server's own five it would be ended and begun anew, again and again.
PATIENCE = 30

# glibc's number for how many heaps there may be.
M_ARENA_MAX = -8


def from_environment() -> GuardedApplication:
    """The application for one process. Raises what `read_settings` and `load_keys` raise."""
    _share_one_heap()
    log_to()
    settings = read_settings(os.environ)
    keyring.use(keyring.load_keys(settings.keys_file))
    database = Database(settings.database_url)
    keep_sweeping(database, utc_now)
    return create_app(settings, database)


def alone_from_environment() -> GuardedApplication:
    """As `from_environment`, and what waits to be sent is sent in a thread beside it. Where several
    processes serve, `portal deliver` is a process of its own."""
    app = from_environment()
    settings = read_settings(os.environ)
    keep_delivering(post_room(settings, Database(settings.database_url), utc_now))
    return app


def _share_one_heap() -> None:
    """glibc gives every thread a heap of its own, and each keeps the 2 MB that stretching a phrase
    takes: threads that share one interpreter can share one heap, which saves some MB."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_ARENA_MAX, 1)


def run(settings: Settings, *, processes: int, factory: str = "") -> None:
    """Serve what `factory` makes, or the portal, until told to stop.

    The server's own log lines say nothing of who asked for what.
    """
    log_to()
    os.environ.update(as_environment(settings))
    if processes == 1:
        signal.signal(signal.SIGTERM, _end_in_order)
    uvicorn.run(
        factory or (FACTORY_ALONE if processes == 1 else FACTORY),
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=processes,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_keep_alive=20,
        timeout_worker_healthcheck=PATIENCE,
        h11_max_incomplete_event_size=16 * 1024,
    )


def _end_in_order(*_signal: object) -> None:
    """The server repeats the signal once it has ended: what is on its way is then settled still."""
    sys.exit(0)


def as_environment(settings: Settings) -> dict[str, str]:
    """The variables from which `read_settings` makes the same settings again."""
    return {
        "PORTAL_DATABASE_URL": settings.database_url,
        "PORTAL_KEYS_FILE": str(settings.keys_file),
        "PORTAL_PUBLIC_NAME": settings.public_name,
        "PORTAL_PUBLIC_URL": settings.public_url,
        "PORTAL_PHONE": settings.phone,
        "PORTAL_PHONE_HOURS": settings.phone_hours,
        "PORTAL_EXIT_URL": settings.exit_url,
        "PORTAL_SECOND_PHRASE": "on" if settings.second_phrase else "off",
        "PORTAL_WELSH": "on" if settings.welsh else "off",
        "PORTAL_TIMEZONE": settings.timezone.key,
        "PORTAL_HOST": settings.host,
        "PORTAL_PORT": str(settings.port),
        "PORTAL_TRUSTED_PROXIES": ",".join(settings.trusted_proxies),
        "PORTAL_ADDRESS_SHOWN": settings.address_shown.value,
        "PORTAL_MOST_READ_AN_HOUR": str(settings.most_read_an_hour),
        "PORTAL_MOST_READ_A_DAY": str(settings.most_read_a_day),
        "PORTAL_READ_NEAR_DAYS": str(settings.read_near_days),
        **outward.as_environment(settings),
    }
