"""When a desk may say no, what it must say then, and what a no gives her."""

from dataclasses import replace

import pytest

from bookings.handoffs.rules.declines import (
    Decline,
    Follows,
    Lack,
    NextStep,
    No,
    NoGround,
    Reason,
    answers_open,
    follows,
    is_a_decline,
    lacking,
    reasons_for,
)
from bookings.handoffs.rules.desks import DeskKind
from tests.bookings.handoffs.rules.lives import SENDER

FULL = Decline(Reason.NO_SPACE, NextStep.ANOTHER_SERVICE, SENDER)


def of(reason: Reason, words: str = "") -> Decline:
    return replace(FULL, reason=reason, words=words)


def test_s_44_a_decline_says_why_what_next_and_who_holds_it() -> None:
    assert list(lacking(FULL, DeskKind.REFUGE)) == []
    empty = Decline(None, None, None)
    found = list(lacking(empty, DeskKind.REFUGE))
    assert found == [Lack.REASON, Lack.NEXT_STEP, Lack.HOLDER]


@pytest.mark.parametrize(
    ("reason", "lack"), [(Reason.SUPPORT_NEED, Lack.WHICH), (Reason.OTHER, Lack.WORDS)]
)
def test_two_reasons_need_a_word_more(reason: Reason, lack: Lack) -> None:
    assert list(lacking(of(reason), DeskKind.REFUGE)) == [lack]
    assert list(lacking(of(reason, "-"), DeskKind.REFUGE)) == [lack]
    assert list(lacking(of(reason, "no night staff"), DeskKind.REFUGE)) == []


def test_r_05_a_council_cannot_decline_for_proof_connection_or_remit() -> None:
    can = {Reason.ALREADY_OPEN, Reason.NOT_REACHED, Reason.SHE_CHOSE_NOT_TO}
    for reason in Reason:
        found = list(lacking(of(reason, "no local connection"), DeskKind.HOUSING))
        assert found == ([] if reason in can else [Lack.NOT_FOR_THIS_DESK])
    assert set(reasons_for(DeskKind.HOUSING)) == can


@pytest.mark.parametrize("ground", NoGround)
def test_turned_away_on_no_ground_she_is_not_declined(ground: NoGround) -> None:
    assert not is_a_decline(ground)
    assert not [
        reason for reason in Reason if ground.value in reason.value and "remit" not in reason.value
    ]


def test_another_desk_may_say_that_it_is_not_its_remit() -> None:
    assert is_a_decline(Reason.OUTSIDE_REMIT)
    assert list(lacking(of(Reason.OUTSIDE_REMIT), DeskKind.LEGAL)) == []


def test_s_39_no_child_is_declined_for_what_an_adult_wants() -> None:
    hangs_on_her = {Reason.SHE_CHOSE_NOT_TO, Reason.NOT_REACHED, Reason.NO_SPACE}
    assert not hangs_on_her & set(reasons_for(DeskKind.CHILDRENS_SOCIAL_CARE))
    assert Reason.OUTSIDE_REMIT in reasons_for(DeskKind.CHILDRENS_SOCIAL_CARE)


def test_r_11_a_check_of_names_declines_nothing_and_no_reason_is_a_conflict() -> None:
    assert reasons_for(DeskKind.CONFLICT_CHECK) == []
    assert not [reason for reason in Reason if "conflict" in reason.value]


def test_r_09_only_a_refuge_that_was_full_owes_a_letter() -> None:
    owes = {(d, r) for d in DeskKind for r in Reason if Follows.LETTER in follows(r, d)}
    assert owes == {(DeskKind.REFUGE, Reason.NO_SPACE)}


def test_only_who_need_not_say_why_may_be_unavailable() -> None:
    bare = {desk for desk in DeskKind if No.NOT_AVAILABLE not in answers_open(desk)}
    assert bare == {DeskKind.HOUSING, DeskKind.CHILDRENS_SOCIAL_CARE}
    assert answers_open(DeskKind.CONFLICT_CHECK) == {No.NOT_AVAILABLE}


def test_what_nobody_had_for_her_counts_as_unmet_need() -> None:
    desk = DeskKind.REFUGE
    uncounted = {r for r in Reason if Follows.UNMET_NEED not in follows(r, desk)}
    assert uncounted == {
        *(Reason.ALREADY_OPEN, Reason.NOT_REACHED, Reason.SHE_CHOSE_NOT_TO),
        *(Reason.WRONG_INFORMATION, Reason.OTHER),
    }
