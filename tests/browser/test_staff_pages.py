"""Every page of the staff's, as it is for whoever cannot see it, has no mouse or magnifies it."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from portal import keyring
from tests.browser import pseudo
from tests.browser.lived_in import BETH, FARAH, LivedIn, lived_in
from tests.browser.server import OtherSite
from tests.browser.staff_look import BY_NIGHT, Looked, look_at_every_page, look_at_some_pages
from tests.conftest import TEST_KEYS
from tests.house_rules.test_who_may_do_what import ROUTES

# To what no page of the staff's leads: hers, files, and the room's screen; and what is one and the
# same page as another.
BEYOND = {
    *("/", "/favicon.ico", "/static/{digest}/{name}", "/c/{token}.ics"),
    *("/cases/audit/json", "/cases/{case_id:uuid}/conference/{referral_id:uuid}/json"),
    *("/board/{session_id:uuid}", "/creche/{session_id:uuid}", "/session/{session_id:uuid}/door"),
    *("/cases/ours", "/rooms/{session_id:uuid}", "/tray/changed"),
}
PLACE = re.compile(r"\{[a-z_]+(:uuid)?\}")


@pytest.fixture(scope="session")
def house(
    dull_site: OtherSite, fresh_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LivedIn]:
    keyring.use(TEST_KEYS)
    path = shutil.copyfile(fresh_file, tmp_path_factory.mktemp("lived in") / "portal.db")
    exit_url, spoken = f"{dull_site.address}/weather", pseudo.of_the_staffs()
    with lived_in(f"sqlite:///{path}", exit_url, spoken) as house:
        yield house


@pytest.fixture(scope="session")
def looked(request: pytest.FixtureRequest, house: LivedIn, chromium: Browser) -> Looked:
    keyring.use(TEST_KEYS)
    soaking = bool(request.config.getoption("--soak"))
    return look_at_every_page(chromium, house, all_by_night=soaking)


def test_axe_finds_nothing_on_any_page_by_day_or_by_night(looked: Looked) -> None:
    """WCAG 2.2 AA, and axe's own good practice; in the soak every page by night, too."""
    assert {seen.kind for seen in looked.pages} >= BY_NIGHT
    assert {s.kind: s.broken_rules for s in looked.pages if s.broken_rules} == {}


def test_every_page_can_be_used_by_keyboard_by_ear_magnified_and_with_the_letters_apart(
    looked: Looked,
) -> None:
    """R-18: and whatever can be pressed is as large as a thumb."""
    assert {s.kind: s.unfit for s in looked.pages if s.unfit} == {}


def test_a_page_that_was_refused_is_as_good_and_says_of_which_field_it_speaks(
    looked: Looked,
) -> None:
    assert len(looked.refusals) > 20
    assert {s.kind: s.broken_rules for s in looked.refusals if s.broken_rules} == {}
    assert {s.kind: s.unfit for s in looked.refusals if s.unfit} == {}


@pytest.mark.parametrize("tag", ["ur", "pl"])
def test_v_30_the_morning_and_a_handoff_are_as_good_in_longer_words_either_way(
    house: LivedIn, chromium: Browser, tag: str
) -> None:
    """The board, the door, a draft, what goes, the tray and a packet: in the tests' own words."""
    drafts = [each for each in house.also if each.endswith(("/shown", "/draft"))]
    ways = ("/board", "/door", "/handed-on", *drafts)
    seen = look_at_some_pages(chromium, house, BETH, tag, ways)
    seen += look_at_some_pages(chromium, house, FARAH, tag, ("/tray", *house.packets))
    assert len(seen) > 6
    assert {s.kind: s.broken_rules for s in seen if s.broken_rules} == {}
    assert {s.kind: s.unfit for s in seen if s.unfit} == {}


def test_the_menu_is_skipped_and_left_by_keyboard(house: LivedIn, chromium: Browser) -> None:
    """R-18: the focus is never lost."""
    desk = house.sits_down(chromium, BETH, "en-GB")
    page = desk.new_page()
    page.goto(house.portal.address + "/board")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip the menu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.locator(".more summary").press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".more a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".more summary")).to_be_focused()
    desk.close()


def test_no_kind_of_page_was_left_out(looked: Looked) -> None:
    seen = {each.kind for each in looked.pages}
    asked_for = {path for method, path in ROUTES if method == "GET" and not path.endswith("/rows")}
    assert {path for path in asked_for if not any(map(_address(path), seen))} == BEYOND


def _address(path: str) -> Callable[[str], re.Match[str] | None]:
    """What is the address of a page of this route."""
    return re.compile(
        PLACE.sub(lambda place: "[{][}]" if place[1] else "[^/]+", path.replace(".", "[.]"))
    ).fullmatch
