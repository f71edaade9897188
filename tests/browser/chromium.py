"""Real Chromium, as Debian ships it, with its profile on disk where a test asks for one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, BrowserContext, BrowserType, Error, Playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)

# A window's address line keeps a page of its own for suggestions, in a process of its own: where
# many windows open and nobody types into that line, it is a fifth of all that the browser does. Of
# two such flags the last one counts, so that what Playwright switches off is said again.
OFF = (
    *("WebUIOmniboxPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxAimPopup"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "AimEnabled"),
    *("OptimizationHints", "NetworkTimeServiceQuerying", "PreconnectToSearch"),
    # A process for each site, and one in store, is what a phone with little memory goes without.
    *("IsolateOrigins", "site-per-process", "SpareRendererForSitePerProcess"),
)

# Her phone: small, touched by a thumb. The memory of pages just left stays on, as it is there.
PHONE = {"width": 320, "height": 568}
LEFT_ON = ["--disable-back-forward-cache"]
WAIT = 8_000


def launched(playwright: Playwright) -> Browser:
    """One browser for many short contexts, which keep nothing on disk."""
    return playwright.chromium.launch(
        executable_path=program(),
        args=[*FLAGS, "--disable-site-isolation-trials", f"--disable-features={','.join(OFF)}"],
        ignore_default_args=LEFT_ON,
    )


def program() -> str:
    """Where Debian's chromium is. Raises LookupError where it is missing."""
    found = shutil.which("chromium")
    if found is None:
        raise LookupError("no chromium found: apt-get install chromium")
    return found


def phone(*, scripts: bool, **options: Any) -> dict[str, Any]:
    """What a context is made with to be her phone."""
    return {
        "viewport": PHONE,
        "has_touch": True,
        "is_mobile": True,
        "java_script_enabled": scripts,
        "locale": "en-GB",
        **options,
    }


def patient(context: BrowserContext) -> BrowserContext:
    context.set_default_timeout(WAIT)
    return context


@dataclass(frozen=True, slots=True)
class Profile:
    """A browser's memory on disk, which outlives the browser."""

    folder: Path
    kind: BrowserType

    @contextmanager
    def opened(
        self, *, scripts: bool = True, restored: bool = False, **options: Any
    ) -> Iterator[BrowserContext]:
        """The browser with this memory; `restored` opens again what was open when it ended."""
        context = self.kind.launch_persistent_context(
            self.folder,
            executable_path=program(),
            args=[*FLAGS, *(["--restore-last-session"] if restored else [])],
            ignore_default_args=LEFT_ON,
            **phone(scripts=scripts, **options),
        )
        yield patient(context)
        with suppress(Error):  # one that was killed is closed already
            context.close()

    def kill(self) -> None:
        """End the browser as a dead battery would."""
        mine = f"--user-data-dir={self.folder}"
        for child in psutil.Process().children(recursive=True):
            words = _command(child)
            if mine in words and not any(word.startswith("--type=") for word in words):
                child.kill()
                psutil.wait_procs([child], timeout=10)


def _command(running: psutil.Process) -> list[str]:
    """How it was called; nothing where it has ended."""
    try:
        return list(running.cmdline())
    except psutil.NoSuchProcess:
        return []
