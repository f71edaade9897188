"""Every claim of the two accessibility statements names the tests that show it (R-18, V-30)."""

import ast
from pathlib import Path

import pytest

from portal.web.statement import HERS, STAFFS, TESTED_ON, TESTED_VERSION, Claim

ROOT = Path(__file__).parent.parent.parent
BROWSER, VISITS = "tests/browser", "tests/bookings/visits"
BOARD = "tests/bookings/day/board"
EVERY_STEP = f"{BROWSER}/test_every_step.py"
STAFF_PAGES = f"{BROWSER}/test_staff_pages.py"
AT_HAND = "test_every_step_can_be_used_by_keyboard_by_ear_and_with_the_letters_apart"
STAFFS_AT_HAND = (
    "test_every_page_can_be_used_by_keyboard_by_ear_magnified_and_with_the_letters_apart"
)
AXE_HERS = f"{EVERY_STEP}::test_axe_finds_nothing_on_any_step_by_day_or_by_night"
AXE_STAFFS = f"{STAFF_PAGES}::test_axe_finds_nothing_on_any_page_by_day_or_by_night"
STILL = "tests/house_rules/test_stillness.py::test_nothing_on_a_page_moves"

# Each claim, as each side makes it, with what would fail first were it not so.
SHOWN_TO_HER: dict[Claim, tuple[str, ...]] = {
    Claim.KEYBOARD: (f"{EVERY_STEP}::{AT_HAND}",),
    Claim.SCREEN_READER: (AXE_HERS, f"{EVERY_STEP}::{AT_HAND}"),
    Claim.FOUR_TIMES: (f"{EVERY_STEP}::test_no_step_is_wider_than_the_smallest_screen",),
    Claim.LARGER_TEXT: (f"{EVERY_STEP}::test_no_step_is_wider_than_the_smallest_screen",),
    Claim.DARK: (AXE_HERS,),
    Claim.THUMB: (f"{EVERY_STEP}::test_whatever_can_be_pressed_is_as_big_as_a_thumb",),
    Claim.NO_SCRIPTS: (
        f"{VISITS}/test_plain_pages.py::test_v_02_every_button_works_without_scripts",
        f"{BROWSER}/test_whole_journey.py::test_a_journey_with_every_field_empty_books",
    ),
    Claim.DIRECTION: (f"{EVERY_STEP}::test_a_language_from_right_to_left_fits_as_well",),
    Claim.STILL: (STILL,),
    Claim.SHORT_WORDS: (
        f"{VISITS}/test_plain_words.py::test_v_02_no_sentence_of_hers_is_long",
        f"{VISITS}/test_plain_words.py"
        "::test_v_02_no_page_of_hers_is_harder_than_a_child_of_nine_reads",
    ),
    Claim.EASY_READ: (
        f"{VISITS}/test_easy_read.py"
        "::test_every_easy_page_is_one_tap_from_the_page_that_it_says_again",
    ),
}
SHOWN_TO_STAFF: dict[Claim, tuple[str, ...]] = {
    Claim.KEYBOARD: (
        f"{STAFF_PAGES}::{STAFFS_AT_HAND}",
        f"{BROWSER}/test_passing_on.py"
        "::test_v_24_r_18_it_is_passed_on_by_keyboard_on_a_narrow_screen",
    ),
    Claim.SCREEN_READER: (AXE_STAFFS, f"{STAFF_PAGES}::{STAFFS_AT_HAND}"),
    Claim.FOUR_TIMES: (f"{STAFF_PAGES}::{STAFFS_AT_HAND}",),
    Claim.DARK: (AXE_STAFFS,),
    Claim.NO_SCRIPTS: (
        f"{BROWSER}/test_staff_sign_in.py::test_p_03_password_and_app_work_with_scripts_and_without",
        f"{BOARD}/test_polling.py::test_without_scripts_the_board_refreshes_itself",
    ),
    Claim.STATES_IN_WORDS: (
        f"{BOARD}/test_states_in_words.py::test_r_18_every_state_of_a_person_is_a_word_of_its_own",
        f"{BOARD}/test_states_in_words.py"
        "::test_r_18_every_state_of_a_stop_but_one_that_is_to_come_is_a_word_of_its_own",
    ),
    Claim.STILL: (STILL,),
}

# What a test must not carry to count as shown at every change.
NOT_ALWAYS = {"skip", "skipif", "xfail", "soak"}


def test_every_claim_that_a_statement_makes_is_shown_by_tests() -> None:
    assert set(HERS) == set(SHOWN_TO_HER)
    assert set(STAFFS) == set(SHOWN_TO_STAFF)
    assert {*HERS, *STAFFS} == set(Claim), "no claim is left over"


def every_test() -> list[str]:
    named = (*SHOWN_TO_HER.values(), *SHOWN_TO_STAFF.values())
    return sorted({name for names in named for name in names})


@pytest.mark.parametrize("name", every_test())
def test_every_test_that_shows_a_claim_is_there_and_always_runs(name: str) -> None:
    file, _, function = name.partition("::")
    assert runs((ROOT / file).read_text("utf-8"), function), name


def runs(source: str, function: str) -> bool:
    """Whether pytest would find and run a test of this name in such a file."""
    body = ast.parse(source).body
    whole = [node for node in body if isinstance(node, ast.Assign)]
    marks = [ast.unparse(n) for n in whole if ast.unparse(n.targets[0]) == "pytestmark"]
    found = [n for n in body if isinstance(n, ast.FunctionDef) and n.name == function]
    marks += [ast.unparse(mark) for node in found for mark in node.decorator_list]
    return bool(found) and not any(word in mark for mark in marks for word in NOT_ALWAYS)


@pytest.mark.parametrize(
    ("source", "is_run"),
    [
        ("def test_x(): pass", True),
        ("@pytest.mark.parametrize('n', [1])\ndef test_x(n): pass", True),
        ("def test_y(): pass", False),
        ("@pytest.mark.skip\ndef test_x(): pass", False),
        ("pytestmark = pytest.mark.skipif(True)\ndef test_x(): pass", False),
    ],
)
def test_a_test_that_is_gone_or_skipped_shows_nothing(source: str, is_run: bool) -> None:
    assert runs(source, "test_x") == is_run


def test_the_statements_speak_of_this_version() -> None:
    """A new version is tested anew before its statements say so."""
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'\nversion = "{TESTED_VERSION}"\n' in project
    assert TESTED_ON.year >= 2026
