"""Easy read beside the journey: one idea a line, each with its own drawing (V-02)."""

from collections.abc import Mapping

import pytest

from bookings.visits.steps.table import ASIDES, EASY_READ
from tests.bookings.visits.touring import Stop
from tests.browsing import Element, parse

# From where each is one tap away.
ONE_TAP_FROM = {
    "easy_page": {"before"},
    "easy_kept": {"about", "contact"},
    "easy_day": {"done", "visit", "walk_in"},
    "easy_help": {"help"},
}


@pytest.fixture(scope="session")
def pages(toured: list[Stop]) -> Mapping[str, Element]:
    return {stop.step: parse(stop.page.text) for stop in toured}


def lines(page: Element) -> list[Element]:
    (listed,) = (each for each in page.all("ul") if each.get("class") == "easy")
    return list(listed.all("li"))


def pressed(page: Element) -> set[str]:
    return {button.get("value") for button in page.all("button")}


def test_every_easy_page_is_one_tap_from_the_page_that_it_says_again(
    pages: Mapping[str, Element],
) -> None:
    assert set(ONE_TAP_FROM) == set(EASY_READ) <= ASIDES
    for name, places in ONE_TAP_FROM.items():
        assert all(name in pressed(pages[place]) for place in places), name
        assert set(EASY_READ) - {name} <= pressed(pages[name]), "the others are one tap away"


def test_every_line_has_one_drawing_of_its_own_that_no_screen_reader_reads(
    pages: Mapping[str, Element],
) -> None:
    for name in EASY_READ:
        drawn = [list(line.all("svg")) for line in lines(pages[name])]
        assert len(drawn) >= 8
        assert all(len(each) == 1 for each in drawn), name
        assert all(each.get("aria-hidden") == "true" for (each,) in drawn)
        assert all(list(each.all()) for (each,) in drawn), "a drawing that is not there"


def test_every_line_says_in_words_what_it_draws(pages: Mapping[str, Element]) -> None:
    for name in EASY_READ:
        assert all(line.text for line in lines(pages[name])), name


def test_a_drawing_asks_nothing_of_the_network_and_has_no_style_of_its_own(
    pages: Mapping[str, Element],
) -> None:
    for name in EASY_READ:
        for svg in pages[name].all("svg"):
            names = {attribute for each in svg.all() for attribute in each.attributes}
            assert not names & {"href", "xlink:href", "style"}, name
