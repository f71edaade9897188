"""Every step under one thumb on the smallest phone, and what the browser is given to keep there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from portal import keyring
from tests.browser.chromium import patient, phone
from tests.browser.conftest import empty
from tests.browser.journey import Her
from tests.browser.look import Looked, look_at_every_step
from tests.browser.server import Portal
from tests.conftest import TEST_KEYS

MOST_BYTES = 100_000
# Fields' names from which browsers guess what to fill in, by themselves or as a part.
GUESSED = {"name", "mail", "phone", "tel", "address", "street", "city", "post", "zip", "user"}
GUESSED |= {"login", "pass", "birth", "country", "card", "cvc", "code", "otp", "pin", "search"}


@pytest.fixture(scope="session")
def looked(scripts: bool, standing_portal: Portal, chromium: Browser) -> Iterator[Looked]:
    keyring.use(TEST_KEYS)
    empty(standing_portal)
    context = patient(chromium.new_context(**phone(scripts=scripts)))
    her = Her(context.new_page(), standing_portal.address, scripts)
    yield look_at_every_step(her, standing_portal, closely=scripts)
    context.close()


@pytest.fixture(scope="session", params=["ur", "pl"])
def looked_in_another_language(
    request: pytest.FixtureRequest, standing_portal: Portal, chromium: Browser
) -> Iterator[Looked]:
    """One from right to left, one of long words; both with the source beside whatever safety hangs
    on."""
    keyring.use(TEST_KEYS)
    empty(standing_portal)
    context = patient(chromium.new_context(**phone(scripts=True, locale=request.param)))
    her = Her(context.new_page(), standing_portal.address, scripts=True)
    yield look_at_every_step(her, standing_portal, closely=False)
    context.close()


def test_the_exit_is_big_enough_and_on_top_wherever_a_step_is_scrolled(looked: Looked) -> None:
    """V-04, S-24: with mistakes shown, with a keyboard up, magnified, and in large text too."""
    screens = [missed for sight in looked.sights for missed in sight.exit_missed.items()]
    assert len(screens) > 30
    assert {
        sight.step: sight.exit_missed for sight in looked.sights if any(sight.exit_missed.values())
    } == {}


def test_the_exit_never_covers_what_has_the_focus_nor_the_last_button(looked: Looked) -> None:
    """V-04."""
    covered = {s.step: s.under_the_exit for s in looked.sights if any(s.under_the_exit.values())}
    assert covered == {}


def test_no_step_is_wider_than_the_smallest_screen(looked: Looked) -> None:
    """V-02: not magnified four times either, nor in large text."""
    assert {s.step: s.widths for s in looked.sights if set(s.widths.values()) != {320}} == {}


def test_whatever_can_be_pressed_is_as_big_as_a_thumb(looked: Looked) -> None:
    assert {s.step: s.too_small for s in looked.sights if s.too_small} == {}


def test_axe_finds_nothing_on_any_step_by_day_or_by_night(looked: Looked) -> None:
    """WCAG 2.2 AA: mistakes shown, too. Without scripts the steps are the same ones."""
    assert {s.step: s.broken_rules for s in looked.sights if s.broken_rules} == {}


def test_every_step_can_be_used_by_keyboard_by_ear_and_with_the_letters_apart(
    looked: Looked,
) -> None:
    assert {s.step: s.unfit for s in looked.sights if s.unfit} == {}


def test_a_language_from_right_to_left_fits_as_well(looked_in_another_language: Looked) -> None:
    """V-30: and one of long words; axe finds nothing in either."""
    seen = looked_in_another_language.sights
    assert {s.step: s.broken_rules for s in seen if s.broken_rules} == {}
    assert {s.step: s.widths for s in seen if set(s.widths.values()) != {320}} == {}
    assert {s.step: s.exit_missed for s in seen if any(s.exit_missed.values())} == {}
    assert {s.step: s.under_the_exit for s in seen if any(s.under_the_exit.values())} == {}
    assert {s.step: s.too_small for s in seen if s.too_small} == {}


def test_each_page_with_all_that_it_needs_weighs_little(
    looked: Looked, standing_portal: Portal
) -> None:
    """V-02: under 100 KB a page, even where nothing is in the browser's memory yet."""
    assert looked.bytes_of[f"{standing_portal.address}/"] > 1_000
    assert len(looked.bytes_of) > 2
    assert sum(looked.bytes_of.values()) < MOST_BYTES


def test_every_step_has_the_one_title_and_the_one_address(
    looked: Looked, standing_portal: Portal
) -> None:
    """V-06, S-18, S-20."""
    assert {sight.title for sight in looked.sights} == {"Advice morning"}
    assert {sight.address for sight in looked.sights} == {f"{standing_portal.address}/"}


def test_no_step_asks_anything_of_another_site(looked: Looked, standing_portal: Portal) -> None:
    """V-08, S-21: nor tries to."""
    assert looked.origins == {standing_portal.address}


def test_a_step_that_is_only_looked_at_tells_the_server_nothing(looked: Looked) -> None:
    """V-08: no view, no screen and no time is measured, by ourselves neither."""
    assert looked.posts == []


def test_the_browser_keeps_nothing_of_any_step(looked: Looked) -> None:
    """S-22: no storage of any kind, no worker, and no cookie that a script could read."""
    assert all("local" in sight.kept for sight in looked.sights)
    assert {s.step: s.kept for s in looked.sights if any(s.kept.values())} == {}


def test_the_only_cookie_is_an_opaque_number_that_ends_with_the_browser(looked: Looked) -> None:
    """S-20, V-07: out of reach of scripts and of other sites, and dull by name."""
    for sight in looked.sights:
        (cookie,) = sight.cookies
        assert (cookie["name"], cookie["expires"], cookie["path"]) == ("s", -1, "/"), sight.step
        assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict"), sight.step
        assert cookie["value"] == "0" or len(cookie["value"]) == 43, sight.step


def test_no_field_is_filled_corrected_or_remembered_by_the_browser(looked: Looked) -> None:
    """V-22: no password, nothing that autofill knows, no spell-check that asks a server."""
    fields = [field for sight in looked.sights for field in sight.fields]
    typed_in = [field for field in fields if field["is_typed_in"]]
    assert len(typed_in) > 10
    assert [f for f in fields if f["autocomplete"] != "off" or f["type"] == "password"] == []
    wanted = {"autocorrect": "off", "autocapitalize": "none", "spellcheck": "false"}
    assert [f for f in typed_in if any(f[name] != value for name, value in wanted.items())] == []
    assert [f for f in typed_in if f["tag"] == "input" and not f["is_ignored"]] == []
    named = [f for f in typed_in for word in GUESSED if word in f"{f['name']} {f['id']}".lower()]
    assert named == []
