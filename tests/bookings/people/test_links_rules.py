"""Who is moved where linked people would meet, and who may be one person (C-08, S-26, S-61)."""

from datetime import date
from itertools import product

import pytest

from bookings.people.rules.links import LinkKind, Said, Standing, who_moves
from bookings.people.rules.matching import (
    Key,
    Likeness,
    folded,
    keys_of_day,
    keys_of_name,
    likeness,
    names_in,
)

HARMED, AFRAID, RELATIVE = LinkKind.HARMED_BY, LinkKind.AFRAID_OF, LinkKind.RELATIVE_OF
BORN = date(1990, 4, 23)


def said(safe: str, other: str, kind: LinkKind = HARMED, how: Standing = Standing.SETTLED) -> Said:
    return Said(safe, other, kind, how)


def test_s_26_whoever_is_thought_to_do_harm_is_moved_and_never_whom_they_harm() -> None:
    for kind, how in product(LinkKind, Standing):
        assert who_moves([said("safe", "other", kind, how)]) == "other"
    assert who_moves([said("safe", "other"), said("safe", "other", AFRAID)]) == "other"


def test_s_26_what_is_surer_counts_then_what_is_graver() -> None:
    surer = [said("a", "b", AFRAID), said("b", "a", HARMED, Standing.SUSPECTED)]
    assert who_moves(surer) == "b"
    assert who_moves([said("a", "b", RELATIVE), said("b", "a", AFRAID)]) == "a"


def test_s_55_where_each_says_it_of_the_other_nobody_is_moved_before_somebody_looks() -> None:
    both = [said("a", "b"), said("b", "a")]
    assert who_moves(both) is None
    assert who_moves([*both, said("a", "b", HARMED, Standing.ASSESSED)]) == "b"
    assert who_moves([]) is None


def shared(one: str, other: str, born: date | None = None, also: date | None = None) -> set[Key]:
    mine, theirs = keys_of_name(one, born), keys_of_name(other, also)
    mine |= keys_of_day(born) if born else set()
    theirs |= keys_of_day(also) if also else set()
    return {key for key, _ in mine & theirs}


def alike(one: str, other: str, born: date | None = None, also: date | None = None) -> Likeness:
    return likeness(shared(one, other, born, also), both_born=born is not None and also is not None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammed Khan", "Muhammad Khan"),
        ("Catherine Price", "Kathryn Price"),
        ("Aisha Begum", "Ayesha Begum"),
        ("Fatima Khan", "Fatimah Kahn"),
        ("José Núñez", "Jose Nunez"),
        ("Łukasz Szymański", "Lukasz Shimanski"),
        ("Дмитрий Иванов", "Dmitri Ivanov"),
        ("محمد علي", "Mohamed Ali"),
        ("Γιώργος Παπάς", "Giorgos Papas"),
        ("Anna Maria Kowalska", "Anna Kowalska"),
        ("Stephen Wright", "Wright Stephen"),
        ("Sean O'Neil", "Sean ONeil"),
        ("Jhon Smith", "John Smith"),
    ],
)
def test_c_08_a_name_is_found_again_however_it_is_spelled(one: str, other: str) -> None:
    assert alike(one, other) is Likeness.PERHAPS
    assert alike(one, other, BORN, BORN) is not Likeness.NONE


def test_c_08_only_name_and_day_to_the_letter_are_exact() -> None:
    assert alike("Chris Hill", "hill  CHRIS", BORN, BORN) is Likeness.EXACT
    assert alike("Kris Hill", "Chris Hill", BORN, BORN) is Likeness.PERHAPS
    assert alike("Chris Hill", "Chris Hill", BORN, date(1990, 4, 24)) is Likeness.PERHAPS
    assert alike("Chris Hill", "Chris Hill", BORN, date(1972, 8, 2)) is Likeness.NONE
    assert alike("Chris Hill", "Sam Price", BORN, BORN) is Likeness.NONE


def test_c_08_days_are_found_again_with_day_and_month_swapped_or_another_year() -> None:
    assert Key.BORN_NEARLY in shared("", "", date(1990, 4, 5), date(1990, 5, 4))
    assert Key.BORN_NEARLY in shared("", "", date(1990, 4, 5), date(1991, 4, 5))
    assert not shared("", "", date(1990, 4, 5), date(1991, 5, 4))


def test_c_08_a_number_in_common_is_told_and_with_the_name_it_is_exact() -> None:
    assert likeness({Key.NUMBER}, both_born=True) is Likeness.PERHAPS
    assert likeness({Key.NUMBER, Key.WHOLE}, both_born=False) is Likeness.EXACT


def test_a_name_of_one_word_says_too_little() -> None:
    assert keys_of_name("Robin") == set()
    assert keys_of_name("", BORN) == set()
    assert keys_of_name("12 34 ') -- ", BORN) == set()
    assert folded("ʼ") == []


def test_several_names_in_one_field_are_several_names() -> None:
    assert names_in("Chris Hill, Kit Hill; C. Mound\n") == ["Chris Hill", "Kit Hill", "C. Mound"]
