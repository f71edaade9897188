"""Her way through the pages, told as she would: she opens, presses, types, ticks, picks, leaves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from playwright.sync_api import Locator, Page, expect

# What is typed where everything is filled in. Each can be told apart from all that a page says.
CANARIES = {
    "tongue": "qorvali",
    "dialect": "uppermost zembrik",
    "access": "my wheeltrundle squeaks 81937",
    "companion": "cousin Wexomina",
    "called": "Tibbelwyn",
    "reach": "07400 819 373",
}

# What the first page is headed with.
FREE_ADVICE = "Free advice in one morning"

WRONG_WORDS = "wimble vostrak"

# A phrase for journeys that did not draw one.
WORDS = ("amber", "kettle", "meadow", "pencil")


@dataclass(slots=True)
class Her:
    """Somebody at the portal with one page open, with scripts or without."""

    page: Page
    address: str
    scripts: bool

    STEP: ClassVar[str] = "#answers input[name=step]"

    @property
    def step(self) -> str:
        return self.page.locator(self.STEP).get_attribute("value") or ""

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def opens(self) -> "Her":
        self.page.goto(self.address)
        return self

    def carries(self, token: str) -> "Her":
        """Have the cookie of a journey that stands somewhere already."""
        self.page.context.add_cookies(
            [
                {
                    "name": "s",
                    "value": token,
                    "url": self.address,
                    "httpOnly": True,
                    "sameSite": "Strict",
                }
            ]
        )
        return self

    def presses(self, value: str, comes: str | None = None) -> "Her":
        """Tap the button of this value, wait for the answer, and see that this step came."""
        return self._tapped(self.page.locator(f'button[value="{value}"]:not(.enter)').first, comes)

    def picks(self, position: int, name: str, comes: str | None = None) -> "Her":
        """Tap one of the times on offer, by its place on the page."""
        return self._tapped(self.page.locator(f'button[name="{name}"]').nth(position), comes)

    def _tapped(self, button: Locator, comes: str | None) -> "Her":
        self.page.evaluate("document.getElementById('step').setAttribute('data-old', '')")
        button.tap()
        self.page.wait_for_selector("#step:not([data-old])")
        if comes is not None:
            expect(self.page.locator(self.STEP)).to_have_value(comes)
        return self

    def types(self, name: str, text: str) -> "Her":
        """As a phone's keyboard does, which hands over whole words."""
        field = self.page.locator(f'[name="{name}"]:not([type=radio], [type=checkbox])')
        field.tap()
        self.page.keyboard.insert_text(text)
        return self

    def retypes(self, name: str, text: str) -> "Her":
        self.page.locator(f"#{name}").fill("")
        return self.types(name, text)

    def chooses(self, name: str, value: str) -> "Her":
        self.page.select_option(f"#{name}", value)
        return self

    def ticks(self, name: str, value: str = "yes") -> "Her":
        self.page.locator(f'label:has(input[name="{name}"][value="{value}"])').tap()
        return self

    def unfolds(self) -> "Her":
        self.page.locator("details:not(.tongues) > summary").tap()
        return self

    def speaks(self, tag: str) -> "Her":
        """Choose a language, and see the same step come in it."""
        self.page.locator(".tongues > summary").tap()
        with self.page.expect_navigation():
            self.page.locator(f'button[value="speak:{tag}"]').tap()
        expect(self.page.locator("html")).to_have_attribute("lang", tag)
        return self

    def leaves(self) -> None:
        """Tap the exit, and be gone."""
        self.page.locator("#exit button").tap()
        self.page.wait_for_url("**/weather")

    def goes_back(self) -> "Her":
        """The browser's own Back. A page restored from memory is never loaded again: look at it."""
        return self._turns(self.page.go_back)

    def goes_forward(self) -> "Her":
        return self._turns(self.page.go_forward)

    def _turns(self, turn: Callable[..., object]) -> "Her":
        expect(self.page.locator("body")).to_be_attached()
        turn(wait_until="commit")
        if self.page.url != "about:blank":
            self.page.wait_for_selector("h1")
        return self

    def sees_the_first_page(self) -> None:
        expect(self.page.locator("h1")).to_have_text(FREE_ADVICE)
        assert self.step == "first"

    @property
    def problems(self) -> list[str]:
        return self.page.locator(".problem").all_inner_texts()


@dataclass(frozen=True, slots=True)
class Phrase:
    words: str
    digits: str


def to_the_times(her: Her) -> Iterator[str]:
    """Every step up to the times with nothing filled in, each one named as it is reached."""
    yield her.opens().step
    yield her.presses("start", comes="before").step
    yield her.presses("next", comes="needs").step
    yield her.presses("next", comes="hours").step
    yield her.presses("next", comes="asks").step
    yield her.presses("next", comes="company").step
    yield her.presses("next", comes="times").step


def with_everything(her: Her) -> Iterator[str]:
    """The same with every field filled in; an order is changed and mistakes are mended."""
    yield her.opens().step
    yield her.presses("start", comes="before").step
    yield her.presses("next", comes="needs").step
    her.ticks("need", "idva").ticks("need", "housing").ticks("need", "legal")
    yield her.presses("next", comes="order").step
    yield her.presses("up:legal", comes="order").step
    yield her.presses("next", comes="hours").step
    yield from _hours_mended(her)
    yield from _asks(her)
    yield from _two_children(her)


def _hours_mended(her: Her) -> Iterator[str]:
    """Gone before she came."""
    her.chooses("gone_by", "10:15").chooses("not_before", "11:00")
    yield her.presses("next", comes="hours").step
    her.chooses("gone_by", "11:45").chooses("not_before", "10:00")
    yield her.presses("next", comes="asks").step


def _asks(her: Her) -> Iterator[str]:
    her.unfolds().types("tongue", CANARIES["tongue"]).types("dialect", CANARIES["dialect"])
    her.ticks("interpreter_is", "woman").ticks("from_outside").ticks("sign_language")
    her.types("access", CANARIES["access"])
    yield her.presses("next", comes="company").step


def _two_children(her: Her) -> Iterator[str]:
    her.chooses("child_0_age", "7").ticks("child_0_creche")
    yield her.presses("another", comes="company").step
    her.chooses("child_1_age", "unborn").types("companion", CANARIES["companion"])
    yield her.presses("next", comes="times").step


def to_the_phrase(her: Her, name: str = "") -> Iterator[str]:
    """From the times to a booked visit; with a name, she says how she may be reached too."""
    yield her.picks(0, "plan", comes="name").step
    if name:
        her.retypes("called", name)
    yield her.presses("next", comes="contact").step
    if name:
        yield from _by_text(her)
    yield her.presses("next", comes="check").step
    yield her.presses("next", comes="phrase").step


def _by_text(her: Her) -> Iterator[str]:
    """A number, every weekday, and a reminder with its day, as it is shown."""
    yield her.presses("by:text", comes="contact_how").step
    her.types("reach", CANARIES["reach"]).ticks("elsewhere", "no")
    for weekday in "01234":
        her.ticks("days_0", weekday)
    her.chooses("since_0", "08:00").chooses("till_0", "20:00")
    yield her.presses("next", comes="contact_words").step
    yield shows_words(her, kinds="reminder", say="day").step


def shows_words(her: Her, **chosen: str) -> Her:
    """Choose among the words. With scripts they are drawn anew by themselves."""
    for name, value in chosen.items():
        if her.scripts:
            with her.page.expect_response(her.address + "/"):
                her.ticks(name, value)
            expect(her.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(
                0
            )
        else:
            her.ticks(name, value)
    return her if her.scripts else her.presses("show", comes="contact_words")


def keeps_the_phrase(her: Her, digits: str) -> Phrase:
    """Read the words, choose digits, and show that she has both, at the second try."""
    words = her.page.locator(".phrase").inner_text()
    her.types("digits", digits).presses("next", comes="phrase_check")
    her.types("words", WRONG_WORDS).types("digits", digits).presses("next", comes="phrase_check")
    her.retypes("words", words).presses("next", comes="done")
    return Phrase(words, digits)


def comes_back(her: Her, phrase: Phrase) -> Her:
    her.opens().presses("find", comes="find")
    her.types("words", phrase.words).types("digits", phrase.digits)
    return her.presses("next", comes="visit")


def walk(steps: Iterator[str]) -> list[str]:
    """Go all the way; the answer is where it led through."""
    return list(steps)
