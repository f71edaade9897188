"""The end of a morning: everybody has been seen, and of everybody it is said how it ended."""

from playwright.sync_api import Page, expect

from bookings.day.rules.stops import Person, StopState
from tests.browser.busy_day import EVERYBODY, Day
from tests.browser.colleagues import fill
from tests.browser.morning import of_state

# Sends a form as it stands and stays on the page.
SEND = """form => {
  const body = new URLSearchParams(new FormData(form));
  const sent = fetch(form.action, { method: "POST", body, redirect: "manual" });
  return sent.then(answer => answer.type === "opaqueredirect");
}"""


def everybody_is_seen_at_every_desk(day: Day) -> None:
    """Nobody is left waiting, and each of the eight services and the welcome saw somebody."""
    people = day.morning.people()
    assert of_state(people, StopState.WITH) == of_state(people, StopState.PLANNED) == []
    seen = {stop.need for one in people for stop in one.stops if stop.state is StopState.SEEN}
    assert len(seen - {"welcome"}) == 8


def it_closes(day: Day) -> None:
    """C-27: not before something is said of everybody, and with every ending that there is: one
    of each is written down by keyboard, all others just as well but without a look each time."""
    page = day.look(day.beth, f"/session/{day.morning.session_id}/close")
    closing = page.get_by_role("button", name="Close the session")
    day.morning.submits(closing, changed=False)
    expect(page.locator("main .notice")).to_contain_text("The session stays open")
    open_lines = page.locator("li.person.waiting")
    expect(open_lines).to_have_count(EVERYBODY)
    lines = {each["visit"]: each for each in said_of_everybody(day, page)}
    by_key = {each["ending"]: visit for visit, each in lines.items()}
    for visit in by_key.values():
        fill(page, f"#of-{visit} form", lines[visit])
        line = page.locator(f"#of-{visit}")
        day.morning.submits(line.get_by_role("button", name="Write it down"))
    for visit in (each for each in lines if each not in by_key.values()):
        fill(page, f"#of-{visit} form", lines[visit])
        assert page.locator(f"#of-{visit} form").evaluate(SEND)
        day.morning.holds()
    page.reload()
    expect(open_lines).to_have_count(0)
    day.morning.submits(closing)
    expect(page.locator("h1")).to_have_text("How it ended")
    everything = {"seen", "seen_in_part", "left_early", "did_not_come", "cancelled"}
    assert day.morning.endings() == everything


def said_of_everybody(day: Day, page: Page) -> list[dict[str, str]]:
    """How each one's morning ended."""
    holder = page.locator("select[name=held_by] option").nth(1).get_attribute("value") or ""
    people = sorted(day.morning.people(), key=lambda each: each.name)
    return [said_of(day, person, holder) for person in people]


def said_of(day: Day, person: Person, holder: str) -> dict[str, str]:
    unseen = [stop for stop in person.stops if stop.state is not StopState.SEEN]
    ending, number = "seen_in_part" if unseen or not person.stops else "seen", "yes"
    if person.visit_id in day.leaves_early:
        ending, number = "left_early", "no"
    if person.arrived is None:
        ending = "cancelled" if person.cancelled else "did_not_come"
    said = {"reason": "As she wanted.", "tonight": "With a friend.", "safe_until": "Friday"}
    said |= {"ending": ending, "held_by": holder, "number_given": number}
    return {"visit": str(person.visit_id), **said}
