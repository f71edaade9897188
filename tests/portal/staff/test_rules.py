"""Which passwords are good, which codes are now, and who may give and agree to what."""

import random
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.access import GIVES, STAFF, Role, may_give
from portal.staff.forms import is_address
from portal.staff.rules.codes import (
    MOST_WRONG,
    STEP,
    WRONG_COUNT_FOR,
    bare,
    is_from_app,
    is_shut,
    make_code,
    step_of,
    step_used,
)
from portal.staff.rules.common import COMMON
from portal.staff.rules.passwords import PasswordProblem, problem_with
from portal.staff.rules.resets import may_agree

OWN = ("Beth", "beth.jones@lantern.example", "Advice morning")
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "my blue bicycle has two bells",
        "il giardino della nonna Pia",
        "سبع حمامات على السطح القديم",
        "x7#Kp9!mQ2vL",
        "tractor-Lemon-42-window",
        "Beth keeps nine grey herons",
        "w" + " and then".join("abcdefghij") * 2,
    ],
)
def test_p_03_long_pass_phrases_are_welcome(password: str) -> None:
    assert problem_with(password, OWN) is None


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", PasswordProblem.TOO_SHORT),
        ("x7#Kp9!mQ2v", PasswordProblem.TOO_SHORT),
        ("a b" * 67, PasswordProblem.TOO_LONG),
        ("password1234", PasswordProblem.COMMON),
        ("P@ssw0rd2025!", PasswordProblem.COMMON),
        ("Password123!!", PasswordProblem.COMMON),
        ("qwertyuiop12", PasswordProblem.COMMON),
        ("aaaaaaaaaaaaaaaa", PasswordProblem.COMMON),
        ("abcabcabcabcabc", PasswordProblem.COMMON),
        ("letmeinletmein", PasswordProblem.COMMON),
        ("summer winter 2024", PasswordProblem.COMMON),
        ("111222333444", PasswordProblem.COMMON),
        ("Hounslow2025!!", PasswordProblem.COMMON),
        ("advice morning", PasswordProblem.COMMON),
        ("beth.jones@lantern", PasswordProblem.OWN_NAME),
        ("Lantern-Jones 7", PasswordProblem.OWN_NAME),
    ],
)
def test_p_03_what_anybody_would_try_is_refused(password: str, problem: PasswordProblem) -> None:
    assert problem_with(password, OWN) is problem


def test_p_03_no_common_word_is_good_with_a_year_and_a_sign_behind_it() -> None:
    for word in COMMON:
        for tail in ("2026!", "123456789012", "!!!!!!!!!!!!"):
            assert problem_with(word + tail, OWN) is not None, word + tail


@given(st.text(max_size=230))
def test_any_text_gets_a_verdict(password: str) -> None:
    problem = problem_with(password, OWN)
    assert (problem is PasswordProblem.TOO_SHORT) == (len(password) < 12)


def test_the_longest_password_is_judged_at_once() -> None:
    chance = random.Random(1)
    for letters in ("ab", "abc", "abcdefghijklmnop"):
        problem_with("".join(chance.choice(letters) for _ in range(200)), OWN)


@given(st.integers(-4, 4), st.one_of(st.none(), st.integers(-4, 4)))
def test_p_03_a_code_is_good_in_its_own_half_minute_and_beside_it_and_once(
    shift: int, last: int | None
) -> None:
    here = step_of(NOW)
    used = None if last is None else here + last
    step = step_used(f"{here + shift:06}"[-6:], NOW, used, lambda step: f"{step:06}"[-6:])
    good = abs(shift) <= 1 and (last is None or shift > last)
    assert step == (here + shift if good else None)


def test_a_step_is_half_a_minute() -> None:
    assert step_of(NOW + timedelta(seconds=STEP)) == step_of(NOW) + 1


def test_printed_codes_differ_and_are_read_as_they_are_typed() -> None:
    chance = random.Random(7)
    codes = {make_code(chance.choice) for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert bare(code.upper().replace("-", " ")) == bare(code)
        assert len(bare(code)) == 12
        assert not is_from_app(bare(code))
    assert is_from_app(bare("123 456"))


def test_p_03_codes_are_shut_after_ten_wrong_ones_for_a_day() -> None:
    assert not is_shut(MOST_WRONG - 1, NOW, NOW)
    assert is_shut(MOST_WRONG, NOW, NOW + WRONG_COUNT_FOR - timedelta(seconds=1))
    assert not is_shut(MOST_WRONG, NOW, NOW + WRONG_COUNT_FOR)


def test_p_03_a_reset_is_agreed_by_a_second_person() -> None:
    first, second, third = uuid4(), uuid4(), uuid4()
    assert may_agree(second, asked_by=first, about=third)
    for who in (first, third, None):
        assert not may_agree(who, asked_by=first, about=third)


def test_p_01_whoever_sees_nobody_makes_no_account_that_does() -> None:
    assert set(GIVES) == {Role.COORDINATOR, Role.LEAD, Role.TECHNICIAN}
    assert GIVES[Role.TECHNICIAN] == {Role.TECHNICIAN, Role.REVIEWER}
    for role in set(Role) - set(GIVES):
        assert not any(may_give(role, given) for given in Role)
    assert all(given <= STAFF for given in GIVES.values())


@pytest.mark.parametrize(
    "text", ["", "beth", "@b.c", "a@b", "a b@c.d", "a@b@c.d", "a@b.c\n", "a,b@c.d"]
)
def test_what_is_no_address_is_told_apart(text: str) -> None:
    assert not is_address(text)
    assert is_address("beth.o'neil+oss@lantern.example")
