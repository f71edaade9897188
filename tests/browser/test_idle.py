"""A phone that is put down: nothing stays on its screen, and what was typed is not kept."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPhone
from tests.browser.halfway import has_ended, is_kept, stand_at
from tests.browser.journey import CANARIES
from tests.browser.server import Portal

HIDDEN = """(is) => {
  Object.defineProperty(document, 'hidden', { configurable: true, value: is });
  document.dispatchEvent(new Event('visibilitychange'));
  return document.body.innerText;
}"""

# What she did last may have scrolled the page, and scrolling is told with the next picture that the
# browser draws: on a busy machine long after. What watches an element's size is told just after it.
DRAWN = """() => new Promise(drawn => {
  new ResizeObserver((_, watching) => { watching.disconnect(); drawn(); }).observe(document.body);
})"""


def minutes_pass(page: Page, portal: Portal, minutes: float) -> None:
    """On her phone and on the server alike, after all that she has done by now."""
    page.evaluate(DRAWN)
    portal.clock.put_forward(timedelta(minutes=minutes))
    page.clock.fast_forward(round(minutes * 60_000))


def shown(page: Page) -> str:
    """The words that can be seen."""
    return str(page.evaluate("document.body.innerText"))


def test_ten_idle_minutes_leave_the_page_and_end_the_journey(
    new_phone: NewPhone, portal: Portal
) -> None:
    """V-21."""
    her = new_phone(scripts=True)
    token = stand_at(portal, "company")
    her.page.clock.install()
    her.carries(token).opens()
    her.page.locator("#companion").fill(CANARIES["companion"])
    minutes_pass(her.page, portal, 9.5)
    assert "Who is coming?" in shown(her.page)
    assert is_kept(portal, token)
    minutes_pass(her.page, portal, 0.48)
    her.page.wait_for_url("**/weather", timeout=30_000)
    assert has_ended(portal, token)
    her.opens()
    her.sees_the_first_page()
    assert CANARIES["companion"] not in her.page.content()


def test_without_scripts_ten_idle_minutes_end_the_journey_and_the_page_asks_again(
    new_phone: NewPhone, portal: Portal
) -> None:
    """V-21: the page turns to the first page by itself, a second after the journey has ended."""
    her = new_phone(scripts=False).carries(stand_at(portal, "company")).opens()
    refresh = her.page.locator("meta[http-equiv=refresh]").get_attribute("content")
    assert refresh == "601"
    portal.clock.put_forward(timedelta(seconds=int(refresh)))
    her.page.reload()
    her.sees_the_first_page()


def test_who_types_slowly_is_not_idle(new_phone: NewPhone, portal: Portal) -> None:
    """V-21: half an hour on one page, with a letter now and then, loses nothing."""
    her = new_phone(scripts=True)
    her.page.clock.install()
    her.carries(stand_at(portal, "company")).opens()
    her.page.locator("#companion").fill("")
    for letter in "slow":
        minutes_pass(her.page, portal, 8)
        her.page.locator("#companion").press(letter)
        with her.page.expect_response(lambda answer: answer.request.method == "POST"):
            minutes_pass(her.page, portal, 0.5)
    her.presses("next", comes="times").presses("back", comes="company")
    assert her.page.locator("#companion").input_value() == "slow"


def test_a_hidden_page_is_covered_until_it_is_tapped(new_phone: NewPhone, portal: Portal) -> None:
    """V-21: nothing of hers in the list of open apps, nor when the phone is handed back."""
    her = new_phone(scripts=True).carries(stand_at(portal, "check")).opens()
    assert CANARIES["called"] in shown(her.page)
    for is_hidden in (True, False):
        her.page.evaluate(HIDDEN, is_hidden)
        assert shown(her.page).split("\n") == ["Leave this page", "Go on"]
        expect(her.page.locator("#exit button")).to_be_visible()
    her.page.locator("#cover").tap()
    assert CANARIES["called"] in shown(her.page)
    expect(her.page.locator("#cover")).to_be_hidden()


def test_a_hidden_page_can_be_left_without_looking(new_phone: NewPhone, portal: Portal) -> None:
    token = stand_at(portal, "check")
    her = new_phone(scripts=True).carries(token).opens()
    her.page.evaluate(HIDDEN, True)
    her.page.evaluate(HIDDEN, False)
    her.leaves()
    assert has_ended(portal, token)


def test_who_comes_back_after_ten_minutes_sees_nothing(new_phone: NewPhone, portal: Portal) -> None:
    """V-21: a phone that slept runs no timers; it leaves as soon as it wakes."""
    her = new_phone(scripts=True)
    token = stand_at(portal, "check")
    her.page.clock.install()
    her.carries(token).opens()
    her.page.evaluate(HIDDEN, True)
    her.page.clock.set_system_time(her.page.evaluate("Date.now() / 1000") + 11 * 60)
    assert her.page.evaluate(HIDDEN, False) == ""
    her.page.wait_for_url("**/weather")
    assert has_ended(portal, token)


def test_the_first_touch_after_a_long_sleep_leaves(new_phone: NewPhone, portal: Portal) -> None:
    """V-21: it does not count as a touch of the page that was shown before."""
    her = new_phone(scripts=True)
    token = stand_at(portal, "check")
    her.page.clock.install()
    her.carries(token).opens()
    her.page.clock.set_system_time(her.page.evaluate("Date.now() / 1000") + 11 * 60)
    her.page.locator("h1").tap()
    her.page.wait_for_url("**/weather")
    assert has_ended(portal, token)
