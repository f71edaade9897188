"""What is left on the phone: every file of the browser's profile, searched byte by byte."""

import gzip
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from time import sleep

from playwright.sync_api import BrowserContext, Page

from tests.browser.chromium import Profile
from tests.browser.journey import (
    CANARIES,
    WRONG_WORDS,
    Her,
    Phrase,
    comes_back,
    keeps_the_phrase,
    to_the_phrase,
    with_everything,
)
from tests.browser.server import OtherSite, Portal
from tests.browser.traces import traces

# A browser writes what it remembers a little later: the session file after 2.5 seconds.
UNTIL_WRITTEN = 3.5
# Typed with gaps, as people do: four digits in a row also turn up in files by chance.
DIGITS = "9 1 6 3"
MISTYPED = "7 41 8 9"


class Seen:
    """What she typed and what she was shown, as far as it would tell on her."""

    def __init__(self) -> None:
        self.of_first_page: set[str] = set()
        self.texts = {*CANARIES.values(), WRONG_WORDS, DIGITS, MISTYPED}

    def look(self, her: Her) -> None:
        """Headings, times, what is wrong: every line of a step that the first page has not."""
        if her.step != "first":
            lines = her.text.splitlines()
            self.texts |= {line for line in lines if len(line) > 12} - self.of_first_page
        else:
            self.of_first_page = set(her.text.splitlines())

    def phrase(self, phrase: Phrase) -> None:
        words = phrase.words.split()
        self.texts |= {" ".join(pair) for pair in pairwise(words)}


def books_and_comes_back(her: Her) -> Seen:
    """The whole journey with every kind of mistake, ending on the booked visit."""
    seen = Seen()
    for steps in (with_everything(her), to_the_phrase(her, CANARIES["called"])):
        for _ in steps:
            seen.look(her)
    her.types("digits", MISTYPED).presses("next", comes="phrase")
    seen.look(her)
    her.retypes("digits", "")
    phrase = keeps_the_phrase(her, DIGITS)
    seen.look(her)
    seen.phrase(phrase)
    her.leaves()
    comes_back(her, phrase)
    seen.look(her)
    return seen


def found(profile: Profile, texts: Iterable[str]) -> list[str]:
    return sorted(map(str, traces(profile.folder, texts)))


def test_after_the_exit_the_profile_holds_nothing_of_hers(
    profile: Profile, portal: Portal, scripts: bool
) -> None:
    """V-05, V-06, S-19, S-54: nothing typed, nothing shown, no mistake told, while the browser
    runs, after it has closed, and after it has opened again what was open: the first page."""
    with profile.opened(scripts=scripts) as context:
        her = Her(context.pages[0], portal.address, scripts)
        seen = books_and_comes_back(her)
        her.leaves()
        Her(context.new_page(), portal.address, scripts).opens().sees_the_first_page()
        sleep(UNTIL_WRITTEN)
        assert len(seen.texts) > 60
        assert found(profile, seen.texts) == []
    assert found(profile, seen.texts) == []
    with profile.opened(scripts=scripts, restored=True) as context:
        for page in opened_again(context):
            assert CANARIES["called"] not in page.content()
            if page.url.startswith(portal.address):
                Her(page, portal.address, scripts).sees_the_first_page()
        Her(context.new_page(), portal.address, scripts).opens().sees_the_first_page()
        sleep(1)
    assert found(profile, seen.texts) == []


def opened_again(context: BrowserContext) -> list[Page]:
    """The tabs of the last time, once there are any; a busy browser leaves some for later."""
    for _ in range(200):
        again = [page for page in context.pages if page.url != "about:blank"]
        if again:
            return again
        context.pages[0].wait_for_timeout(100)
    raise AssertionError("no tab was opened again")


def test_a_browser_that_dies_in_the_middle_leaves_nothing_behind(
    profile: Profile, portal: Portal, scripts: bool
) -> None:
    """S-54: no exit, a mistake on the screen, and something typed that was never sent."""
    seen = Seen()
    with profile.opened(scripts=scripts) as context:
        her = Her(context.pages[0], portal.address, scripts)
        for _ in with_everything(her):
            seen.look(her)
        her.picks(0, "plan", comes="name").retypes("called", CANARIES["called"])
        her.presses("next", comes="contact").presses("by:text", comes="contact_how")
        her.types("reach", CANARIES["reach"]).presses("next", comes="contact_words")
        seen.look(her)
        for before in ("contact_how", "contact"):
            her.presses("back", comes=before)
        her.presses("back", comes="name").retypes("called", "grimbleflax")
        sleep(UNTIL_WRITTEN)
        profile.kill()
    assert found(profile, {*seen.texts, "grimbleflax"}) == []


PLAIN = """<!doctype html><meta charset="utf-8"><title>Wozzlequint list</title>
<form><input name="q" id="q"><textarea name="t" id="t"></textarea></form>
<p>grumbleflitz</p>
<script>localStorage.setItem("k", "snorbeldack ".repeat(200000))</script>"""


def test_the_search_finds_what_a_plain_page_leaves(profile: Profile, dull_site: OtherSite) -> None:
    """A search that finds nothing is evidence only where it can find something."""
    dull_site.pages["/plain"] = gzip.compress(PLAIN.encode())
    with profile.opened() as context:
        page = context.pages[0]
        page.goto(f"{dull_site.address}/plain")
        page.fill("#q", "trimble wóck")
        page.fill("#t", "unsentplonk")
        page.press("#q", "Enter")
        page.wait_for_url("**/plain?*")
        page.fill("#t", "neverasked")
        sleep(UNTIL_WRITTEN)
    with profile.opened():
        pass
    left = traces(profile.folder, [*LEFT, "neverleft"])
    assert {trace.what for trace in left} == set(LEFT)
    assert {trace.how for trace in left} == {"as it is", "gzip", "sqlite", "leveldb"}
    assert {re.sub(r".*/|_.*|\\d", "", trace.file) for trace in left} >= {"History", "Session"}


LEFT = ("Wozzlequint", "trimble wóck", "unsentplonk", "neverasked", "grumbleflitz", "snorbeldack")


def test_the_search_reads_utf_16_and_addresses(tmp_path: Path) -> None:
    kept = tmp_path / "Session"
    kept.write_bytes("said ‘Tibbelwyn’".encode("utf-16-le") + b"/?digits=9+1+6+3&words=two%20w")
    texts = ["tibbelwyn", DIGITS, "two w", "never said"]
    assert {trace.what for trace in traces(tmp_path, texts)} == set(texts[:3])
