"""One look at a page of every kind that staff have, and at its forms where they are refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page

from portal.demo_staff import Colleague
from tests.browser import axe, fitness
from tests.browser.chromium import patient
from tests.browser.lived_in import BETH, FARAH, IOANA, MARTA, LivedIn
from tests.browser.rounds import kind_of, rounds

# Who sees most of which pages; all others are looked at by whoever runs the morning.
OWN = {FARAH: ("/tray",), IOANA: ("/desk", "/places"), MARTA: ("/reading",)}

# Those that have between them whatever colours there are.
BY_NIGHT = frozenset(
    {
        *("/board", "/door", "/desk", "/tray", "/tray/{}", "/handed-on", "/cases/{}", "/plan"),
        *("/calls", "/concerns", "/places", "/staff", "/session/{}/close", "/session/{}/alert"),
    }
)

# A hundred pages one after the other: what else the machine does meanwhile is no fault of theirs.
PATIENCE = 60_000

# What is shown at a second address too.
AGAIN = {"/board/{}", "/creche/{}", "/session/{}/door", "/cases/ours"}

# What each form with something to write in answers to what nobody would write, where it refuses it.
# Nothing is kept of that: a refusal changes nothing. One form of each kind is asked, once.
REFUSED = """
async (before) => {
  const found = [], asked = new Set(before);
  const id = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/g;
  for (const form of document.forms) {
    const path = new URL(form.action).pathname;
    const written = [...form.elements].filter(e => e.name && e.matches(
      'textarea, input:not([type=hidden], [type=checkbox], [type=radio])'));
    const button = form.querySelector('button[name]');
    const does = path.replace(id, '{}') + ' ' + (button?.name || '');
    if (form.method !== 'post' || !written.length || asked.has(does)) continue;
    asked.add(does);
    const said = new URLSearchParams(new FormData(form));
    for (const each of written) said.set(each.name, 'x'.repeat(590));
    if (button) said.set(button.name, button.value);
    const answer = await fetch(form.action, {method: 'POST', body: said, redirect: 'manual'});
    if (answer.status === 422) found.push([path, await answer.text()]);
  }
  return {found, asked: [...asked]};
}
"""


@dataclass(slots=True)
class Seen:
    """What is wrong with a page; `kind` is its address without the ids in it."""

    kind: str
    broken_rules: list[str]
    unfit: dict[str, list[str]]


@dataclass
class Looked:
    """Every page, and every refusal that they gave."""

    all_by_night: bool = False
    pages: list[Seen] = field(default_factory=list)
    refusals: list[Seen] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def look_at_every_page(
    chromium: Browser, house: LivedIn, locale: str = "en-GB", *, all_by_night: bool = False
) -> Looked:
    """Each by whoever sees most of it, at browsers that ask for this language; some by night."""
    looked, seen = Looked(all_by_night), set[str](AGAIN)
    stranger = patient(chromium.new_context(locale=locale))
    _walk(looked, stranger, house, ("/staff",), seen)
    desks = {each: house.sits_down(chromium, each, locale) for each in (*OWN, BETH)}
    for each, own in OWN.items():
        _walk(looked, desks[each], house, own, seen)
    beth = desks[BETH]
    page = _walk(looked, beth, house, ("",), seen, *house.also)
    _in_danger(looked, page, house)
    _on_the_wall(looked, page)
    for desk in (stranger, *desks.values()):
        desk.close()
    return looked


def look_at_some_pages(
    chromium: Browser, house: LivedIn, who: Colleague, locale: str, addresses: Iterable[str]
) -> list[Seen]:
    """What this colleague has at these addresses, in this language."""
    desk = house.sits_down(chromium, who, locale)
    page = desk.new_page()
    page.set_default_timeout(PATIENCE)
    found = []
    for each in addresses:
        page.goto(house.portal.address + each)
        language = page.locator("html").get_attribute("lang")
        assert language == locale, f"{each} is in {language}"
        found.append(_seen(kind_of(each), page))
    desk.close()
    return found


def _walk(
    looked: Looked,
    desk: BrowserContext,
    house: LivedIn,
    within: tuple[str, ...],
    seen: set[str],
    *also: str,
) -> Page:
    page = desk.new_page()
    page.set_default_timeout(PATIENCE)
    begin = [*(each or "/board" for each in within), *also]
    for kind in rounds(page, house.portal.address, begin, seen, within=within):
        by_night = looked.all_by_night or kind in BY_NIGHT
        looked.pages.append(_seen(kind, page, by_night=by_night))
        _be_refused(looked, page)
    return page


def _in_danger(looked: Looked, page: Page, house: LivedIn) -> None:
    """Somebody dangerous is there: the page that says what to do, and the board under it."""
    page.goto(house.portal.address + "/board")
    page.locator(".around button.danger").click()
    page.wait_for_url("**/alert")
    looked.pages.append(_seen("/session/{}/alert", page))
    page.goto(house.portal.address + "/board")
    looked.pages.append(_seen("/board, in danger", page))
    page.locator("#what-now").click()
    page.locator("#over").click()
    page.goto(house.portal.address + "/board")


def _on_the_wall(looked: Looked, page: Page) -> None:
    """The board's browser becomes the room's screen."""
    page.locator("form[action$='/screen'] button").click()
    page.wait_for_url("**/screen")
    looked.pages.append(_seen("/screen", page))


def _seen(kind: str, page: Page, *, by_night: bool = True) -> Seen:
    return Seen(kind, axe.faults(page, closely=by_night), fitness.faults(page))


def _be_refused(looked: Looked, page: Page) -> None:
    """Whatever its forms answer to what nobody would write is looked at, one of each kind."""
    known = {seen.kind for seen in looked.refusals}
    answer = page.evaluate(REFUSED, looked.asked)
    looked.asked = answer["asked"]
    for path, html in answer["found"]:
        if kind_of(path) not in known:
            known.add(kind_of(path))
            page.set_content(html, wait_until="domcontentloaded")
            broken = axe.faults(page, closely=False)
            looked.refusals.append(Seen(kind_of(path), broken, fitness.unheard(page)))
