"""The whole journey in a language that she chose on its first page: nothing tells of the choice."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import NewPhone
from tests.browser.journey import Her, comes_back, keeps_the_phrase, to_the_phrase, to_the_times


def all_the_way(her: Her) -> Iterator[str]:
    yield from to_the_times(her)
    yield from to_the_phrase(her)


@pytest.mark.parametrize(
    ("tag", "direction", "scripts"), [("ur", "rtl", True), ("pl", "ltr", False)]
)
def test_v_30_the_whole_journey_in_a_language_that_was_chosen(
    new_phone: NewPhone, tag: str, direction: str, scripts: bool
) -> None:
    """V-30, V-02, S-20: one address, one opaque cookie, no sideways
    scrolling; the words bring her back, and the exit forgets the language."""
    her = new_phone(scripts=scripts).opens()
    before = her.page.evaluate("history.length")
    her.speaks(tag)
    seen = [_seen(her, direction) for _ in all_the_way(her)]
    assert len(seen) > 10
    assert set(seen) == {(direction, 320, f"{her.address}/", "s")}
    phrase = keeps_the_phrase(her, "5027")
    # Without scripts each press adds a line, which is as dull as the others.
    assert not scripts or her.page.evaluate("history.length") == before
    her.leaves()
    her.opens().sees_the_first_page()
    comes_back(her.speaks("cy"), phrase)


def _seen(her: Her, direction: str) -> tuple[str, int, str, str]:
    """How the page runs, how wide it is, where it is, and what cookie it has."""
    shown = her.page.locator("html").get_attribute("dir") or ""
    (cookie,) = her.page.context.cookies()
    assert len(cookie["value"]) == 43
    return (
        shown,
        her.page.evaluate("document.documentElement.scrollWidth"),
        her.page.url,
        cookie["name"],
    )
