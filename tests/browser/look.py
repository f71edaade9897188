"""One look at every step, and at every step that shows what to mend: measured once, told often."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, ViewportSize

from tests.browser import axe, fitness, sights
from tests.browser.halfway import NOTICED, TO_MEND, every_step, stand_at
from tests.browser.journey import Her
from tests.browser.server import Portal

Screen = tuple[int, int]

SMALLEST: Screen = (320, 568)
# What a keyboard leaves of it, and what is left of a desk's screen when it is magnified four times.
LOWEST: Screen = (320, 256)
# The screen of a library.
WIDEST: Screen = (1280, 720)
LARGE_TEXT = 32


@dataclass(slots=True)
class Sight:
    """What one step looked like, on each screen."""

    step: str
    title: str
    address: str
    exit_missed: dict[str, Any] = field(default_factory=dict)
    under_the_exit: dict[str, list[str]] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)
    too_small: list[str] = field(default_factory=list)
    fields: list[dict[str, Any]] = field(default_factory=list)
    kept: dict[str, int] = field(default_factory=dict)
    cookies: list[dict[str, Any]] = field(default_factory=list)
    broken_rules: list[str] = field(default_factory=list)
    unfit: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Looked:
    """All that was seen on the way, and what was asked of whom, answered or not."""

    sights: list[Sight] = field(default_factory=list)
    origins: set[str] = field(default_factory=set)
    posts: list[str] = field(default_factory=list)
    bytes_of: dict[str, int] = field(default_factory=dict)

    def note(self, request: Request) -> None:
        """Whom it was tried to ask, though a policy or a missing line may stop it."""
        self.origins.add("{0.scheme}://{0.netloc}".format(urlsplit(request.url)))
        if request.method != "GET":
            self.posts.append(request.url)

    def weigh(self, request: Request) -> None:
        """Note how many bytes of body came over the wire."""
        size = request.sizes()["responseBodySize"]
        self.bytes_of[request.url] = max(size, self.bytes_of.get(request.url, 0))


def look_at_every_step(her: Her, portal: Portal, *, closely: bool) -> Looked:
    """Open every step in turn, and ask axe about it. `closely` also with a keyboard up, magnified,
    in large text, by night, with the letters apart, and as a screen reader has it."""
    looked, asked = Looked(), list[Request]()

    def note(request: Request) -> None:
        asked.append(request)

    her.page.on("request", looked.note)
    her.page.on("requestfinished", note)
    for step in every_step():
        for mending in _with_and_without(step):
            token = "0" if step == "first" else stand_at(portal, step, mending=mending)
            her.carries(token).opens()
            name = f"{step}, mending" if mending else step
            assert her.step == step, f"{step} shows {her.step}"
            looked.sights.append(_sight(name, her, closely=closely))
    for request in asked:
        looked.weigh(request)
    return looked


def _with_and_without(step: str) -> Iterator[bool]:
    yield False
    if step in TO_MEND or step in NOTICED:
        yield True


def _sight(name: str, her: Her, *, closely: bool) -> Sight:
    page = her.page
    sight = Sight(name, **sights.found(page))
    sight.cookies = [dict(cookie) for cookie in page.context.cookies()]
    _measure(sight, page, "smallest")
    if closely:
        _closely(sight, page)
    # What axe begins goes on in time, which stands still without scripts.
    if her.scripts:
        sight.broken_rules = axe.faults(page, closely=closely)
    page.set_viewport_size(_size(SMALLEST))
    return sight


def _closely(sight: Sight, page: Page) -> None:
    page.set_viewport_size(_size(WIDEST))
    sight.exit_missed["wide"] = sights.exit_missed(page)
    page.set_viewport_size(_size(LOWEST))
    _measure(sight, page, "keyboard up, or magnified")
    page.set_viewport_size(_size(SMALLEST))
    _set_text(page, LARGE_TEXT)
    _measure(sight, page, "large text")
    _set_text(page, 16)
    sight.unfit = fitness.faults(page)


def _measure(sight: Sight, page: Page, screen: str) -> None:
    seen = sights.measured(page)
    sight.exit_missed[screen] = seen["exit_missed"]
    sight.under_the_exit[screen] = seen["under_the_exit"]
    sight.widths[screen] = seen["width"]


def _set_text(page: Page, pixels: int) -> None:
    """As a phone's own setting for larger text does."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": pixels, "fixed": pixels}})
    devtools.detach()


def _size(screen: Screen) -> ViewportSize:
    return {"width": screen[0], "height": screen[1]}
