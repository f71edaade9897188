"""The exit: from every step, with scripts or without, it ends the journey and leads away."""

from collections.abc import Iterator
from datetime import timedelta
from time import monotonic

import sqlalchemy as sa
from playwright.sync_api import Browser

from bookings.visits.models import Visit, VisitStatus
from tests.browser.chromium import patient, phone
from tests.browser.conftest import NewPhone, NewPortal
from tests.browser.halfway import HELD, every_step, has_ended, held_cells, is_kept, stand_at
from tests.browser.journey import CANARIES, Her, to_the_times, walk
from tests.browser.server import OtherSite, Portal

# Without scripts the forms of every step are in test_every_form.py; in the browser one is left
# before anything is held, one of each kind that holds, and one after.
WITHOUT_SCRIPTS = ("first", "asks", *HELD, "done", "place")


def test_the_exit_of_every_step_ends_the_journey(
    her: Her, portal: Portal, dull_site: OtherSite
) -> None:
    """V-05, S-19: draft, hold and cookie are gone, and where it leads learns nothing of us."""
    steps = every_step() if her.scripts else WITHOUT_SCRIPTS
    for step in steps:
        token = "0" if step == "first" else stand_at(portal, step)
        her.carries(token).opens()
        assert her.step == step
        assert (is_kept(portal, token), bool(held_cells(portal))) == (step != "first", step in HELD)
        asked_before = len(dull_site.asked)
        her.leaves()
        assert len(dull_site.asked) > asked_before, step
        assert (is_kept(portal, token), held_cells(portal)) == (False, 0), step
        assert token not in carried(her) - {"0"}, step
    asked = [each for each in dull_site.asked if each["path"] == "/weather"]
    # A browser may ask twice, where a line broke off.
    assert len(asked) >= len(steps)
    assert all({"referer", "origin", "cookie"}.isdisjoint(map(str.lower, each)) for each in asked)


def carried(her: Her) -> set[str]:
    return {cookie.get("value", "") for cookie in her.page.context.cookies()}


def test_the_exit_comes_first_under_the_tab_key(new_phone: NewPhone, portal: Portal) -> None:
    """S-24, V-04: whoever has a keyboard and no thumb reaches it with one key."""
    her = new_phone(scripts=False)
    for step in every_step():
        her.carries("0" if step == "first" else stand_at(portal, step)).opens()
        her.page.keyboard.press("Tab")
        assert her.page.evaluate("document.activeElement.value") == "leave", step


def test_what_is_booked_stays_booked_after_the_exit(her: Her, portal: Portal) -> None:
    her.carries(stand_at(portal, "done")).opens().leaves()
    with portal.database.reading() as db:
        visit = db.scalars(sa.select(Visit).order_by(Visit.made_at.desc()).limit(1)).one()
        assert visit.status is VisitStatus.BOOKED


def test_after_the_exit_the_old_cookie_gets_the_first_page(her: Her, portal: Portal) -> None:
    """V-05, S-19: an ended cookie is no cookie; 200, not a word about a session."""
    token = stand_at(portal, "check")
    her.carries(token).opens()
    assert her.step == "check"
    her.leaves()
    her.carries(token)
    answer = her.page.goto(her.address)
    assert answer is not None
    assert answer.status == 200
    her.sees_the_first_page()


def test_after_the_exit_back_and_forward_show_nothing_of_hers(her: Her, portal: Portal) -> None:
    """V-05, V-06, S-19: with scripts there is one entry and it is gone; without there are several,
    which all show the first page, and none of them out of the browser's memory."""
    walk(to_the_times(her))
    her.picks(0, "plan", comes="name").types("called", CANARIES["called"])
    her.presses("next", comes="contact").presses("next", comes="check").leaves()
    back = list(until_the_beginning(her))
    assert set(back) <= {"first"}
    assert len(back) == (0 if her.scripts else 10)
    forward = list(until_the_end(her, len(back)))
    assert set(forward) <= {"first"}


def until_the_beginning(her: Her) -> Iterator[str]:
    """The steps that Back shows, one after the other."""
    while her.goes_back().page.url != "about:blank":
        assert CANARIES["called"] not in her.page.content()
        yield her.step


def until_the_end(her: Her, count: int) -> Iterator[str]:
    for _ in range(count):
        yield her.goes_forward().step


def test_after_the_exit_no_page_comes_back_out_of_the_browsers_memory(
    her: Her, portal: Portal, dull_site: OtherSite
) -> None:
    """V-05: browsers keep whole pages to go back to, until the cookie that they came with changes.

    She looked at something else and came again before she left: the first of the two is kept.
    """
    her.carries(stand_at(portal, "check")).opens()
    her.page.goto(f"{dull_site.address}/elsewhere")
    her.opens().leaves()
    picks_the_first_of_the_list(her)
    her.sees_the_first_page()


def picks_the_first_of_the_list(her: Her) -> None:
    """Hold the browser's Back, and choose from the list that it shows."""
    devtools = her.page.context.new_cdp_session(her.page)
    listed = devtools.send("Page.getNavigationHistory")["entries"]
    ours = [entry["id"] for entry in listed if entry["url"].startswith(her.address)]
    devtools.send("Page.navigateToHistoryEntry", {"entryId": ours[0]})
    her.page.wait_for_url(f"{her.address}/", wait_until="commit")


def test_a_page_that_was_left_otherwise_comes_back_as_it_stands_now(
    new_phone: NewPhone, portal: Portal, dull_site: OtherSite
) -> None:
    """She went elsewhere without the exit: Back leads on, until ten minutes have passed (V-21)."""
    her = new_phone(scripts=True).carries(stand_at(portal, "check")).opens()
    her.page.goto(f"{dull_site.address}/elsewhere")
    assert her.goes_back().step == "check"
    her.page.goto(f"{dull_site.address}/elsewhere")
    portal.clock.put_forward(timedelta(minutes=10))
    her.goes_back().sees_the_first_page()


def test_a_page_out_of_the_browsers_memory_is_blank_before_it_is_asked_for_again(
    new_phone: NewPhone, portal: Portal
) -> None:
    """V-05: the browser says that it brought a page back, and that page is never seen as it was."""
    her = new_phone(scripts=True).carries(stand_at(portal, "check")).opens()
    assert CANARIES["called"] in her.text
    portal.clock.put_forward(timedelta(minutes=10))
    assert her.page.evaluate(BROUGHT_BACK) == ""
    her.sees_the_first_page()


def test_a_page_is_blank_before_the_browser_keeps_it_in_memory(
    new_phone: NewPhone, portal: Portal
) -> None:
    """V-05, V-21: she went elsewhere without the exit; what is kept to go back to shows nothing."""
    her = new_phone(scripts=True).carries(stand_at(portal, "check")).opens()
    assert CANARIES["called"] in her.text
    assert her.page.evaluate(PUT_AWAY) == ""


PUT_AWAY = """() => {
  dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  return document.body.innerText;
}"""

BROUGHT_BACK = """() => {
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  return document.body.innerText;
}"""


def test_with_scripts_the_exit_leaves_when_the_server_is_down(
    chromium: Browser, new_portal: NewPortal
) -> None:
    with new_portal() as portal:
        context = patient(chromium.new_context(**phone(scripts=True)))
        her = Her(context.new_page(), portal.address, scripts=True)
        walk(to_the_times(her))
        portal.stop()
        her.leaves()
        assert her.goes_back().page.url == "about:blank"
        context.close()


def test_with_scripts_the_exit_leaves_while_a_step_is_still_asked_for(
    new_phone: NewPhone, portal: Portal
) -> None:
    """V-04: a slow answer to another tap takes nothing from it."""
    her = new_phone(scripts=True).carries(stand_at(portal, "company")).opens()
    with portal.database.writing(), her.page.expect_request("**/"):
        her.page.locator("button.next").tap()
        her.leaves()


def test_with_scripts_the_exit_leaves_when_the_server_does_not_answer(
    new_phone: NewPhone, portal: Portal
) -> None:
    """At once blank, soon gone; and the journey ends as soon as the server gets to it."""
    token = stand_at(portal, "check")
    her = new_phone(scripts=True).carries(token).opens()
    with portal.database.writing():
        began = monotonic()
        her.page.locator("#exit button").tap()
        assert her.page.locator("body").inner_text() == ""
        her.page.wait_for_url("**/weather")
        assert monotonic() - began < 3
        assert is_kept(portal, token)
    assert has_ended(portal, token)
