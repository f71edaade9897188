"""The end of a morning: everybody has been seen, and of everybody it is said how it ended."""

from playwright.sync_api import Page, expect

from bookings.day.rules.stops import StopState
from tests.browser.busy_day import EVERYBODY, Day
from tests.browser.colleagues import fill
from tests.browser.morning import of_state


def everybody_is_seen_at_every_desk(day: Day) -> None:
    """Nobody is left waiting, and each of the eight services and the welcome saw somebody."""
    people = day.morning.people()
    assert of_state(people, StopState.WITH) == of_state(people, StopState.PLANNED) == []
    seen = {stop.need for one in people for stop in one.stops if stop.state is StopState.SEEN}
    assert len(seen - {"welcome"}) == 8


def it_closes(day: Day) -> None:
    """C-27: not before something is said of everybody, and with every ending that there is."""
    page = day.look(day.beth, f"/session/{day.morning.session_id}/close")
    closing = page.get_by_role("button", name="Close the session")
    day.morning.submits(closing, changed=False)
    expect(page.locator(".notice")).to_contain_text("The session stays open")
    open_lines = page.locator("li.person.waiting")
    for _ in range(EVERYBODY):
        line = open_lines.first
        visit = (line.get_attribute("id") or "").removeprefix("of-")
        fill(page, f"#of-{visit} form", said_of(day, visit, page))
        day.morning.submits(line.get_by_role("button", name="Write it down"))
    expect(open_lines).to_have_count(0)
    day.morning.submits(closing)
    expect(page.locator("h1")).to_have_text("How it ended")
    everything = {"seen", "seen_in_part", "left_early", "did_not_come", "cancelled"}
    assert day.morning.endings() == everything


def said_of(day: Day, visit: str, page: Page) -> dict[str, str]:
    """How her morning ended."""
    person = next(one for one in day.morning.people() if str(one.visit_id) == visit)
    unseen = [stop for stop in person.stops if stop.state is not StopState.SEEN]
    ending, number = "seen_in_part" if unseen or not person.stops else "seen", "yes"
    if person.visit_id in day.leaves_early:
        ending, number = "left_early", "no"
    if person.arrived is None:
        ending = "cancelled" if person.cancelled else "did_not_come"
    holder = page.locator("select[name=held_by] option").nth(1).get_attribute("value") or ""
    said = {"reason": "As she wanted.", "tonight": "With a friend.", "safe_until": "Friday"}
    return {"ending": ending, "held_by": holder, "number_given": number, **said}
