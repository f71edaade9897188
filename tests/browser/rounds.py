"""Every page of the staff's, found as somebody finds it: by following where each page leads."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Page

ROW_ID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
# Pages made of one template, which ask for one thing or another.
ONE_OF_MANY = re.compile(r"(?<=/handoffs/to/)[a-z_]+$|(?<=/contact/)[a-z-]+$")
# No page for people: files, and what a browser is given to read.
NOT_PAGES = re.compile(r"^/(?:static|c)/|/json$|^/$")
LEADS_TO = """
() => [...document.querySelectorAll('a[href], form[method=get]')]
  .map(e => new URL(e.href || e.action, location))
  .filter(e => e.origin === location.origin).map(e => e.pathname + e.search)
"""


def rounds(
    page: Page,
    portal: str,
    begin: Iterable[str],
    seen: set[str],
    *,
    within: tuple[str, ...] = ("",),
) -> Iterator[str]:
    """The kind of each page at which this browser now stands, one of each kind `within` these
    addresses; what is in `seen` already is not looked at again."""
    ahead, been = deque(begin), set[str]()
    while ahead:
        address = ahead.popleft()
        if NOT_PAGES.search(address) or not address.startswith(within):
            continue
        if kind_of(address) in seen | been:
            continue
        been.add(kind_of(address))
        answer = page.goto(portal + address, wait_until="domcontentloaded")
        kind = kind_of(page.url)
        if answer and answer.ok and (kind == kind_of(address) or kind not in seen | been):
            seen.add(kind)
            ahead += page.evaluate(LEADS_TO)
            yield kind


def kind_of(address: str) -> str:
    """`/tray/{}/form` for the form of every packet."""
    return ONE_OF_MANY.sub("{}", ROW_ID.sub("{}", urlsplit(address).path))
