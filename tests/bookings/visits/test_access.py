"""Her accessibility statement says all that is claimed, and which limits stand (V-30)."""

from portal.web.statement import HERS
from tests.bookings.visits.test_easy_read import pressed
from tests.bookings.visits.touring import Stop
from tests.browsing import Element, parse


def statement(toured: list[Stop]) -> Element:
    return next(parse(stop.page.text) for stop in toured if stop.step == "access")


def test_v_30_it_is_one_tap_from_what_is_said_about_the_page(toured: list[Stop]) -> None:
    about = next(parse(stop.page.text) for stop in toured if stop.step == "about")
    assert "access" in pressed(about)


def test_v_30_every_claim_is_said_in_words_of_its_own(toured: list[Stop]) -> None:
    works = next(statement(toured).all("main"))
    first = next(works.all("ul"))
    said = [line.text for line in first.all("li")]
    assert len(set(said)) == len(HERS)
    assert all(said)


def test_v_21_the_limit_that_cannot_be_put_off_is_explained(toured: list[Stop]) -> None:
    """V-21: and that it begins again with each tap, and what to do where it is too short."""
    said = statement(toured).text
    assert "After ten minutes without a tap the page goes blank" in said
    assert "This limit protects you, so it cannot be switched off" in said
    assert "come without a time" in said
