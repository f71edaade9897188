"""Waiting for a morning that is full, under one thumb: to the place in line and back to it."""

from tests.bookings.visits.full import fill, free_up, open_offers
from tests.browser.conftest import NewPhone
from tests.browser.server import Portal

SMALLEST = 320


def test_she_waits_comes_back_with_her_words_and_takes_what_came_free(
    new_phone: NewPhone, portal: Portal
) -> None:
    """V-02, V-06: at 320 px, at the one address all the way."""
    booked = fill(portal.database, portal.clock())
    her = new_phone(scripts=True)
    widths: list[int] = []

    def looked() -> None:
        widths.append(her.page.evaluate("document.documentElement.scrollWidth"))
        assert her.page.url.rstrip("/") == portal.address.rstrip("/")

    her.opens().presses("start", comes="before").presses("next", comes="needs")
    her.ticks("need", "legal")
    for step in ("hours", "asks", "company", "times"):
        her.presses("next", comes=step)
    looked()
    wait = her.page.locator('button[value^="wait:"]').first.get_attribute("value") or ""
    her.presses(wait, comes="wait")
    looked()
    her.retypes("called", "Tibbelwyn").presses("next", comes="contact")
    looked()
    her.presses("next", comes="wait_phrase")
    words = her.page.locator(".phrase").inner_text()
    looked()
    her.types("digits", "5027").presses("next", comes="wait_check")
    her.types("words", words).types("digits", "5027").presses("next", comes="place")
    assert her.page.locator("h1").inner_text() == "You are waiting"
    looked()
    her.leaves()
    free_up(portal.database, booked[0], portal.clock())
    other = new_phone(scripts=False)
    other.opens().presses("find", comes="find")
    other.types("words", words).types("digits", "5027").presses("next", comes="place")
    assert other.page.locator("h1").inner_text() == "A place is kept for you"
    widths.append(other.page.evaluate("document.documentElement.scrollWidth"))
    take = other.page.locator('button[value^="take:"]').get_attribute("value") or ""
    other.presses(take, comes="visit")
    assert "It is booked." in other.text
    assert (set(widths), open_offers(portal.database)) == ({SMALLEST}, [])
