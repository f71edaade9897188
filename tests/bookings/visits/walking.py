"""Ways through the journey that many tests go: to a step, to a booked visit, and back to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TypeAlias
from zoneinfo import ZoneInfo

from tests.browsing import Browser, Element

Fields: TypeAlias = Mapping[str, str | list[str]]

LONDON = ZoneInfo("Europe/London")
MOST_STEPS = 15

# A phone that nobody else reads, and hours in the day, as they are typed.
REACH: Fields = {
    "reach": "07400 123456",
    "elsewhere": "no",
    "days_0": ["0", "1", "2", "3", "4", "5", "6"],
    "since_0": "09:00",
    "till_0": "17:00",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody remembers of a booking."""

    words: str
    digits: str = "5027"


def walk_to(phone: Browser, step: str, **answers: Fields) -> None:
    """Go on to `step` from where the phone is, from the first page if it is nowhere.

    `answers` are the fields to fill in, by step. Of the times the first is chosen.
    """
    if not phone.step:
        phone.open()
    for _ in range(MOST_STEPS):
        if phone.step == step:
            return
        take_one(phone, answers.get(phone.step, {}))
    raise AssertionError(f"no way to {step}: stuck at {phone.step}, {phone.problems}")


def take_one(phone: Browser, answer: Fields) -> None:
    """Whatever leads on from this step."""
    if phone.step == "times":
        phone.choose("plan", phone.buttons("plan")[0])
    else:
        phone.press("start" if phone.step == "first" else "next", **answer)


def book(phone: Browser, **answers: Fields) -> Kept:
    """Book the first visit that is offered, and keep its phrase."""
    walk_to(phone, "phrase", **answers)
    kept = Kept(phrase_on(phone))
    phone.press(digits=kept.digits)
    phone.press(words=kept.words, digits=kept.digits)
    assert phone.step == "done", phone.problems
    return kept


def allow(
    phone: Browser, *kinds: str, way: str = "text", how: Fields = REACH, then: str = "check"
) -> None:
    """Say how she may be reached, and allow texts of these kinds as they are shown."""
    walk_to(phone, "contact")
    phone.press(f"by:{way}")
    phone.press("next", **how)
    if phone.step == "contact_words":
        phone.press(kinds=list(kinds))
    assert phone.step == then, phone.problems


def phrase_on(phone: Browser) -> str:
    return next(p.text for p in phone.page.all("p") if p.get("class") == "phrase")


def come_back(phone: Browser, kept: Kept) -> None:
    """Look the visit up, from the first page."""
    phone.open()
    phone.press("find")
    phone.press(words=kept.words, digits=kept.digits)


def times_told(phone: Browser) -> list[str]:
    """The stops of the visit as the page tells them."""
    plan = [ol for ol in phone.page.all("ol") if ol.get("class") == "plan"]
    return [span.text for ol in plan for span in ol.all("span") if span.get("class") == "hours"]


@dataclass(frozen=True, slots=True)
class Offered:
    """One whole visit on the page of times."""

    code: str
    arrive: datetime
    leave: datetime
    words: str


def offers(phone: Browser) -> list[Offered]:
    """The visits that the page of times offers, in its order."""
    return [_offered(button) for button in phone.page.all("button") if button.get("name") == "plan"]


def _offered(button: Element) -> Offered:
    minutes = [int(part) for part in button.get("value").split(".")[1:3]]
    arrive, leave = (datetime.fromtimestamp(60 * minute, UTC) for minute in minutes)
    return Offered(button.get("value"), arrive, leave, button.text)


def stop_buttons(phone: Browser) -> list[str]:
    return [go for go in phone.buttons("go") if go.startswith("stop:")]


def open_a_stop_with_choices(phone: Browser) -> list[str]:
    """The first stop that could be at another time; gives the codes of those times."""
    for go in stop_buttons(phone):
        phone.press(go)
        if phone.buttons("slot"):
            return phone.buttons("slot")
        phone.press("back")
    raise AssertionError("no stop can be moved")


def choose_first(phone: Browser, **answers: Fields) -> str:
    """Choose the first visit that is offered; gives its code."""
    walk_to(phone, "times", **answers)
    code = offers(phone)[0].code
    phone.choose("plan", code)
    return code


def wall(moment: datetime) -> time:
    """The time that a clock in London shows."""
    return moment.astimezone(LONDON).time()
