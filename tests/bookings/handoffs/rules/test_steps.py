"""The life of a handoff: which steps there are, what each must say, and who holds it then."""

from dataclasses import replace
from itertools import product

import pytest

from bookings.handoffs.rules.declines import NextStep, Reason
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.outcomes import (
    NotTold,
    Outcome,
    WhyNotTold,
    is_told_or_why,
    says_something,
)
from bookings.handoffs.rules.stages import CAME_BACK, HELD_BY, Side, Stage
from bookings.handoffs.rules.state import (
    Lacks,
    NotDeclared,
    NotTheirs,
    Said,
    State,
    steps_open,
    take,
)
from bookings.handoffs.rules.steps import STEPS, Need, Step, Who, may_take
from tests.bookings.handoffs.rules.lives import (
    ALL_SAID,
    BEGUN,
    COLLEAGUE,
    NOT_TOLD,
    NOW,
    RECEIVER,
    SENDER,
    STRAIGHT,
    THEY_SAY,
    after,
    on_the_way,
)

UNSAID = {
    Need.MAY_GO: replace(THEY_SAY, may_go=False),
    Need.RECEIVER: replace(THEY_SAY, receiver=None),
    Need.REASON: replace(THEY_SAY, reason=" - ", declined=None),
    Need.NEXT_STEP: replace(THEY_SAY, next_step=None),
    Need.HOLDER: replace(THEY_SAY, holder=None),
    Need.OUTCOME: replace(THEY_SAY, outcome=None),
    Need.TOLD: replace(THEY_SAY, told=None),
    Need.NEW_PACKET: replace(THEY_SAY, has_new_packet=False),
    Need.NEXT_HANDOFF: replace(THEY_SAY, next_handoff=None),
    Need.RESTS_ON_HER: replace(THEY_SAY, rests_on_her=False),
}


def held(stage: Stage) -> State:
    kept = replace(BEGUN, stage=stage, receiver=RECEIVER, outcome=Outcome.HELPED)
    return replace(kept, reason="a key", told=NOT_TOLD)


def test_every_stage_and_every_step_stands_in_its_table() -> None:
    assert set(HELD_BY) == set(Stage)
    assert set(STEPS) == set(Step)
    assert set(UNSAID) == set(Need)


def test_each_stage_is_reached_and_left_but_the_last() -> None:
    reached = {declared.to for declared in STEPS.values()} | {Stage.DRAFT}
    assert set(Stage) <= reached
    left = {stage for declared in STEPS.values() if declared.to for stage in declared.sources}
    assert left == set(Stage) - {Stage.CLOSED}


def test_the_straight_way_goes_from_the_draft_to_its_close() -> None:
    state = after(*STRAIGHT)
    assert state.stage is Stage.CLOSED
    assert (state.outcome, state.reason) == (Outcome.HELPED, "no room before Friday")


@pytest.mark.parametrize("step", Step)
def test_what_is_not_declared_cannot_happen(step: Step) -> None:
    for stage, who in product(Stage, Who):
        said = ALL_SAID if who is Who.SENDER else THEY_SAY
        if may_take(step, stage, who):
            assert take(held(stage), step, who, said).holder in {SENDER, RECEIVER}
        else:
            with pytest.raises(NotDeclared):
                take(held(stage), step, who, said)


@pytest.mark.parametrize(
    ("step", "need"), [(step, need) for step in Step for need in Need if need in STEPS[step].needs]
)
def test_a_step_without_what_it_needs_is_refused(step: Step, need: Need) -> None:
    declared = STEPS[step]
    stage = next(each for each in Stage if each in declared.sources)
    who = next(each for each in Who if each in declared.may)
    bare = replace(held(stage), outcome=None, reason="", told=None)
    state = bare if step is Step.CLOSE else held(stage)
    if step is Step.CLOSE and need is Need.HOLDER:
        state = held(stage)
    with pytest.raises(Lacks) as refused:
        take(state, step, who, replace(UNSAID[need], by=RECEIVER))
    assert need in refused.value.needs
    assert take(held(stage), step, who, replace(THEY_SAY, holder=COLLEAGUE)) != held(stage)


def test_s_43_nothing_closes_without_outcome_reason_holder_and_that_she_was_told() -> None:
    with pytest.raises(Lacks) as refused:
        take(replace(BEGUN, stage=Stage.TOLD), Step.CLOSE, Who.SENDER, Said(by=SENDER))
    assert refused.value.needs == (Need.REASON, Need.HOLDER, Need.OUTCOME, Need.TOLD)
    for stage in set(Stage) - {Stage.TOLD}:
        assert not may_take(Step.CLOSE, stage, Who.SENDER)


def test_v_25_only_somebody_who_was_told_or_why_not_comes_to_its_close() -> None:
    settled = on_the_way(Step.SETTLE)
    with pytest.raises(NotDeclared):
        take(settled, Step.CLOSE, Who.SENDER, ALL_SAID)
    with pytest.raises(Lacks):
        take(settled, Step.TELL, Who.SENDER, replace(ALL_SAID, told=None))
    why = take(settled, Step.TELL, Who.SENDER, replace(ALL_SAID, told=NOT_TOLD))
    assert take(why, Step.CLOSE, Who.SENDER, ALL_SAID).stage is Stage.CLOSED


@pytest.mark.parametrize("why", [WhyNotTold.WOULD_ENDANGER, WhyNotTold.NO_WAY_LEFT])
def test_that_she_never_hears_of_it_takes_two(why: WhyNotTold) -> None:
    assert not is_told_or_why(NotTold(why, NOW, SENDER))
    assert not is_told_or_why(NotTold(why, NOW, SENDER, second=SENDER))
    assert is_told_or_why(NotTold(why, NOW, SENDER, second=COLLEAGUE))


def test_s_44_a_no_says_why_what_next_and_who_holds_it() -> None:
    received = on_the_way(Step.RECEIVE)
    with pytest.raises(Lacks) as refused:
        take(received, Step.DECLINE, Who.RECEIVER, Said(by=RECEIVER))
    assert refused.value.needs == (Need.REASON, Need.NEXT_STEP, Need.HOLDER)
    said = replace(THEY_SAY, holder=COLLEAGUE)
    declined = take(received, Step.DECLINE, Who.RECEIVER, said)
    assert declined.holder == COLLEAGUE


def test_r_11_not_available_says_what_next_and_never_why() -> None:
    assert Need.REASON not in STEPS[Step.SAY_NOT_AVAILABLE].needs
    said = Said(
        RECEIVER, next_step=NextStep.ANOTHER_SERVICE, holder=SENDER, reason="he is a client"
    )
    state = take(on_the_way(Step.RECEIVE), Step.SAY_NOT_AVAILABLE, Who.RECEIVER, said)
    assert state.stage is Stage.NOT_AVAILABLE
    assert "client" not in repr(state)
    assert not [stage for stage in Stage if "conflict" in stage.value]


@pytest.mark.parametrize("desk", [DeskKind.HOUSING, DeskKind.CHILDRENS_SOCIAL_CARE])
def test_r_05_who_must_say_why_cannot_just_be_unavailable(desk: DeskKind) -> None:
    received = after(*STRAIGHT[:3], of=replace(BEGUN, desk=desk))
    assert Step.SAY_NOT_AVAILABLE not in steps_open(received, Who.RECEIVER)
    with pytest.raises(NotDeclared):
        take(received, Step.SAY_NOT_AVAILABLE, Who.RECEIVER, THEY_SAY)


def test_r_05_a_council_declines_only_for_what_it_may() -> None:
    received = after(*STRAIGHT[:3], of=replace(BEGUN, desk=DeskKind.HOUSING))
    for reason in (Reason.OUTSIDE_REMIT, Reason.NO_SPACE, Reason.OTHER):
        with pytest.raises(Lacks) as refused:
            take(received, Step.DECLINE, Who.RECEIVER, replace(THEY_SAY, declined=reason))
        assert refused.value.needs == (Need.REASON,)
    said = replace(THEY_SAY, declined=Reason.ALREADY_OPEN)
    assert take(received, Step.DECLINE, Who.RECEIVER, said).stage is Stage.DECLINED


def test_r_11_a_check_of_names_is_clear_or_not_available() -> None:
    received = after(*STRAIGHT[:3], of=replace(BEGUN, desk=DeskKind.CONFLICT_CHECK))
    found = steps_open(received, Who.RECEIVER)
    assert Step.DECLINE not in found
    assert {Step.ACCEPT, Step.SAY_NOT_AVAILABLE} <= set(found)


def test_r_04_until_somebody_received_it_by_name_the_sender_holds_it() -> None:
    assert on_the_way(Step.SEND).holder == SENDER
    with pytest.raises(Lacks):
        take(on_the_way(Step.SEND), Step.RECEIVE, Who.RECEIVER, Said(by=RECEIVER))
    for_another = replace(THEY_SAY, receiver=COLLEAGUE)
    with pytest.raises(Lacks):
        take(on_the_way(Step.SEND), Step.RECEIVE, Who.RECEIVER, for_another)
    assert on_the_way(Step.RECEIVE).holder == RECEIVER


def test_a_colleague_acts_only_once_it_is_theirs() -> None:
    received = on_the_way(Step.RECEIVE)
    theirs = replace(THEY_SAY, by=COLLEAGUE, holder=COLLEAGUE)
    with pytest.raises(NotTheirs):
        take(received, Step.ACCEPT, Who.RECEIVER, theirs)
    taken_over = take(received, Step.HAND_OVER, Who.RECEIVER, theirs)
    assert taken_over.holder == COLLEAGUE
    assert take(taken_over, Step.ACCEPT, Who.RECEIVER, theirs).stage is Stage.ACCEPTED


def test_nobody_takes_over_what_nobody_there_received() -> None:
    with pytest.raises(NotTheirs):
        take(on_the_way(Step.SEND), Step.HAND_OVER, Who.RECEIVER, THEY_SAY)


def test_a_place_without_an_account_leaves_it_with_the_sender_who_writes_what_they_said() -> None:
    rung = after(STRAIGHT[0], STRAIGHT[1], of=replace(BEGUN, is_outside=True))
    with pytest.raises(Lacks):
        take(rung, Step.RECEIVE, Who.SENDER, replace(ALL_SAID, outside=" "))
    received = take(rung, Step.RECEIVE, Who.SENDER, replace(ALL_SAID, receiver=None))
    assert (received.holder, received.outside) == (SENDER, "Kim at the desk")
    assert Step.DECLINE in steps_open(received, Who.SENDER)
    declined = take(received, Step.DECLINE, Who.SENDER, ALL_SAID)
    assert declined.stage is Stage.DECLINED
    with pytest.raises(NotTheirs):
        take(received, Step.DECLINE, Who.RECEIVER, THEY_SAY)


@pytest.mark.parametrize("stage", [each for each in Stage if each in CAME_BACK])
def test_what_came_back_is_the_senders_and_nothing_is_left_to_do_there(stage: Stage) -> None:
    assert HELD_BY[stage] is Side.SENDER
    assert steps_open(held(stage), Who.RECEIVER) == []
    assert Step.SETTLE in steps_open(held(stage), Who.SENDER)


def test_what_came_back_stays_shut_to_the_receiver_after_it_is_settled() -> None:
    steps = (*STRAIGHT[:4], (Step.RECALL, Who.SENDER), (Step.SETTLE, Who.SENDER))
    settled = after(*steps)
    assert settled.is_shut
    with pytest.raises(NotDeclared):
        take(settled, Step.TELL, Who.RECEIVER, THEY_SAY)
    assert take(settled, Step.TELL, Who.SENDER, ALL_SAID).stage is Stage.TOLD


def test_s_39_a_childs_referral_is_not_withdrawn_by_an_adult() -> None:
    accepted = on_the_way(Step.ACCEPT)
    with pytest.raises(Lacks):
        take(accepted, Step.WITHDRAW, Who.HER, replace(ALL_SAID, rests_on_her=False))
    assert take(accepted, Step.WITHDRAW, Who.HER, ALL_SAID).stage is Stage.WITHDRAWN


def test_she_withdraws_at_any_moment_from_the_draft_to_the_last() -> None:
    over = CAME_BACK | {Stage.CLOSED}
    assert {s for s in Stage if may_take(Step.WITHDRAW, s, Who.HER)} == set(Stage) - over


def test_what_she_withdrew_after_its_outcome_is_settled_anew() -> None:
    withdrawn = take(on_the_way(Step.TELL), Step.WITHDRAW, Who.HER, ALL_SAID)
    assert (withdrawn.outcome, withdrawn.reason, withdrawn.told) == (None, "", None)


@pytest.mark.parametrize("text", ["", "  ", "-", "N/A", "none.", "Signposted", "sign-posted", "—"])
def test_a_mark_or_signposted_is_no_reason(text: str) -> None:
    assert not says_something(text)


def test_signposted_is_no_outcome() -> None:
    assert not [each for each in Outcome if "signpost" in each.value]
    assert says_something("No room before Friday")
