"""May we contact you? By thumb on the smallest phone; and what whoever took the phone can do."""

import re
from typing import Any

import sqlalchemy as sa
from playwright.sync_api import expect

from bookings.contact.models import ContactAnswer, ContactApproval
from bookings.visits.models import Visit
from bookings.visits.steps.table import STEPS
from portal.db.engine import Database
from tests.browser.conftest import NewPhone
from tests.browser.journey import (
    CANARIES,
    Her,
    Phrase,
    comes_back,
    keeps_the_phrase,
    shows_words,
    to_the_phrase,
    to_the_times,
    walk,
)
from tests.browser.server import Portal

# Sent one after the other, as his own forms would be, from the page that he has open: with
# scripts, or as without.
SEND = """async ([forms, scripts]) => {
  const headers = scripts ? {"HX-Request": "true"} : {}, told = [];
  for (const fields of forms) {
    const answer = await fetch("/", {method: "POST", headers, body: new URLSearchParams(fields)});
    told.push(await answer.text());
  }
  return told;
}"""
HIS = [
    *(["reach", "07400 654321"], ["elsewhere", "no"], ["since_0", "00:00"], ["till_0", "23:30"]),
    *(["days_0", str(day)] for day in range(7)),
    *(["kinds", kind] for kind in ("reminder", "change", "offer", "please ring")),
    *(["days", str(day)] for day in range(7)),
    *(["ways", "text"], ["ways", "call"], ["times", "08:00-20:00"], ["times", "00:00-23:30"]),
    *(["digits", "6666"], ["words", "apple caravan dragon zebra"], ["called", "Robin"]),
]
# What only takes away, which anybody may.
TAKES_AWAY = ("cancel", "contact_stop", "not_safe", "contact_less")


def booked(her: Her, digits: str = "9163") -> Phrase:
    walk(to_the_times(her))
    walk(to_the_phrase(her, CANARIES["called"]))
    return keeps_the_phrase(her, digits)


def kept(database: Database) -> list[Any]:
    """Every answer, every approval and every phrase, as they are stored."""
    tables = (ContactAnswer.__table__, ContactApproval.__table__)
    with database.reading() as db:
        rows = [sorted(map(str, db.execute(sa.select(table)))) for table in tables]
        return [*rows, sorted(map(str, db.scalars(sa.select(Visit.phrase))))]


def test_v_16_the_words_are_drawn_anew_where_she_chooses_others(her: Her) -> None:
    """V-16, V-06: what comes is shown to the letter before her yes, in one history entry with
    scripts, and by a button without; nothing is wider than the phone."""
    walk(to_the_times(her))
    steps = to_the_phrase(her, CANARIES["called"])
    assert [next(steps) for _ in range(5)][-1] == "contact_words"
    page = her.page
    exact = page.locator("blockquote.exact").first
    assert exact.inner_text().startswith("A reminder\n")
    shows_words(her, say="time", style="bare")
    expect(exact).to_have_text(re.compile(r"^\w{3} \d+ \w{3}, \d\d:\d\d$"))
    assert page.locator('input[name="kinds"][value="reminder"]').is_checked()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    if her.scripts:
        assert page.evaluate("history.length") <= 2
        page.locator("#say-time").focus()
        with page.expect_response(her.address + "/"):
            page.keyboard.press("Space")
        expect(page.locator("#say-time")).not_to_be_checked()
        expect(page.locator("#say-time")).to_be_focused()


def test_s_07_the_person_who_took_her_phone_gains_nothing(
    new_phone: NewPhone, portal: Portal
) -> None:
    """S-07: with her phrase, her digits and an open page he adds no number, widens nothing and
    learns no phrase: every step and button, with all that he would like in it."""
    phrase = booked(new_phone(scripts=True))
    before = kept(portal.database)
    assert before[0], "there is something to widen"
    his = comes_back(new_phone(scripts=True), phrase)
    assert CANARIES["reach"][-3:] not in his.text
    assert not his.page.locator("input[type=text]").count()
    tried = [(step, True) for step in STEPS] + [(step, False) for step in reversed(STEPS)]
    presses = ("next", "by:both", "other-words", "show", "back", "help")
    for step, scripts in tried:
        if step not in TAKES_AWAY:
            forms = [[*HIS, ["step", step], ["go", go]] for go in presses]
            answers = his.page.evaluate(SEND, [forms, scripts])
            assert len(answers) == len(presses)
            for told in answers:
                assert CANARIES["reach"] not in told
                assert phrase.words not in told
    assert kept(portal.database) == before
    comes_back(new_phone(scripts=False), phrase)


def test_s_07_he_who_stays_on_the_page_that_booked_learns_no_phrase(
    new_phone: NewPhone, portal: Portal
) -> None:
    """S-07: her own page, left open once the phrase was given, gives no other."""
    her = new_phone(scripts=True)
    phrase = booked(her)
    before = kept(portal.database)
    for step in ("phrase", "phrase_check", "contact", "contact_how", "contact_words", "check"):
        for go in ("next", "other-words", "skip", "back", "by:text"):
            for scripts in (True, False):
                form = [*HIS, ["step", step], ["go", go]]
                (told,) = her.page.evaluate(SEND, [[form], scripts])
                assert 'class="phrase"' not in told
    assert kept(portal.database) == before
    comes_back(new_phone(scripts=True), phrase)
